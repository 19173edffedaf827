import type { CloudError } from '../../shared/collect/errors.ts';
import type { Cached, CachedKind, JsonObject, WatchCache } from './cached.ts';
import type { ObjectKind } from './kinds.ts';
import type { PushConfig } from './push/config.ts';

/** What one run lists of a cluster that is published: kept until the run has committed it. */
export interface Listed {
  readonly push: PushConfig;
  describe(version: JsonObject): void;
  /** A list that ended well. */
  whole(object: ObjectKind, apiVersion: string, items: readonly Cached[]): void;
  /** As a cache, with what the run made of each kind. */
  cache(kinds: readonly Judged[]): WatchCache;
}

export interface Judged {
  readonly object: ObjectKind;
  /** Why what was listed of it is not to be believed, or that nothing was; `unsupported`: there is none. */
  readonly failure: CloudError | undefined;
}

export function createListed(push: PushConfig): Listed {
  const lists = new Map<ObjectKind, { readonly type: string; readonly items: readonly Cached[] }>();
  let version: JsonObject | undefined;
  return {
    push,
    describe(found) {
      version = found;
    },
    whole(object, apiVersion, items) {
      lists.set(object, { type: `${apiVersion}/${object.kind}`, items });
    },
    cache(judged) {
      const there = judged.filter(({ failure }) => failure?.reason !== 'unsupported');
      const kinds = there.map(({ object, failure }): CachedKind => {
        const type = lists.get(object)?.type ?? `${object.apiVersions[0]}/${object.kind}`;
        return { type, synced: failure === undefined && lists.has(object), failure };
      });
      const isLost = kinds.every(({ failure }) => failure !== undefined);
      return {
        version,
        kinds,
        synced: kinds.every(({ synced, failure }) => synced || failure !== undefined),
        failure: isLost ? kinds[0]?.failure : undefined,
        *objects() {
          for (const { object, failure } of there) {
            if (failure === undefined) yield* lists.get(object)?.items ?? [];
          }
        },
        onChange: () => () => {}, // it is as it was listed
      };
    },
  };
}
