import { checkedKey, checkedPrefix } from './key.ts';
import type { ObjectStore, Stored } from './store.ts';

/** Forgets everything with the process: for tests and dry runs. `now` dates the objects. */
export function memoryStore(now: () => number): ObjectStore {
  const objects = new Map<string, Stored & { readonly modified: number }>();
  let writes = 0;
  const write = (key: string, body: Uint8Array): void => {
    writes++;
    objects.set(key, { body: body.slice(), etag: `"${writes}"`, modified: now() });
  };
  return {
    url: 'memory:',
    async get(key) {
      const found = objects.get(checkedKey(key));
      return found && { body: found.body.slice(), etag: found.etag };
    },
    async put(key, body) {
      write(checkedKey(key), body);
    },
    async putIfAbsent(key, body, lastly) {
      if (objects.has(checkedKey(key))) return 'exists';
      lastly?.();
      write(key, body);
      return 'created';
    },
    async delete(key) {
      objects.delete(checkedKey(key));
    },
    async list({ prefix, startAfter, limit }) {
      checkedPrefix(prefix);
      const keys = [...objects.keys()].filter((key) => key.startsWith(prefix) && key > startAfter);
      return keys
        .toSorted((a, b) => (a < b ? -1 : 1))
        .slice(0, limit)
        .flatMap((key) => {
          const found = objects.get(key);
          return found ? [{ key, size: found.body.length, etag: found.etag, modified: found.modified }] : [];
        });
    },
  };
}
