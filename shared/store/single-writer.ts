import type { ObjectStore } from './store.ts';

/**
 * For a store that cannot create only once, where a person vouches that nothing
 * else ever writes: it looks, then puts.
 */
export function singleWriterStore(store: ObjectStore): ObjectStore {
  return {
    url: store.url,
    get: (key, atMost) => store.get(key, atMost),
    put: (key, body) => store.put(key, body),
    delete: (key) => store.delete(key),
    list: (query) => store.list(query),
    async putIfAbsent(key, body, lastly) {
      if ((await store.get(key)) !== undefined) return 'exists';
      lastly?.();
      await store.put(key, body);
      return 'created';
    },
  };
}
