import type { ScopeReport } from '../../sync/sync.ts';
import type { SourceReport } from '../../sync/report.ts';
import { lineOf } from '../error-line.ts';
import type { JobReport } from '../ports.ts';
import { adviceOnHeld, adviceOnKept } from './advice.ts';
import type { AnyProvider } from './context.ts';
import { iso, nameOf } from './options.ts';

/** A line, or two, for whatever of a run needs a person: what was kept, what waits, what failed. */
export function attention(provider: AnyProvider, report: JobReport): readonly string[] {
  return [
    ...report.scopes.flatMap((scope) => [...keptOf(provider, scope), ...heldOf(provider, scope)]),
    ...report.failures.map(({ what, error }) => `${what}: failed: ${lineOf(error)}`),
    ...report.deliveries
      .filter(({ error }) => error !== undefined)
      .map(
        ({ sink, error }) =>
          `sink ${sink}: not delivered: ${lineOf(error)}: the next run goes on where it stopped`,
      ),
    ...report.deliveries.flatMap(({ sink, notes = [] }) => notes.map((note) => `sink ${sink}: ${note}`)),
  ];
}

/** Sources of a scope that are kept for one and the same cause share their lines. */
function keptOf(provider: AnyProvider, { scope, sources }: ScopeReport): readonly string[] {
  const groups = new Map<string, SourceReport[]>();
  for (const kept of sources.filter(({ outcome }) => outcome === 'kept')) {
    const key = `${kept.reason} ${kept.cause === undefined ? '' : lineOf(kept.cause)}`;
    groups.set(key, [...(groups.get(key) ?? []), kept]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { reason, cause } = first;
    const since = Math.min(...group.map((source) => source.since));
    const names = group.map(({ source }) => source).join(', ');
    const why = cause === undefined || reason === 'bug' ? '' : `: ${lineOf(cause)}`;
    const head = `${nameOf(scope)} ${names}: kept since ${iso(since)} (${reason ?? 'unknown'})${why}`;
    return [head, `    ${adviceOnKept(reason, collectorOf(provider, first))}`];
  });
}

function heldOf(provider: AnyProvider, { scope, sources }: ScopeReport): readonly string[] {
  return sources.flatMap((source) => {
    if (source.outcome !== 'held' || source.pending === null) return [];
    const kind = collectorOf(provider, source)?.emits[0] ?? source.source;
    const head = `${nameOf(scope)} ${source.source}: held since ${iso(source.since)}`;
    return [`${head}: ${adviceOnHeld(kind, source.pending)}`];
  });
}

const collectorOf = (provider: AnyProvider, { source }: SourceReport) =>
  provider.collectors.find(({ name }) => name === source);
