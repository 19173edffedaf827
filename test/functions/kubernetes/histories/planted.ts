import type { Cached } from '../../../../functions/kubernetes/cached.ts';
import type { Plant } from './process.ts';

/** Mistakes that the property is to find, or it would find no other. */
export const PLANTED: Readonly<Record<string, Plant>> = {
  'removals are not pushed': {
    seen: (cache) => {
      const all = new Map<string, Cached>();
      return {
        get version() {
          return cache.version;
        },
        get kinds() {
          return cache.kinds;
        },
        get synced() {
          return cache.synced;
        },
        get failure() {
          return cache.failure;
        },
        objects() {
          for (const one of cache.objects()) all.set(one.uid, one);
          return all.values();
        },
        onChange: (listener) => cache.onChange(listener),
      };
    },
  },
  'one commit is lost': {
    commit: (commit) => {
      let n = 0;
      return async (offers) =>
        // The first is the cluster, the second what there was at first.
        ++n === 3 ? { version: 0, committed: false, superseded: [], proposals: [] } : commit(offers);
    },
  },
  'a kind that cannot be read is told as empty': {
    seen: (cache) => ({
      get version() {
        return cache.version;
      },
      kinds: [],
      synced: true,
      failure: undefined,
      objects: () => cache.objects(),
      onChange: (listener) => cache.onChange(listener),
    }),
  },
};
