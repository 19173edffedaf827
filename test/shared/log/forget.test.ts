import { expect, test } from 'vitest';
import { forget, whatIsHeld } from '../../../shared/log/forget.ts';
import { logKey } from '../../../shared/log/keys.ts';
import { DECISIONS } from '../../../shared/log/write.ts';
import { SIZES, createEngine, scope } from '../../support/engine.ts';

type Engine = ReturnType<typeof createEngine>;

const portsOf = ({ store, now }: Engine) => ({
  store,
  now,
  maxRun: 100_000,
  sizes: SIZES,
  decisions: DECISIONS,
  newRunId: () => 'forgetting',
});

test('every record goes, in one commit that tells of each', async () => {
  const engine = createEngine();
  await engine.run({ vm: 'a=1 b=2', vpc: 'c=3' });
  expect(await whatIsHeld(engine, scope)).toEqual({
    version: 1,
    counts: { vm: 2, vpc: 1 },
    forgotten: false,
  });
  expect(await forget(scope, portsOf(engine))).toEqual({
    version: 2,
    counts: { vm: 2, vpc: 1 },
    forgotten: true,
  });
  expect(await engine.changes(2, 'vm')).toBe('-a=1 -b=2');
  expect(await engine.changes(2, 'vpc')).toBe('-c=3');
  expect(await engine.state('vm')).toBe('');
  expect((await engine.commit()).cause).toBe('forget');
  expect(await whatIsHeld(engine, scope)).toMatchObject({ forgotten: true, counts: { vm: 0, vpc: 0 } });
});

test('what stood before can still be read', async () => {
  const engine = createEngine();
  await engine.run({ vm: 'a=1 b=2' });
  await forget(scope, portsOf(engine));
  expect(await engine.state('vm', 1)).toBe('a=1 b=2');
});

test('what was kept or held goes too, with its removals that waited', async () => {
  const engine = createEngine();
  await engine.run({ vm: 'a=1', vpc: 'c=3' });
  await engine.run({ vm: '', vpc: new Error('no') });
  expect((await engine.entry('vm'))?.outcome).toBe('held');
  await forget(scope, portsOf(engine));
  expect(await engine.entry('vm')).toMatchObject({ outcome: 'complete', count: 0, pending: null });
  expect(await engine.entry('vpc')).toMatchObject({ outcome: 'complete', count: 0, reason: null });
});

test('a scope that is synced again comes back as it is listed', async () => {
  const engine = createEngine();
  await engine.run({ vm: 'a=1 b=2' });
  await forget(scope, portsOf(engine));
  await engine.run({ vm: 'a=1' });
  expect(await engine.state('vm')).toBe('a=1');
  expect(await engine.changes(3, 'vm')).toBe('+a=1');
  expect(await whatIsHeld(engine, scope)).toMatchObject({ forgotten: false, counts: { vm: 1 } });
});

test('a run that read the base before is superseded: nothing returns by accident', async () => {
  const engine = createEngine();
  await engine.run({ vm: 'a=1' });
  const report = await engine.run({ vm: 'a=2' }, { meanwhile: () => forget(scope, portsOf(engine)) });
  expect(report.sources.map(({ outcome }) => outcome)).toEqual(['superseded']);
  expect(await engine.state('vm')).toBe('');
});

test('of what was never committed there is nothing to forget', async () => {
  const engine = createEngine();
  expect(await forget(scope, portsOf(engine))).toBeUndefined();
  expect(await engine.keys()).toEqual([]);
});

test('records that cannot be read are not forgotten unseen', async () => {
  const engine = createEngine({ sizes: { inlineBytes: 0 } });
  await engine.run({ vm: 'a=1' });
  for (const key of await engine.keys('data/')) await engine.memory.put(key, Buffer.from('x'));
  await expect(forget(scope, portsOf(engine))).rejects.toThrow('holds something else than was written');
  expect(await engine.keys('log/')).toEqual([logKey(scope, 1)]);
});
