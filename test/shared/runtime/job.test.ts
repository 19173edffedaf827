import { beforeEach, describe, expect, test } from 'vitest';
import { CloudError } from '../../../shared/collect/errors.ts';
import { forget } from '../../../shared/log/forget.ts';
import { readHead, readHint, writeHint } from '../../../shared/log/head.ts';
import { logKey } from '../../../shared/log/keys.ts';
import { DECISIONS } from '../../../shared/log/write.ts';
import type { Event, Sink } from '../../../shared/notify/event.ts';
import { RETRY } from '../../../shared/collect/call.ts';
import { createDeliveries } from '../../../shared/runtime/deliveries.ts';
import { runJob } from '../../../shared/runtime/job.ts';
import type { JobPorts, JobReport, JobRequest } from '../../../shared/runtime/ports.ts';
import { EVERYTHING } from '../../../shared/runtime/request.ts';
import { SIZES } from '../../../shared/runtime/scope-run.ts';
import { memoryStore } from '../../../shared/store/memory.ts';
import { StoreError } from '../../../shared/store/store.ts';
import type { ObjectStore } from '../../../shared/store/store.ts';
import { GUARD } from '../../../shared/sync/guard.ts';
import { accountOf, stillClock, twoKinds } from './two-kinds.ts';
import type { TwoKinds } from './two-kinds.ts';

let clock: ReturnType<typeof stillClock>;
let store: ObjectStore;
let cloud: TwoKinds;
let runs: number;

beforeEach(() => {
  clock = stillClock();
  store = memoryStore(() => clock.now());
  cloud = { accounts: new Map([['a', accountOf({ r1: ['v1', 'v2'], r2: ['v3'] })]]), listed: [] };
  runs = 0;
});

function run(
  request: Partial<JobRequest> = {},
  ports: Partial<JobPorts> = {},
  regions: string[] = [],
  provider = twoKinds(cloud),
) {
  const whole: JobPorts = {
    store,
    sinks: [],
    clock,
    env: {},
    signal: new AbortController().signal,
    guard: GUARD,
    retention: { keep: 1e9, maxLag: 1e9, maxVersions: Infinity, orphanAfter: 1e9 },
    keepTag: () => true,
    memoryBytes: 1e9,
    maxRun: 60_000,
    slowMs: 30_000,
    retry: RETRY,
    newRunId: () => `run-${++runs}`,
    observer: { planned: () => {}, page: () => {}, synced: () => {}, attempted: () => {} },
    ...ports,
  };
  return runJob(provider, { regions }, { ...EVERYTHING, ...request }, whole);
}

const outcomes = ({ scopes }: JobReport): Record<string, string> =>
  Object.fromEntries(
    scopes.flatMap(({ scope: { account, region }, sources }) =>
      sources.map(({ source, outcome, reason }) => [
        `${account}/${region}/${source}`,
        reason === null ? outcome : `${outcome}: ${reason}`,
      ]),
    ),
  );

test('every scope of every account: global with account collectors, regions with theirs', async () => {
  expect(outcomes(await run())).toEqual({
    'a/global/region': 'written',
    'a/r1/vpc': 'written',
    'a/r2/vpc': 'written',
  });
  expect(outcomes(await run())).toEqual({
    'a/global/region': 'unchanged',
    'a/r1/vpc': 'unchanged',
    'a/r2/vpc': 'unchanged',
  });
});

test('an account that nobody can name is told, and holds up none of the others', async () => {
  cloud.accounts.set('b', accountOf({ r1: ['v9'] }));
  cloud.nameless = new CloudError('denied', 'a secret that has expired');
  const report = await run();
  expect(Object.keys(outcomes(report)).toSorted()).toEqual([
    'a/global/region',
    'a/r1/vpc',
    'a/r2/vpc',
    'b/global/region',
    'b/r1/vpc',
  ]);
  expect(report.failures).toEqual([{ what: 'qingcloud', error: cloud.nameless }]);
});

test('a second run within the hour writes nothing at all', async () => {
  await run();
  clock.tick(60_000);
  const written: string[] = [];
  const watched: ObjectStore = {
    ...store,
    put: async (key) => void written.push(key),
    putIfAbsent: async (key) => (written.push(key), 'created'),
  };
  await run({}, { store: watched });
  expect(written).toEqual([]);
});

test('an hour later the hint says that it was checked', async () => {
  await run();
  clock.tick(3_600_000);
  await run();
  const hint = await readHint(store, { provider: 'qingcloud', account: 'a', region: 'r1' });
  expect(hint).toMatchObject({ version: 1, checkedAt: clock.now() });
});

test.each([
  [{ regions: ['r*'] }, ['a/r1/vpc', 'a/r2/vpc']],
  [{ regions: ['global'] }, ['a/global/region']],
  [{ kinds: ['vpc'] as const, regions: ['r2'] }, ['a/r2/vpc']],
  [{ sources: ['region'] }, ['a/global/region']],
  [{ accounts: ['name of a'], regions: ['r1'] }, ['a/r1/vpc']],
  [{ accounts: ['b'] }, []],
])('a selection %j looks at nothing else', async (request, listed) => {
  await run(request);
  expect(cloud.listed.toSorted()).toEqual(listed);
});

test('an account that does not open keeps what is stored of it, and says so', async () => {
  await run();
  const account = cloud.accounts.get('a');
  if (account !== undefined) account.failure = new CloudError('denied', 'no such role');
  const report = await run();
  expect(outcomes(report)).toEqual({
    'a/global/region': 'kept: denied',
    'a/r1/vpc': 'kept: denied',
    'a/r2/vpc': 'kept: denied',
  });
  const head = await readHead(store, { provider: 'qingcloud', account: 'a', region: 'r1' });
  expect(head?.sources['vpc']).toMatchObject({ outcome: 'kept', reason: 'denied', count: 2 });
});

/** Seen by one run, and gone since. */
const gone = async (id: string): Promise<void> => {
  cloud.accounts.set(id, accountOf({ r1: ['v8'], r2: ['v9'] }));
  cloud.leftOut = [];
  await run();
  cloud.accounts.delete(id);
};
/** Of all accounts but the one that is there. */
const ofGone = (report: JobReport): Record<string, string> =>
  Object.fromEntries(Object.entries(outcomes(report)).filter(([key]) => !key.startsWith('a/')));

describe('an account that is gone from the search for accounts', () => {
  const KEPT = {
    'b/global/region': 'kept: denied',
    'b/r1/vpc': 'kept: denied',
    'b/r2/vpc': 'kept: denied',
  };
  test('is kept, and the remedies are named; once it is back all is well', async () => {
    await gone('b');
    const report = await run();
    expect(ofGone(report)).toEqual(KEPT);
    expect(report.failures).toEqual([]);
    const causes = report.scopes.flatMap(({ sources }) => sources.flatMap(({ cause }) => cause ?? []));
    expect(causes.map((cause) => (cause instanceof Error ? cause.message : ''))).toContain(
      'b is no longer among the accounts that we see: show it to us; or, if that is meant, `tagsync forget qingcloud/b/r1` takes out what is stored',
    );
    const scope = { provider: 'qingcloud', account: 'b', region: 'r1' };
    expect((await readHead(store, scope))?.sources['vpc']).toMatchObject({ outcome: 'kept', count: 1 });
    await run();
    expect((await readHead(store, scope))?.version).toBe(2); // told once
    cloud.accounts.set('b', accountOf({ r1: ['v8'], r2: ['v9'] }));
    await run();
    expect((await readHead(store, scope))?.sources['vpc']).toMatchObject({ outcome: 'complete', count: 1 });
  });

  test('is silent once it is forgotten', async () => {
    await gone('b');
    for (const region of ['global', 'r1', 'r2']) {
      const ports = {
        store,
        now: () => clock.now(),
        maxRun: 60_000,
        sizes: SIZES,
        decisions: DECISIONS,
        newRunId: () => `forget-${region}`,
      };
      await forget({ provider: 'qingcloud', account: 'b', region }, ports);
    }
    expect(ofGone(await run())).toEqual({});
  });

  test.each<[string, () => void]>([
    ['is left out though it is seen', () => (cloud.leftOut = ['b'])],
    ['may not be searched for at all', () => delete cloud.leftOut],
    ['may be one that the search did not come to', () => (cloud.nameless = new Error('later'))],
  ])('is not told where it %s', async (_, happens) => {
    await gone('b');
    happens();
    expect(ofGone(await run())).toEqual({});
  });

  test('is not told where its id is left out', async () => {
    await gone('unwanted');
    expect(ofGone(await run())).toEqual({});
  });

  test.each<[Partial<JobRequest>, string[], object]>([
    [{ accounts: ['a'] }, [], {}],
    [{ accounts: ['b'] }, [], KEPT],
    [{ accounts: ['b'], regions: ['r2'] }, [], { 'b/r2/vpc': 'kept: denied' }],
    [{ sources: ['region'] }, [], { 'b/global/region': 'kept: denied' }],
    [{}, ['r1'], { 'b/global/region': 'kept: denied', 'b/r1/vpc': 'kept: denied' }],
  ])('asked for %j, of regions %j: %j', async (request, regions, told) => {
    await gone('b');
    expect(ofGone(await run(request, {}, regions))).toEqual(told);
  });

  test('costs the store nothing where none is gone', async () => {
    cloud.leftOut = [];
    await run();
    const asked: string[] = [];
    const watched: ObjectStore = {
      ...store,
      list: (query) => (asked.push(`list ${query.prefix}`), store.list(query)),
      get: (key) => (asked.push(`get ${key}`), store.get(key)),
    };
    const count = async (): Promise<number> => {
      asked.length = 0;
      await run({}, { store: watched });
      return asked.length;
    };
    const searched = await count();
    delete cloud.leftOut;
    expect(await count()).toBe(searched);
  });
});

test('an account that does not open and of which nothing is known is a failure of the run', async () => {
  cloud.accounts.set('b', { ...accountOf({}), failure: new CloudError('denied', 'no such role') });
  const report = await run();
  expect(report.failures).toEqual([{ what: 'qingcloud/b', error: new CloudError('denied', 'no such role') }]);
  expect(Object.values(outcomes(report))).toEqual(['written', 'written', 'written']);
});

test('regions that cannot be told keep every scope that is known', async () => {
  await run();
  const account = cloud.accounts.get('a');
  if (account !== undefined) account.regionsFailure = new CloudError('throttled', 'slow down');
  expect(Object.values(outcomes(await run()))).toEqual(Array(3).fill('kept: throttled'));
});

test('a region that is switched off deletes nothing', async () => {
  await run();
  cloud.accounts.get('a')?.regions.delete('r2');
  expect(outcomes(await run())).toMatchObject({ 'a/r2/vpc': 'kept: unsupported-now' });
});

test('a region that leaves the configuration is left alone', async () => {
  await run();
  expect(outcomes(await run({}, {}, ['r1']))).toEqual({
    'a/global/region': 'unchanged',
    'a/r1/vpc': 'unchanged',
  });
});

test('a bug in one source keeps that source alone', async () => {
  await run();
  cloud.accounts.get('a')?.denied.set('vpc', new TypeError('x is not a function'));
  expect(outcomes(await run())).toEqual({
    'a/global/region': 'unchanged',
    'a/r1/vpc': 'kept: bug',
    'a/r2/vpc': 'kept: bug',
  });
});

test('a scope whose store fails is a failure; the others are committed', async () => {
  const broken: ObjectStore = {
    ...store,
    putIfAbsent: async (key, body) => {
      if (key.includes('/r1/')) throw new StoreError('the disk is full');
      return store.putIfAbsent(key, body);
    },
  };
  const report = await run({}, { store: broken });
  expect(report.failures.map(({ what }) => what)).toEqual(['qingcloud/a/r1']);
  expect(outcomes(report)).toEqual({ 'a/global/region': 'written', 'a/r2/vpc': 'written' });
});

test('a scope that its store kept from being checked is as old as its last check', async () => {
  await run();
  const checked = clock.now();
  clock.tick(500_000);
  const broken: ObjectStore = {
    ...store,
    get: async (key) => {
      if (key.startsWith('log/qingcloud/a/r1/')) throw new StoreError('no answer');
      return store.get(key);
    },
  };
  expect((await run({}, { store: broken })).oldestCheck).toBe(checked);
  expect((await run()).oldestCheck).toBe(clock.now());
});

test('what an event asked for says nothing of when its scope was last checked', async () => {
  await run();
  const checked = clock.now();
  clock.tick(500_000);
  cloud.accounts.get('a')?.regions.get('r1')?.set('v9', []);
  const event = { byEvent: true, regions: ['r1'], sources: ['vpc'] };
  const report = await run(event);
  expect(outcomes(report)).toEqual({ 'a/r1/vpc': 'written' });
  expect(report.oldestCheck).toBe(undefined);
  const broken: ObjectStore = {
    ...store,
    get: async (key) => {
      if (key.startsWith('log/qingcloud/a/r1/')) throw new StoreError('no answer');
      return store.get(key);
    },
  };
  expect((await run({}, { store: broken })).oldestCheck).toBe(checked);
});

/** Something happens before a region is listed. */
const listedAfter = (happens: () => Promise<void> | void) => {
  const provider = twoKinds(cloud);
  const collectors = provider.collectors.map((collector): typeof collector => ({
    ...collector,
    async *list(api, scope) {
      if (collector.scope === 'region') await happens();
      yield* collector.list(api, scope);
    },
  }));
  return { ...provider, collectors };
};

/** Its regions have a second list, of which there is nothing. */
const withSubnets = (provider = twoKinds(cloud)) => {
  const subnets = provider.collectors
    .filter(({ scope }) => scope === 'region')
    .map((vpc) => ({ ...vpc, name: 'subnet', emits: ['subnet'] as const, async *list() {} }));
  return { ...provider, collectors: [...provider.collectors, ...subnets] };
};

test.each([
  ['a part of it, by kind', { kinds: ['vpc'] }, [], false],
  ['all of its kinds', { kinds: ['vpc', 'subnet'] }, [], true],
  ['all but what the queue has a message of its own for', { sources: ['vpc'] }, ['subnet'], true],
  ['what has that message', { sources: ['subnet'] }, ['subnet'], false],
] as const)('a scope was checked by a run of %s', async (_, request, slow, isChecked) => {
  const scope = { provider: 'qingcloud', account: 'a', region: 'r1' };
  await run({ regions: ['r1'] }, {}, [], withSubnets());
  const first = await readHint(store, scope);
  if (first !== undefined) await writeHint(store, scope, { ...first, slow: [...slow] });
  clock.tick(3_600_000);
  await run({ ...request, regions: ['r1'] }, {}, [], withSubnets());
  const { checkedAt } = (await readHint(store, scope)) ?? {};
  expect(checkedAt).toBe(isChecked ? clock.now() : first?.checkedAt);
});

test('a dry run says what would be written, writes nothing and tells nobody', async () => {
  const events: Event[] = [];
  const report = await run({ dryRun: true }, { sinks: [sink('s', events)] });
  expect(outcomes(report)['a/r1/vpc']).toBe('written');
  expect(await store.list({ prefix: '', startAfter: '', limit: 9 })).toEqual([]);
  expect(events).toEqual([]);
});

test('tags that are not wanted are not stored', async () => {
  await run({ regions: ['r1'] }, { keepTag: (key) => key !== 'name' });
  const stored = await store.get(logKey({ provider: 'qingcloud', account: 'a', region: 'r1' }, 1));
  expect(Buffer.from(stored?.body ?? '').toString()).toContain('\\"tags\\":[]');
});

test('removals that wait go when a person accepts them by kind and digest', async () => {
  await run();
  cloud.accounts.get('a')?.regions.get('r1')?.clear();
  expect(outcomes(await run())).toMatchObject({ 'a/r1/vpc': 'held' });
  const scope = { provider: 'qingcloud', account: 'a', region: 'r1' };
  const digest = (await readHead(store, scope))?.sources['vpc']?.pending?.digest.slice(0, 8) ?? '';
  expect(outcomes(await run({ accept: [{ kind: 'region', digest }] }))).toMatchObject({ 'a/r1/vpc': 'held' });
  expect(outcomes(await run({ accept: [{ kind: 'vpc', digest }] }))).toMatchObject({ 'a/r1/vpc': 'written' });
  expect((await readHead(store, scope))?.sources['vpc']).toMatchObject({ outcome: 'complete', count: 0 });
});

test('a sink that fails delays neither the sync nor another sink', async () => {
  const events: Event[] = [];
  const failing: Sink = {
    name: 'failing',
    send: async () => {
      throw new Error('no');
    },
  };
  const report = await run({}, { sinks: [failing, sink('s', events)] });
  expect(report.deliveries).toEqual([
    { sink: 'failing', events: 0, error: new Error('no') },
    { sink: 's', events: 3, error: undefined },
  ]);
  expect(events.map(({ type, version }) => [type, version])).toEqual([
    ['snapshot', 1],
    ['snapshot', 1],
    ['snapshot', 1],
  ]);
});

test('what a sink missed is delivered by the next run, though nothing changed', async () => {
  await run();
  const events: Event[] = [];
  await run({}, { sinks: [sink('s', events)] });
  expect(events).toHaveLength(3);
  await run({}, { sinks: [sink('s', events)] });
  expect(events).toHaveLength(3);
});

test('when the time is up, what is not listed is kept and what is complete is committed', async () => {
  const late = new AbortController();
  const provider = withSubnets(listedAfter(() => late.abort(new Error('over'))));
  await run({ regions: ['r1'] }, { signal: late.signal }, [], provider);
  const head = await readHead(store, { provider: 'qingcloud', account: 'a', region: 'r1' });
  expect(head?.sources).toMatchObject({
    vpc: { outcome: 'kept', reason: 'deadline', count: null },
    subnet: { outcome: 'complete', count: 0 },
  });
});

test.each([
  ['side by side while their states fit into memory', 1e9, 2],
  ['one after the other where they do not', 1, 1],
] as const)('scopes are listed %s', async (_, memoryBytes, most) => {
  await run();
  let underway = 0;
  let seen = 0;
  const provider = listedAfter(async () => {
    seen = Math.max(seen, ++underway);
    for (let turns = 0; turns < 20; turns++) await new Promise((resolve) => setImmediate(resolve));
    underway--;
  });
  await run({ regions: ['r*'] }, { memoryBytes }, [], provider);
  expect(seen).toBe(most);
});

test('a source that takes longer than others may wait is noted, until it no longer does', async () => {
  const scope = { provider: 'qingcloud', account: 'a', region: 'r1' };
  const slow = listedAfter(() => clock.tick(31_000));
  await run({ regions: ['r1'] }, {}, [], slow);
  expect(await readHint(store, scope)).toMatchObject({ slow: ['vpc'] });
  await run({ regions: ['r1'] });
  expect(await readHint(store, scope)).toMatchObject({ slow: [] });
});

test('once a day what is older than the retention goes', async () => {
  const retention = { keep: 1e9, maxLag: 1e9, maxVersions: Infinity, orphanAfter: 1_000 };
  const left = 'data/qingcloud/a/r1/dead-run.gz';
  await store.put(left, Buffer.from('of a run that died'));
  await run({}, { retention });
  clock.tick(23 * 3_600_000);
  await run({}, { retention });
  expect(await store.get(left)).toBeDefined();
  clock.tick(3_600_000);
  await run({}, { retention });
  expect(await store.get(left)).toBeUndefined();
});

test('a sink that does not answer has its own time, and takes none of another one', async () => {
  await run({ regions: ['r*'] });
  const asked: string[] = [];
  const silent: Sink = {
    name: 'silent',
    send: async (event, signal) => {
      asked.push(event.scope.region);
      while (!signal.aborted) await new Promise((resolve) => setImmediate(resolve));
      throw signal.reason;
    },
  };
  const events: Event[] = [];
  const deliveries = createDeliveries([silent, sink('s', events)], {
    store,
    clock: { ...clock, sleep: async () => {} },
    signal: new AbortController().signal,
    budgetMs: 30_000,
  });
  for (const region of ['r1', 'r2']) deliveries.add({ provider: 'qingcloud', account: 'a', region });
  expect(await deliveries.finish()).toEqual([
    { sink: 'silent', events: 0, error: new Error('sink silent took longer than 30000 ms in all') },
    { sink: 's', events: 2, error: undefined },
  ]);
  expect(asked).toEqual(['r1']);
});

function sink(name: string, events: Event[]): Sink {
  return { name, send: async (event) => void events.push(event) };
}
