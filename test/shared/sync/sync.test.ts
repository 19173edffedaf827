import { expect, test } from 'vitest';
import { CloudError } from '../../../shared/collect/errors.ts';
import { collectorFor } from '../../../shared/collect/collector.ts';
import { DECISIONS } from '../../../shared/log/write.ts';
import { ref } from '../../../shared/model/ref.ts';
import { GUARD } from '../../../shared/sync/guard.ts';
import { sync } from '../../../shared/sync/sync.ts';
import type { ScopeReport } from '../../../shared/sync/sync.ts';
import { SIZES, createEngine, scope } from '../../support/engine.ts';
import { region } from '../../support/lines.ts';
import { rules } from '../../support/log.ts';

const MINUTE = 60_000;
const many = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, n) => `i${100 + from + n}`).join(' ');
const outcomes = ({ sources }: ScopeReport): string =>
  sources.map(({ source, outcome, reason }) => `${source} ${reason ?? outcome}`).join(', ');
const denied = new CloudError('denied', 'no');
const refuse = (): null => {
  throw denied;
};
const VM = { name: 'vm', emits: ['region'], scope: 'region', paging: 'token', actions: [] } as const;
/** What a collector says of its permissions, and how often it was asked. */
function asking() {
  const asked: string[] = [];
  const mayRead = (failure?: Error) => ({
    mayRead: {
      vm: async () => {
        asked.push('vm');
        if (failure !== undefined) throw failure;
      },
    },
  });
  return { asked, mayRead };
}
const PORTS = { maxRun: 9, sizes: SIZES, decisions: DECISIONS, rules, onPage: () => {} };

test('what is listed is what stands', async () => {
  const engine = createEngine();
  const first = await engine.run({ vm: 'b a', lb: '' });
  expect([outcomes(first), first.version, first.committed]).toEqual(['vm written, lb written', 1, true]);
  expect([await engine.state('vm'), await engine.state('lb')]).toEqual(['a b', '']);
  const second = await engine.run({ vm: 'a=A c', lb: '' });
  expect([outcomes(second), second.version]).toEqual(['vm written, lb unchanged', 2]);
  expect(second.sources[0]?.counts).toEqual({ added: 1, changed: 1, removed: 1 });
  expect(await engine.changes(2, 'vm')).toBe('-a +a=A -b +c');
  expect((await engine.commit()).counts).toEqual({ vm: { added: 1, changed: 1, removed: 1 } });
  expect([await engine.state('vm', 1), await engine.state('vm', 2)]).toEqual(['a b', 'a=A c']);
});
test('nothing changed: nothing is written, and nothing read but the head', async () => {
  const engine = createEngine();
  await engine.run({ vm: many(0, 1000), lb: 'x' });
  engine.operations.length = 0;
  const report = await engine.run({ vm: many(0, 1000), lb: 'x' });
  expect([outcomes(report), report.version, report.committed]).toEqual([
    'vm unchanged, lb unchanged',
    1,
    false,
  ]);
  expect(engine.operations.filter((operation) => !operation.startsWith('get log/'))).toEqual([
    'get heads/fake/a/r',
    'list log/fake/a/r/', // there was no hint
  ]);
});
test.each(['denied', 'throttled', 'unavailable', 'deadline', 'invalid'] as const)(
  '%s: what was there is kept, and the other sources go on',
  async (reason) => {
    const engine = createEngine();
    await engine.run({ vm: 'a b', lb: 'x' });
    const error = new CloudError(reason, 'no');
    const report = await engine.run({ vm: error, lb: 'x y' }, { at: 5_000 });
    expect(outcomes(report)).toBe(`vm ${reason}, lb written`);
    expect(report.sources[0]).toMatchObject({ outcome: 'kept', count: 2, cause: error });
    expect([await engine.state('vm'), await engine.state('lb')]).toEqual(['a b', 'x y']);
    expect(await engine.entry('vm')).toMatchObject({
      outcome: 'kept',
      reason,
      since: 5_000,
      count: 2,
      observedAt: 1,
    });
    await engine.run({ vm: error, lb: 'x' }, { at: 6_000 });
    expect(await engine.entry('vm')).toMatchObject({ since: 5_000 });
  },
);
test('a source that is kept, then held, then kept again has waited since the first of them', async () => {
  const engine = createEngine();
  await engine.run({ vm: 'a b' }, { at: 1_000 });
  const sinces: unknown[] = [];
  for (const [at, list] of [
    [5_000, denied],
    [6_000, ''], // held
    [7_000, denied],
    [8_000, 'a b'],
    [9_000, ''],
  ] as const) {
    const { sources } = await engine.run({ vm: list }, { at });
    const { outcome, since } = (await engine.entry('vm')) ?? {};
    sinces.push([sources[0]?.outcome, sources[0]?.since, outcome, since]);
  }
  expect(sinces).toEqual([
    ['kept', 5_000, 'kept', 5_000],
    ['held', 5_000, 'held', 5_000],
    ['kept', 5_000, 'kept', 5_000],
    ['written', 8_000, 'complete', 8_000],
    ['held', 9_000, 'held', 9_000],
  ]);
});
test('the report of a run that took its time says since when as the log does', async () => {
  const engine = createEngine();
  await engine.run({ vm: 'a', lb: 'x' });
  const meanwhile = async (): Promise<void> => engine.tick(500);
  const first = await engine.run({ vm: denied, lb: 'x' }, { meanwhile });
  const since = engine.now();
  const again = await engine.run({ vm: denied, lb: 'x' }, { meanwhile });
  expect([first, again].map(({ sources }) => sources[0]?.since)).toEqual([since, since]);
  expect(await engine.entry('vm')).toMatchObject({ since });
});
test('a failure is told once, and so is its end', async () => {
  const engine = createEngine();
  await engine.run({ vm: 'a' });
  const versions = [];
  const slow = new CloudError('throttled', 'slow down');
  for (const list of [denied, denied, slow, slow, 'a', 'a'])
    versions.push((await engine.run({ vm: list })).version);
  expect(versions).toEqual([2, 2, 3, 3, 4, 4]);
  expect(await engine.entry('vm')).toMatchObject({ outcome: 'complete', reason: null });
});
test('a source that never completed has no count, which is not "empty"', async () => {
  const engine = createEngine();
  await engine.run({ vm: denied, lb: '' });
  expect([(await engine.entry('vm'))?.count, (await engine.entry('lb'))?.count]).toEqual([null, 0]);
});
test('only what holds no record becomes unsupported', async () => {
  const engine = createEngine();
  const unsupported = new CloudError('unsupported', 'not here');
  await engine.run({ vm: 'a', lb: unsupported });
  expect(await engine.entry('lb')).toMatchObject({ outcome: 'unsupported', reason: null });
  const report = await engine.run({ vm: unsupported, lb: unsupported });
  expect(outcomes(report)).toBe('vm unsupported-now, lb unsupported');
  expect(await engine.state('vm')).toBe('a');
});
test('our own bug keeps its source, as does a client that cannot be opened', async () => {
  const engine = createEngine();
  await engine.run({ vm: 'a' });
  const bug = new TypeError('x is undefined');
  const report = await engine.run({ vm: bug });
  expect([outcomes(report), report.sources[0]?.cause]).toEqual(['vm bug', bug]);
  const vm = collectorFor<null>()({
    ...VM,
    async *list() {
      yield [];
    },
    map: () => [],
  });
  const request = {
    scope,
    open: refuse,
    collectors: [vm],
    runId: 'r',
    cause: 'sync',
    dryRun: false,
  } as const;
  const { store } = engine;
  const ports = {
    store,
    now: engine.now,
    maxRun: 9,
    sizes: SIZES,
    decisions: DECISIONS,
    rules,
    onPage: () => {},
  };
  expect(outcomes(await sync(request, ports))).toBe('vm denied');
  expect(await engine.state('vm')).toBe('a');
});
test('two records for one identity are not a list', async () => {
  const engine = createEngine();
  await engine.run({ vm: 'a' });
  expect(outcomes(await engine.run({ vm: 'a b b=other' }))).toBe('vm invalid');
  expect(outcomes(await engine.run({ vm: 'a b b' }))).toBe('vm written');
});

test('an empty list after a full one is held at any size, for ever, until a person accepts it', async () => {
  const engine = createEngine();
  await engine.run({ vm: 'a b', lb: 'x' });
  for (let day = 1; day < 9; day++) {
    const report = await engine.run({ vm: '', lb: 'x' }, { at: day * 24 * 60 * MINUTE });
    expect([outcomes(report), report.version]).toEqual(['vm held, lb unchanged', 2]);
  }
  expect(await engine.state('vm')).toBe('a b');
  const { pending } = (await engine.entry('vm')) ?? {};
  expect(pending).toMatchObject({ count: 2, since: 24 * 60 * MINUTE });
  await engine.run({ vm: '', lb: '' }, { accept: [pending?.digest ?? ''] });
  expect([await engine.state('vm'), await engine.state('lb')]).toEqual(['', 'x']);
  expect(await engine.entry('vm')).toMatchObject({ outcome: 'complete', pending: null, count: 0 });
});
test('a shrink is held; additions and changes go on; three listings over half an hour let it pass', async () => {
  const engine = createEngine();
  await engine.run({ vm: many(0, 40) }, { at: 0 });
  const left = many(0, 20);
  const steps: string[] = [];
  for (const [at, list] of [
    [10, left],
    [20, `${left} new`], // the second listing
    [30, `${left} new`], // the third, too soon: nothing is written
    [39, `${left} new`],
    [40, `${left} new`],
    [50, `${left} new`],
  ] as const) {
    const { version, sources } = await engine.run({ vm: list }, { at: at * MINUTE });
    steps.push(`${at}: v${version} ${sources[0]?.outcome} ${sources[0]?.count}`);
  }
  expect(steps).toEqual([
    '10: v2 held 40',
    '20: v3 held 41',
    '30: v3 held 41',
    '39: v3 held 41',
    '40: v4 written 21',
    '50: v4 unchanged 21',
  ]);
  expect(await engine.changes(3, 'vm')).toBe('+new');
  expect((await engine.commit()).counts).toEqual({ vm: { added: 0, changed: 0, removed: 20 } });
});
test('while it is held, the same list again costs no reading', async () => {
  const engine = createEngine({ guard: { ...GUARD, confirm: 'never' } });
  await engine.run({ vm: many(0, 40) });
  await engine.run({ vm: many(0, 20) });
  engine.operations.length = 0;
  const report = await engine.run({ vm: many(0, 20) }, { at: 1e9 });
  expect([outcomes(report), report.committed, report.sources[0]?.pending?.count]).toEqual([
    'vm held',
    false,
    20,
  ]);
  expect(engine.operations.filter((operation) => operation.includes('data/'))).toEqual([]);
  await engine.run({ vm: `${many(0, 20)} new` });
  expect(await engine.entry('vm')).toMatchObject({ outcome: 'held', count: 41 });
});
test('other records than those that wait are news', async () => {
  const engine = createEngine();
  await engine.run({ vm: many(0, 40) });
  await engine.run({ vm: many(0, 20) });
  await engine.run({ vm: many(10, 30) });
  expect((await engine.commit()).version).toBe(3);
  expect((await engine.entry('vm'))?.pending).toMatchObject({ count: 20, seen: 1, since: engine.now() });
});
test('a record that comes back makes what waits start again, and all of them end it', async () => {
  const engine = createEngine();
  await engine.run({ vm: many(0, 40) }, { at: 0 });
  await engine.run({ vm: many(0, 20) }, { at: 10 * MINUTE });
  await engine.run({ vm: many(0, 20) }, { at: 20 * MINUTE });
  await engine.run({ vm: many(0, 21) }, { at: 50 * MINUTE });
  expect((await engine.entry('vm'))?.pending).toMatchObject({ count: 19, seen: 1, since: 50 * MINUTE });
  await engine.run({ vm: many(0, 40) }, { at: 60 * MINUTE });
  expect(await engine.entry('vm')).toMatchObject({ outcome: 'complete', pending: null, count: 40 });
});
test('what waits goes on waiting through a failure', async () => {
  const engine = createEngine();
  await engine.run({ vm: 'a b' });
  await engine.run({ vm: '' });
  await engine.run({ vm: denied });
  expect(await engine.entry('vm')).toMatchObject({ outcome: 'kept', pending: { count: 2 } });
  await engine.run({ vm: '' });
  expect(await engine.entry('vm')).toMatchObject({ outcome: 'held', pending: { count: 2 } });
});
test('accepting one set of removals accepts no other', async () => {
  const engine = createEngine();
  await engine.run({ vm: 'a b', lb: 'x' });
  await engine.run({ vm: '', lb: '' });
  const accept = [(await engine.entry('vm'))?.pending?.digest ?? ''];
  await engine.run({ vm: 'a b c', lb: '' });
  await engine.run({ vm: '', lb: '' }, { accept });
  expect([await engine.state('vm'), await engine.state('lb')]).toEqual(['a b c', 'x']);
});
test('a dry run says what it would do, and writes nothing', async () => {
  const engine = createEngine();
  await engine.run({ vm: 'a' });
  engine.operations.length = 0;
  const report = await engine.run({ vm: 'a b' }, { dryRun: true });
  expect([outcomes(report), report.version, report.committed]).toEqual(['vm written', 1, false]);
  expect(report.sources[0]?.counts).toEqual({ added: 1, changed: 0, removed: 0 });
  expect(engine.operations.filter((operation) => !/^(get|list) /.test(operation))).toEqual([]);
});
test('pages are told as they come', async () => {
  const pages: string[] = [];
  const vm = collectorFor<null>()({
    ...VM,
    async *list() {
      yield* [['a', 'b'], [], ['c']];
    },
    map: (id: string) => [region(id)],
  });
  const engine = createEngine();
  await sync(
    { scope, open: () => null, collectors: [vm], runId: 'r', cause: 'sync', dryRun: false },
    {
      ...PORTS,
      store: engine.store,
      now: engine.now,
      onPage: ({ source, pages: n, records }) => void pages.push(`${source} ${n} ${records}`),
    },
  );
  expect(pages).toEqual(['vm 1 2', 'vm 2 2', 'vm 3 3']);
});
test('a record without identity is an answer that cannot be read, and no bug of ours', async () => {
  const engine = createEngine();
  await engine.run({ vm: 'a b' });
  const vm = collectorFor<null>()({
    ...VM,
    async *list() {
      yield [''];
    },
    map: (id: string) => [{ ...region('a'), ref: ref('fake', 'region', id) }],
  });
  const request = {
    scope,
    open: () => null,
    collectors: [vm],
    runId: 'x',
    cause: 'sync',
    dryRun: false,
  } as const;
  const report = await sync(request, { ...PORTS, store: engine.store, now: engine.now });
  expect(outcomes(report)).toBe('vm invalid');
  expect(await engine.state('vm')).toBe('a b');
});
test('a cloud that leaves out in silence what may not be read is asked where a list is another one than before', async () => {
  const engine = createEngine();
  const { asked, mayRead } = asking();
  await engine.run({ vm: 'a b c' }, mayRead());
  asked.length = 0;
  await engine.run({ vm: 'a b c' }, mayRead(denied));
  expect(asked).toEqual([]); // nothing differs: nothing can be lost
  for (const list of ['', 'a b', 'a=A b c']) {
    const report = await engine.run({ vm: list }, mayRead(denied));
    expect(report.sources[0]).toMatchObject({ outcome: 'kept', reason: 'denied', cause: denied });
    expect(await engine.state('vm')).toBe('a b c');
  }
  expect(asked).toHaveLength(3);
  expect(outcomes(await engine.run({ vm: 'a b' }, mayRead()))).toBe('vm written');
  expect(outcomes(await engine.run({ vm: '' }, mayRead()))).toBe('vm held');
});

test.each(['', 'a b'])('what was denied from the start is never taken for whole: %j', async (list) => {
  const engine = createEngine();
  const { asked, mayRead } = asking();
  for (const times of [1, 2]) {
    const report = await engine.run({ vm: list }, mayRead(denied));
    expect(report.sources[0]).toMatchObject({
      outcome: 'kept',
      reason: 'denied',
      cause: denied,
      count: null,
    });
    expect(asked).toHaveLength(times);
  }
  expect(outcomes(await engine.run({ vm: list }, mayRead()))).toBe('vm written');
  asked.length = 0;
  expect(outcomes(await engine.run({ vm: list }, mayRead(denied)))).toBe('vm unchanged');
  expect(asked).toEqual([]); // it is complete by now
});

test('what was whole when it was empty is doubted in a resync, and then until it is allowed', async () => {
  const engine = createEngine();
  const { mayRead } = asking();
  await engine.run({ vm: '' }, mayRead());
  expect(outcomes(await engine.run({ vm: '' }, mayRead(denied)))).toBe('vm unchanged');
  expect(outcomes(await engine.run({ vm: '' }, { ...mayRead(denied), cause: 'resync' }))).toBe('vm denied');
  expect(outcomes(await engine.run({ vm: new CloudError('throttled', 'later') }))).toBe('vm throttled');
  expect(outcomes(await engine.run({ vm: '' }, mayRead(denied)))).toBe('vm denied');
  expect(outcomes(await engine.run({ vm: '' }, mayRead()))).toBe('vm written');
  expect(await engine.entry('vm')).toMatchObject({ outcome: 'complete', count: 0 });
});
