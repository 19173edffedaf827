import { once } from 'node:events';
import { StoreError } from '../../shared/store/store.ts';
import type { ObjectStore } from '../../shared/store/store.ts';

export type Fate = 'killed before' | 'killed after' | 'failed before' | 'failed after';
export const FATES: readonly Fate[] = ['killed before', 'killed after', 'failed before', 'failed after'];

/** Does to operation number `at` what the fate says; who is killed never hears of anything again. */
export function fated(at: number, fate: Fate) {
  let operations = 0;
  let isDead = false;
  const [how, when] = fate.split(' ');
  const death = new AbortController();
  const never = new Promise<never>(() => {});
  async function operation<T>(apply: () => Promise<T>, failure: Error = new StoreError('lost')): Promise<T> {
    if (isDead) return never;
    if (operations++ !== at) {
      const done = await apply();
      return isDead ? never : done;
    }
    isDead = how === 'killed';
    if (when === 'after') await apply();
    if (!isDead) throw failure;
    death.abort();
    return never;
  }
  const of = (store: ObjectStore): ObjectStore => ({
    url: store.url,
    get: (key) => operation(() => store.get(key)),
    put: (key, body) => operation(() => store.put(key, body)),
    putIfAbsent: (key, body, lastly) => operation(() => store.putIfAbsent(key, body, lastly)),
    delete: (key) => operation(() => store.delete(key)),
    list: (query) => operation(() => store.list(query)),
  });
  return { of, operation, death: once(death.signal, 'abort'), count: () => operations };
}

/** Tries every operation there is; gives their number. */
export async function everyOperation(strike: (at: number) => Promise<number>): Promise<number> {
  for (let at = 0; ; at++) if ((await strike(at)) <= at) return at;
}
