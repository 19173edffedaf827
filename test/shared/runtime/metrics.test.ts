import { expect, it } from 'vitest';
import { createTally, emf, emfOfRound } from '../../../shared/runtime/metrics.ts';
import type { JobReport } from '../../../shared/runtime/ports.ts';
import type { SourceReport } from '../../../shared/sync/report.ts';

const source = (over: Partial<SourceReport>): SourceReport => ({
  source: 'vpc',
  outcome: 'written',
  reason: null,
  since: 0,
  count: 3,
  counts: { added: 1, changed: 2, removed: 0 },
  pending: null,
  ms: 40,
  cause: undefined,
  ...over,
});

const scope = (region: string) => ({ provider: 'aws', account: '1', region });

const report: JobReport = {
  provider: 'aws',
  scopes: [
    {
      scope: scope('east'),
      startedAt: 90_000,
      version: 7,
      committed: true,
      bytes: 100,
      sources: [
        source({}),
        source({ source: 'vm', outcome: 'kept', reason: 'denied', since: 30_000, ms: 70 }),
        source({
          source: 'rds',
          outcome: 'held',
          since: 60_000,
          pending: { digest: 'd', count: 5, since: 60_000, seen: 1, listed: 'l' },
        }),
      ],
    },
    {
      scope: scope('west'),
      startedAt: 95_000,
      version: 1,
      committed: false,
      bytes: 0,
      sources: [source({ outcome: 'unchanged', since: 1, counts: { added: 0, changed: 0, removed: 0 } })],
    },
  ],
  oldestCheck: 40_000,
  failures: [{ what: 'aws/2', error: new Error('x') }],
  deliveries: [
    { sink: 'a', events: 2, error: undefined },
    { sink: 'b', events: 0, error: new Error('x') },
  ],
};

it('one document for the provider, one for each scope, as CloudWatch reads them', () => {
  const tally = createTally();
  const call = { ...scope('east'), principal: 'p', operation: 'ec2:DescribeVpcs', ms: 1 };
  tally.attempted({ ...call, outcome: 'throttled', retried: true });
  tally.attempted({ ...call, outcome: 'ok', retried: false });
  tally.attempted({ ...call, region: 'west', operation: 'rds:X', outcome: 'ok', retried: false });

  const [whole, east, west, ...rest] = emf(report, tally, { now: 100_000, of: 'all' });
  expect(rest).toEqual([]);
  expect(whole).toMatchObject({
    Provider: 'aws',
    Calls: 3,
    Throttled: 1,
    Retried: 1,
    Scopes: 2,
    Failures: 1,
    Events: 2,
    SinkFailures: 1,
    Records: 12,
    Added: 3,
    Changed: 6,
    Removed: 0,
    PendingRemovals: 5,
    Written: 1,
    Unchanged: 1,
    Kept: 1,
    Held: 1,
    KeptSeconds: 70,
    UncheckedSeconds: 60,
    DurationMs: 10_000,
    operations: {
      'ec2:DescribeVpcs': { calls: 2, throttled: 1, retried: 1 },
      'rds:X': { calls: 1, throttled: 0, retried: 0 },
    },
  });
  expect(east).toMatchObject({
    Provider: 'aws',
    Account: '1',
    Region: 'east',
    Calls: 2,
    Kept: 1,
    Held: 1,
    KeptSeconds: 70,
    FreshnessSeconds: 70,
    DurationMs: 70,
    version: 7,
  });
  expect(west).toMatchObject({ Region: 'west', Calls: 1, KeptSeconds: 0, FreshnessSeconds: 5, Records: 3 });

  for (const document of [whole, east, west]) {
    const { Timestamp, CloudWatchMetrics } = Object(document)['_aws'];
    expect(Timestamp).toBe(100_000);
    const [{ Namespace, Dimensions, Metrics }] = CloudWatchMetrics;
    expect(Namespace).toBe('CloudTagSync');
    expect(Metrics.length).toBeLessThanOrEqual(100);
    for (const dimension of Dimensions[0]) expect(Object(document)[dimension]).toEqual(expect.any(String));
    for (const { Name, Unit } of Metrics) {
      expect(Object(document)[Name]).toEqual(expect.any(Number));
      expect(['Count', 'Seconds', 'Milliseconds']).toContain(Unit);
    }
  }
});

it('nothing happened: no metric is infinite', () => {
  const [whole] = emf({ ...report, scopes: [], failures: [], deliveries: [] }, createTally(), {
    now: 5,
    of: 'all',
  });
  expect(whole).toMatchObject({ Calls: 0, Records: 0, KeptSeconds: 0, DurationMs: 0 });
});

const WHOLE = ['KeptSeconds', 'UncheckedSeconds', 'Failures'];
const said = (documents: readonly object[]): readonly string[] =>
  WHOLE.filter((name) => documents.some((document) => name in document));

it('a part says nothing of how the whole is, unless it failed', () => {
  const well = { ...report, failures: [] };
  expect(said(emf(well, createTally(), { now: 5, of: 'all' }))).toEqual(WHOLE);
  expect(said(emf(well, createTally(), { now: 5, of: 'part' }))).toEqual([]);
  expect(said(emf(report, createTally(), { now: 5, of: 'part' }))).toEqual(['Failures']);
});

it('a scope on its turn says how it is, and of accounts the round has spoken', () => {
  const well = { ...report, failures: [] };
  expect(said(emf(well, createTally(), { now: 5, of: 'scope' }))).toEqual([
    'KeptSeconds',
    'UncheckedSeconds',
  ]);
  const round = { queued: 3, oldestCheck: 1_000, unplanned: [new Error('x')] };
  expect(emfOfRound('aws', round, { now: 61_000, of: 'all' })).toMatchObject({
    Provider: 'aws',
    Queued: 3,
    Failures: 1,
    UncheckedSeconds: 60,
  });
  const chosen = emfOfRound('aws', { ...round, unplanned: [] }, { now: 61_000, of: 'part' });
  expect(said([chosen])).toEqual([]);
});
