import { expect, test } from 'vitest';
import {
  knownScopes,
  readCommit,
  readFloor,
  readHead,
  readHint,
  writeHint,
} from '../../../shared/log/head.ts';
import type { Commit } from '../../../shared/log/commit.ts';
import { headKey, logKey, logPrefix, versionOf } from '../../../shared/log/keys.ts';
import type { ObjectStore } from '../../../shared/store/store.ts';
import { createEngine, scope } from '../../support/engine.ts';

const hintOf = (version: number) => ({ version, checkedAt: 0, retainedAt: 0, bytes: 0, slow: [] });

/** Versions 1 to `head`, with those below `floor` gone. */
async function logOf(floor: number, head: number, hint?: number) {
  const engine = createEngine();
  for (let n = 1; n <= head; n++) await engine.run({ vm: `v${n}` });
  for (let n = 1; n < floor; n++) await engine.memory.delete(logKey(scope, n));
  if (hint !== undefined) await writeHint(engine.memory, scope, hintOf(hint));
  engine.operations.length = 0;
  return engine;
}

test.each([
  ['no log', 1, 0, undefined, undefined],
  ['no log but a hint', 1, 0, 7, undefined],
  ['no hint', 1, 3, undefined, 3],
  ['a hint that lags', 1, 3, 1, 3],
  ['a hint at the head', 1, 3, 3, 3],
  ['a hint below the floor', 5, 6, 2, 6],
  ['a hint ahead of the log', 1, 3, 9, 3],
] as const)('the head with %s', async (_, floor, head, hint, found) => {
  const { store } = await logOf(floor, head, hint);
  expect((await readHead(store, scope))?.version).toBe(found);
});
test.each([
  [0, 3],
  [1, 3],
  [2, 4],
  [3, 4],
  [41, 4],
])('a hint that is %i behind: %i requests', async (lag, requests) => {
  const { store, operations } = await logOf(1, 42, 42 - lag);
  expect((await readHead(store, scope))?.version).toBe(42);
  expect(operations).toHaveLength(requests);
});
test.each([
  [1, 999],
  [1, 1_000],
  [1, 1_001],
  [400, 1_399],
  [5_000, 123_456],
  [1, 3_000],
  [77, 1_000_000],
])('without a hint, the last of the versions from %i to %i takes some lists', async (floor, head) => {
  const { store } = await logOf(1, 1);
  const body = (await store.get(logKey(scope, 1)))?.body ?? new Uint8Array();
  const commit: Commit = JSON.parse(Buffer.from(body).toString());
  let lists = 0;
  const long: ObjectStore = {
    ...store,
    async list({ startAfter, limit }) {
      lists++;
      const first = Math.max(floor, startAfter === '' ? 0 : versionOf(startAfter) + 1);
      const count = Math.max(0, Math.min(limit, head - first + 1));
      return Array.from({ length: count }, (_, n) => ({
        key: logKey(scope, first + n),
        modified: 0,
        size: 1,
        etag: String(n),
      }));
    },
    async get(key) {
      if (!key.startsWith('log/')) return undefined;
      const version = versionOf(key);
      if (version < floor || version > head) return undefined;
      return { body: Buffer.from(JSON.stringify({ ...commit, version })), etag: '', modified: 0 };
    },
  };
  expect((await readHead(long, scope))?.version).toBe(head);
  expect(lists).toBeLessThan(3 + 2 * Math.log2(2 + head / 1_000));
});
test('a hint that cannot be read is no hint', async () => {
  const { store, memory } = await logOf(1, 2);
  for (const body of ['', '{', '{"version":"2"}', 'null']) {
    await memory.put(headKey(scope), Buffer.from(body));
    expect(await readHint(store, scope)).toBeUndefined();
    expect((await readHead(store, scope))?.version).toBe(2);
  }
});
test('a number that retention took away is not a number that is free', async () => {
  const { store } = await logOf(1, 3, 1);
  const trimmed: ObjectStore = {
    ...store,
    async get(key) {
      if (key === logKey(scope, 2)) for (const version of [1, 2]) await store.delete(logKey(scope, version));
      return store.get(key);
    },
  };
  expect((await readHead(trimmed, scope))?.version).toBe(3);
});
test('versions sort as their numbers do', async () => {
  expect(logKey(scope, 9) < logKey(scope, 10)).toBe(true);
  const { store } = await logOf(9, 11);
  expect(await readFloor(store, scope)).toBe(9);
  expect((await readHead(store, scope))?.version).toBe(11);
  expect(await readCommit(store, scope, 0)).toBeUndefined();
});
test('every scope that has a head is known, by provider, whatever it is called', async () => {
  const { store } = createEngine();
  const scopes = [
    { provider: 'a', account: 'x/y', region: 'global' },
    { provider: 'a', account: 'x', region: 'r 1' },
    { provider: 'ab', account: 'x', region: 'r' },
  ];
  for (const one of scopes) await writeHint(store, one, hintOf(1));
  const known = async (provider?: string) => {
    const found = [];
    for await (const one of knownScopes(store, provider)) found.push(one);
    return found;
  };
  expect(await known('a')).toEqual(
    [scopes[1], scopes[0]].toSorted((a, b) => (headKey(a ?? scope) < headKey(b ?? scope) ? -1 : 1)),
  );
  expect(await known()).toHaveLength(3);
  expect(logPrefix({ provider: 'a', account: 'x', region: 'r' })).toBe('log/a/x/r/');
});
