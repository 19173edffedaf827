import { expect, test } from 'vitest';
import { named } from '../../../shared/log/commit.ts';
import { readFloor } from '../../../shared/log/head.ts';
import { dataPrefix } from '../../../shared/log/keys.ts';
import { needsInline, retain, sweep } from '../../../shared/log/retain.ts';
import { createEngine, scope } from '../../support/engine.ts';

const POLICY = { keep: 1_000, maxLag: 5_000, maxVersions: Infinity, orphanAfter: 10_000 };

/** One version each 100 ms from 1,000 on. */
async function logOf(versions: number, sizes = {}) {
  const engine = createEngine({ sizes });
  for (let n = 0; n < versions; n++) await engine.run({ vm: `a=${n}` }, { at: 1_000 + n * 100 });
  const trim = async (now: number, cursors: readonly number[] = []) => {
    engine.operations.length = 0;
    await retain(scope, cursors, POLICY, { store: engine.store, now: () => now, needsInline });
    return readFloor(engine.store, scope);
  };
  return { ...engine, trim };
}
/** Every version stands on itself. */
const FOLDED = { maxSegments: 0 };
const deadKey = (n: number): string => `${dataPrefix(scope)}dead-${n}`;
const inLogOrder = (keys: readonly string[]): boolean => keys.toSorted().join() === keys.join();

test('what was the newest at some time in the window can be read', async () => {
  const { trim, state } = await logOf(10, FOLDED); // 1,000 to 1,900
  expect(await trim(2_000)).toBe(1);
  expect(await trim(2_099)).toBe(1);
  expect(await trim(2_100)).toBe(2);
  expect(await trim(2_550)).toBe(6);
  expect(await trim(9_000)).toBe(10); // the head stays for ever
  expect(await state('vm')).toBe('a=9');
});
test('commits go upwards, each after the data it replaced', async () => {
  const { trim, operations, keys, commit } = await logOf(6, { inlineBytes: 0, maxSegments: 1, maxShare: 9 });
  await trim(9_000);
  const deleted = operations
    .filter((one) => one.startsWith('delete'))
    .map((one) => one.slice('delete '.length));
  expect(inLogOrder(deleted.filter((key) => key.startsWith('log/')))).toBe(true);
  expect(deleted.at(-1)).toContain('log/');
  expect(deleted.filter((key) => key.startsWith('data/')).length).toBeGreaterThan(0);
  const needed = named(await commit());
  expect((await keys(dataPrefix(scope))).filter((key) => needed.has(key))).toEqual([...needed].toSorted());
});
test('the log is cut only where nothing stands on what goes', async () => {
  const { trim, state, commit } = await logOf(10, { maxSegments: 3 }); // 10 stands on 9, and 9 on the snapshot in 8
  expect((await commit(4)).sources['vm']?.segments).toEqual([]);
  expect(await trim(2_250)).toBe(1);
  expect(await trim(2_300)).toBe(4);
  expect(await trim(9_000)).toBe(9);
  for (const version of [9, 10]) expect(await state('vm', version)).toBe(`a=${version - 1}`);
});
test('a living sink keeps what it has not had, up to the largest lag', async () => {
  const { trim } = await logOf(10, FOLDED);
  expect(await trim(3_500, [4, 9])).toBe(5);
  expect(await trim(6_599, [4])).toBe(6); // 5 was followed at 1,500: more than the lag ago
  expect(await trim(9_000, [4])).toBe(10);
});
test('an interrupted retention is finished by the next', async () => {
  const { trim, store, memory, commit, keys } = await logOf(6, {
    inlineBytes: 0,
    maxSegments: 1,
    maxShare: 9,
  });
  for (let stop = 0; stop < 30; stop++) {
    let deletions = 0;
    const dying = {
      ...store,
      delete: async (key: string) => {
        if (deletions++ >= 1) throw new Error('killed');
        await memory.delete(key);
      },
    };
    await retain(scope, [], POLICY, { store: dying, now: () => 9_000, needsInline }).catch(() => {});
  }
  expect(await trim(9_000)).toBe(6);
  const head = await commit();
  expect(await keys('data/')).toEqual([...named(head), ...head.replaced].toSorted());
});
test('what one whose clock is ahead began to cut is cut, however young it is', async () => {
  const { trim, store, memory, state } = await logOf(10, { maxSegments: 3 });
  const dying = {
    ...store,
    delete: async (key: string) => {
      await memory.delete(key);
      throw new Error('killed');
    },
  };
  await retain(scope, [], POLICY, { store: dying, now: () => 2_300, needsInline }).catch(() => {});
  expect(await readFloor(store, scope)).toBe(2); // which stands on what was in 1
  expect(await trim(1_900, [1])).toBe(4);
  expect(await state('vm', 4)).toBe('a=3');
});
test('an old object that no version names goes, a young one and a named one stay', async () => {
  const engine = await logOf(3, { inlineBytes: 0 });
  const named1 = await engine.keys('data/');
  await engine.memory.put(deadKey(1), Buffer.from('x')); // at 1,200
  engine.tick(5_000);
  await engine.memory.put(deadKey(2), Buffer.from('x'));
  const at = (now: number) => sweep(scope, POLICY, { store: engine.store, now: () => now, needsInline });
  expect(await at(11_200)).toBe(0);
  expect(await at(11_201)).toBe(1);
  expect(await engine.keys('data/')).toEqual([...named1, deadKey(2)].toSorted());
  expect(await at(99_000)).toBe(1);
  expect(await engine.keys('data/')).toEqual(named1);
});
test('no old object, no reading of the log', async () => {
  const engine = await logOf(3, { inlineBytes: 0 });
  engine.operations.length = 0;
  await sweep(scope, POLICY, { store: engine.store, now: () => 2_000, needsInline });
  expect(engine.operations).toEqual([`list ${dataPrefix(scope)}`]);
});
