import type { ProviderName } from '../collect/provider.ts';
import type { ScopeReport } from '../sync/sync.ts';
import type { SourceReport } from '../sync/report.ts';
import { document } from './embedded-metrics.ts';
import type { JobReport } from './ports.ts';
import type { Calls, Tally } from './tally.ts';

export { createTally } from './tally.ts';

/**
 * What a run says in CloudWatch's metrics: one document for the provider, one for
 * each scope. `KeptSeconds` is what an alarm looks at: how long the longest
 * kept or held source has been so, 0 if none is; `UncheckedSeconds`: how
 * long ago the scope was checked that was checked longest ago; and `Failures`:
 * accounts of which nothing is known. A run of a part, by an event or by hand, says
 * none of them: what is well in it must not hide what is not in the whole, nor that
 * the schedule stands still.
 */
export function emf(
  { provider, scopes, failures, deliveries, oldestCheck }: JobReport,
  tally: Tally,
  { now, of }: Said,
): object[] {
  const isWhole = of !== 'part';
  const kept = (some: readonly ScopeReport[]): Record<string, number> =>
    isWhole ? { KeptSeconds: Math.max(0, ...some.map((scope) => keptSeconds(scope, now))) } : {};
  const whole = document({
    now,
    dimensions: { Provider: provider },
    counts: {
      ...callCounts(tally.of()),
      ...sourceCounts(scopes.flatMap(({ sources }) => sources)),
      Scopes: scopes.length,
      ...(of === 'all' || failures.length > 0 ? { Failures: failures.length } : {}),
      Events: deliveries.reduce((sum, { events }) => sum + events, 0),
      SinkFailures: deliveries.filter(({ error }) => error !== undefined).length,
    },
    seconds: {
      ...kept(scopes),
      ...(isWhole && oldestCheck !== undefined ? { UncheckedSeconds: (now - oldestCheck) / 1000 } : {}),
    },
    milliseconds: { DurationMs: Math.max(0, ...scopes.map(({ startedAt }) => now - startedAt)) },
    details: { operations: tally.byOperation() },
  });
  return [
    whole,
    ...scopes.map((one) =>
      document({
        now,
        dimensions: { Provider: provider, Account: one.scope.account, Region: one.scope.region },
        counts: { ...callCounts(tally.of(one.scope)), ...sourceCounts(one.sources) },
        seconds: { ...kept([one]), FreshnessSeconds: freshnessSeconds(one, now) },
        milliseconds: { DurationMs: Math.max(0, ...one.sources.map(({ ms }) => ms)) },
        details: { version: one.version },
      }),
    ),
  ];
}

/** Of a round that is planned: what the queue's runs cannot say of scopes that none of them reaches. */
export function emfOfRound(
  provider: ProviderName,
  { oldestCheck, queued, unplanned }: Round,
  { now, of }: Said,
): object {
  const isWhole = of === 'all';
  return document({
    now,
    dimensions: { Provider: provider },
    counts: {
      Queued: queued,
      ...(isWhole || unplanned.length > 0 ? { Failures: unplanned.length } : {}),
    },
    seconds: isWhole ? { UncheckedSeconds: (now - oldestCheck) / 1000 } : {},
    milliseconds: {},
    details: {},
  });
}

export interface Said {
  readonly now: number;
  /** All that the schedule looks at; a scope of its round, on its turn; or a part, by an event or by hand. */
  readonly of: 'all' | 'scope' | 'part';
}

export interface Round {
  readonly queued: number;
  /** Why accounts, of which nothing is known, could not be planned. */
  readonly unplanned: readonly unknown[];
  /** As in `JobReport`, and always known. */
  readonly oldestCheck: number;
}

function callCounts({ calls, throttled, retried }: Calls): Record<string, number> {
  return { Calls: calls, Throttled: throttled, Retried: retried };
}

function sourceCounts(sources: readonly SourceReport[]): Record<string, number> {
  const having = (outcome: SourceReport['outcome']): number =>
    sources.filter((source) => source.outcome === outcome).length;
  const sum = (pick: (source: SourceReport) => number): number =>
    sources.reduce((all, source) => all + pick(source), 0);
  return {
    Records: sum(({ count }) => count ?? 0),
    Added: sum(({ counts }) => counts.added),
    Changed: sum(({ counts }) => counts.changed),
    Removed: sum(({ counts }) => counts.removed),
    PendingRemovals: sum(({ pending }) => pending?.count ?? 0),
    Written: having('written'),
    Unchanged: having('unchanged'),
    Kept: having('kept'),
    Held: having('held'),
    Unsupported: having('unsupported'),
    Superseded: having('superseded'),
  };
}

function keptSeconds({ sources }: ScopeReport, now: number): number {
  const waiting = sources.filter(({ outcome }) => outcome === 'kept' || outcome === 'held');
  return Math.max(0, ...waiting.map(({ since }) => (now - since) / 1000));
}

/** Age of what the scope's records rest on: of this run's lists, or of the last ones of what is kept. */
function freshnessSeconds({ sources, startedAt }: ScopeReport, now: number): number {
  const oldest = Math.min(
    startedAt,
    ...sources.map(({ outcome, since }) => (outcome === 'kept' ? since : startedAt)),
  );
  return (now - oldest) / 1000;
}
