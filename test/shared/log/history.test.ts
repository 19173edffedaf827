import { describe, expect, it } from 'vitest';
import { commitAt, commitsAfter, commitsBack, loggedScopes } from '../../../shared/log/history.ts';
import { logKey } from '../../../shared/log/keys.ts';
import { createEngine, scope } from '../../support/engine.ts';

async function versions(commits: AsyncIterable<{ readonly version: number }>): Promise<number[]> {
  const found: number[] = [];
  for await (const { version } of commits) found.push(version);
  return found;
}

/** Seven versions, at 10 000, 20 000 … */
async function seven() {
  const engine = createEngine();
  for (let n = 1; n <= 7; n++) await engine.run({ a: `x=${n}` }, { at: n * 10_000 });
  return engine;
}

describe('the history of a scope', () => {
  it('is read downwards and upwards', async () => {
    const { store } = await seven();
    expect(await versions(commitsBack(store, scope))).toEqual([7, 6, 5, 4, 3, 2, 1]);
    expect(await versions(commitsAfter(store, scope, 0))).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(await versions(commitsAfter(store, scope, 5))).toEqual([6, 7]);
    expect(await versions(commitsAfter(store, scope, 7))).toEqual([]);
  });

  it('begins at its floor', async () => {
    const { store } = await seven();
    await store.delete(logKey(scope, 1));
    await store.delete(logKey(scope, 2));
    expect(await versions(commitsAfter(store, scope, 0))).toEqual([3, 4, 5, 6, 7]);
    expect((await commitAt(store, scope, 20_000))?.version).toBeUndefined();
    expect((await commitAt(store, scope, 30_000))?.version).toBe(3);
  });

  it('knows what stood at any time', async () => {
    const { store } = await seven();
    expect(await commitAt(store, scope, 9_999)).toBeUndefined();
    for (let n = 1; n <= 7; n++) {
      expect((await commitAt(store, scope, n * 10_000))?.version).toBe(n);
      expect((await commitAt(store, scope, n * 10_000 + 9_999))?.version).toBe(n);
    }
    expect((await commitAt(store, scope, 1e12))?.version).toBe(7);
    expect(await commitAt(store, { ...scope, region: 'other' }, 1e12)).toBeUndefined();
  });

  it('names the scopes that have commits, hint or not', async () => {
    const { store } = createEngine();
    const body = Buffer.from('anything');
    const other = { provider: 'fake', account: 'a/b', region: 'r-1' };
    await store.put(logKey(scope, 1), body);
    await store.put(logKey(other, 3), body);
    await store.put(logKey(other, 4), body);
    await store.put('log/fake/a/r/README', body);
    const found: unknown[] = [];
    for await (const one of loggedScopes(store)) found.push(one);
    expect(found).toEqual([
      { scope: other, versions: [3, 4] },
      { scope, versions: [1] },
    ]);
  });
});
