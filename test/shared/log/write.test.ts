import { expect, test } from 'vitest';
import { CloudError } from '../../../shared/collect/errors.ts';
import { Outdated } from '../../../shared/log/commit.ts';
import { logKey } from '../../../shared/log/keys.ts';
import { TooLate } from '../../../shared/log/write.ts';
import { MAPPER } from '../../../shared/model/shapes.ts';
import { StoreError } from '../../../shared/store/store.ts';
import type { ObjectStore } from '../../../shared/store/store.ts';
import type { ScopeReport } from '../../../shared/sync/sync.ts';
import { createEngine, scope } from '../../support/engine.ts';
import type { Lists } from '../../support/engine.ts';

const outcomes = ({ sources }: ScopeReport): string =>
  sources.map((one) => `${one.source} ${one.outcome}`).join(', ');
const lost = new StoreError('no answer');

/** Creates of commits go as `answers` say, then as they should. */
function unsure(store: ObjectStore, ...answers: readonly ('lost before' | 'lost after' | Error)[]) {
  const asked: string[] = [];
  const putIfAbsent: ObjectStore['putIfAbsent'] = async (key, body, lastly) => {
    const answer = answers[asked.push(Buffer.from(body).toString()) - 1];
    if (answer === undefined) return store.putIfAbsent(key, body, lastly);
    if (answer === 'lost after') await store.putIfAbsent(key, body);
    throw answer instanceof Error ? answer : lost;
  };
  return { asked, store: { ...store, putIfAbsent } };
}

test('a run goes on the newest head there is, source by source', async () => {
  const engine = createEngine();
  await engine.run({ vm: 'a', lb: 'x', nat: 'n' });
  const slow = await engine.run(
    { vm: 'a slow', lb: 'x slow' },
    { meanwhile: () => engine.run({ vm: 'a fast', nat: 'n fast' }) },
  );
  expect([outcomes(slow), slow.version]).toEqual(['vm superseded, lb written', 3]);
  expect([await engine.state('vm'), await engine.state('lb'), await engine.state('nat')]).toEqual([
    'a fast',
    'slow x',
    'fast n',
  ]);
  expect(await engine.changes(3, 'lb')).toBe('+slow');
  expect(await engine.changes(3, 'vm')).toBe('');
});
test('an unchanged list that was committed supersedes too; one that was not, or that failed, does not', async () => {
  const engine = createEngine();
  await engine.run({ vm: 'a', lb: 'x' });
  const late = (vm: string, lists: Lists) => engine.run({ vm }, { meanwhile: () => engine.run(lists) });
  expect(outcomes(await late('a b', { vm: 'a', lb: 'x y' }))).toBe('vm superseded');
  expect(outcomes(await late('a b', { vm: 'a', lb: 'x y' }))).toBe('vm written');
  expect(outcomes(await late('a b c', { vm: new CloudError('denied', '') }))).toBe('vm written');
  expect(await engine.entry('vm')).toMatchObject({ outcome: 'complete', count: 3 });
});
test('a failure on an old base says nothing of a newer list', async () => {
  const engine = createEngine();
  await engine.run({ vm: 'a' });
  let isOpen = false;
  const slow = await engine.run(
    { vm: 'a', lb: 'x' },
    {
      meanwhile: async () => {
        if (!isOpen) await ((isOpen = true), engine.run({ vm: 'a b', lb: 'x' }));
      },
    },
  );
  expect([outcomes(slow), slow.committed]).toEqual(['vm superseded, lb superseded', false]);
});
test.each([
  ['that had no effect', ['lost before', 'lost before']],
  ['that had its effect', ['lost after']],
  ['that had its effect the second time', ['lost before', 'lost after']],
] as const)('a create without an answer %s is asked for again with the same bytes', async (_, answers) => {
  const engine = createEngine();
  const { store, asked } = unsure(engine.store, ...answers);
  const report = await engine.run({ vm: 'a' }, { store });
  expect([outcomes(report), report.version, report.committed]).toEqual(['vm written', 1, true]);
  expect([asked.length, new Set(asked).size]).toEqual([answers.length + 1, 1]);
  expect((await engine.keys('log/')).length).toBe(1);
});
test("after three the run fails, and what may have been written is the next run's base", async () => {
  const engine = createEngine();
  for (const fate of ['lost before', 'lost after'] as const) {
    const { store, asked } = unsure(engine.store, fate, fate, fate);
    await expect(engine.run({ vm: 'a' }, { store })).rejects.toBe(lost);
    expect(asked.length).toBe(3);
  }
  const next = await engine.run({ vm: 'a b' });
  expect([next.version, await engine.changes(2, 'vm')]).toEqual([2, '+b']);
});
test("what is not the store's failure is not asked for again", async () => {
  const engine = createEngine();
  const bug = new TypeError('bug');
  const { store, asked } = unsure(engine.store, bug);
  await expect(engine.run({ vm: 'a' }, { store })).rejects.toBe(bug);
  expect(asked.length).toBe(1);
});
test('data is written before the commit that names it', async () => {
  const engine = createEngine({ sizes: { inlineBytes: 10 } });
  await engine.run({ vm: 'a' });
  await engine.run({ vm: 'a b' });
  const writes = engine.operations.filter((operation) => /^(put|create)/.test(operation));
  expect(writes.map((operation) => operation.slice(0, operation.indexOf('/')))).toEqual([
    'put data',
    'create log',
    'put data',
    'put data',
    'create log',
  ]);
  expect(writes.every((operation) => !operation.startsWith('put data') || operation.includes('/run-'))).toBe(
    true,
  );
});
test.each([0, 1])('a run older than it may be does not commit, on create number %i', async (failures) => {
  const engine = createEngine();
  const { store } = unsure(engine.store, ...Array.from({ length: failures }, () => 'lost before' as const));
  // As a machine that sleeps between the signing of a request and its sending.
  const putIfAbsent: ObjectStore['putIfAbsent'] = (key, body, lastly) => {
    engine.tick(100_001);
    return store.putIfAbsent(key, body, lastly);
  };
  await expect(engine.run({ vm: 'a' }, { store: { ...store, putIfAbsent } })).rejects.toThrow(TooLate);
  expect(await engine.keys('log/')).toEqual([]);
});
test('a head of a newer release is left alone', async () => {
  const engine = createEngine();
  await engine.run({ vm: 'a' });
  const newer = { ...(await engine.commit()), version: 2, mapper: MAPPER + 1 };
  await engine.memory.put(logKey(scope, 2), Buffer.from(JSON.stringify(newer)));
  await expect(engine.run({ vm: 'b' })).rejects.toThrow(Outdated);
  expect(await engine.keys('log/')).toHaveLength(2);
});
test('a commit on a head of an older schema is a remap', async () => {
  const engine = createEngine();
  await engine.run({ vm: 'a' });
  const older = { ...(await engine.commit()), version: 2, mapper: MAPPER - 1 };
  await engine.memory.put(logKey(scope, 2), Buffer.from(JSON.stringify(older)));
  await engine.run({ vm: 'a b' });
  expect(await engine.commit()).toMatchObject({ version: 3, cause: 'remap', mapper: MAPPER });
});
test('time goes on in the log where it does not on the machine', async () => {
  const engine = createEngine();
  await engine.run({ vm: 'a' }, { at: 5_000 });
  await engine.run({ vm: 'b' }, { at: 3_000 });
  expect([(await engine.commit(1)).at, (await engine.commit(2)).at]).toEqual([5_000, 5_001]);
});

test('a store that says that the next commit exists, and has none, ends the run and is named', async () => {
  const engine = createEngine();
  await engine.run({ vm: 'a' });
  let asked = 0;
  const putIfAbsent: ObjectStore['putIfAbsent'] = async () => {
    asked++;
    if (asked > 20) throw new Error('asked for ever');
    return 'exists';
  };
  const key = logKey(scope, 2);
  await expect(engine.run({ vm: 'a b' }, { store: { ...engine.store, putIfAbsent } })).rejects.toThrow(
    new StoreError(
      `memory:: ${key} exists, they say, and cannot be read: look at what stands there, and at whether the store shows at once what was written`,
    ),
  );
  expect(asked).toBe(1);
  expect(await engine.state('vm')).toBe('a');
});
