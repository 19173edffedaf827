import { lineOf } from '../error-line.ts';
import type { JobReport } from '../ports.ts';
import { summaryOf } from '../summary.ts';
import { printable, table } from '../table.ts';
import { attention } from './attention.ts';
import type { AnyProvider, ExitCode } from './context.ts';
import type { KindRow } from './kind-rows.ts';
import { iso } from './options.ts';

/** What a provider's run came to. */
export interface Synced {
  readonly provider: AnyProvider;
  readonly report: JobReport;
  readonly rows: readonly KindRow[];
}

export function exitCodeOf(reports: readonly JobReport[]): ExitCode {
  const sources = reports.flatMap(({ scopes }) => scopes.flatMap((scope) => scope.sources));
  const broken = reports.some(({ failures }) => failures.length > 0);
  if (broken || sources.some(({ reason }) => reason === 'bug')) return 1;
  const waits = sources.some(({ outcome }) => outcome === 'kept' || outcome === 'held');
  const untold = reports.some(({ deliveries }) => deliveries.some(({ error }) => error !== undefined));
  return waits || untold ? 2 : 0;
}

/** The table, then a line for whatever needs attention. */
export function textOf(synced: readonly Synced[], dryRun: boolean): string {
  const several = synced.length > 1;
  const rows = synced.flatMap(({ provider, rows: own }) =>
    own.map((row) => (several ? [provider.name, ...cellsOf(row)] : cellsOf(row))),
  );
  const header = ['kind', 'count', 'added', 'changed', 'removed', 'outcome'];
  const shown = several
    ? table(['provider', ...header], rows, [2, 3, 4, 5])
    : table(header, rows, [1, 2, 3, 4]);
  const notes = synced.flatMap(({ provider, report }) => attention(provider, report)).map(printable);
  return [
    ...(rows.length === 0 ? [] : [shown]),
    ...(notes.length === 0 ? [] : ['', ...notes]),
    ...(dryRun ? ['', 'dry run: nothing was written, nobody was told'] : []),
  ].join('\n');
}

function cellsOf({ kind, count, added, changed, removed, outcomes }: KindRow): readonly string[] {
  const names = Object.entries(outcomes);
  const [only] = names;
  const outcome =
    names.length === 1 && only !== undefined ? only[0] : names.map(([name, n]) => `${n} ${name}`).join(', ');
  return [
    kind,
    count === null ? 'never' : String(count),
    String(added),
    String(changed),
    String(removed),
    outcome,
  ];
}

/** For programs. Errors are the lines that people get. */
export function jsonOf(synced: readonly Synced[]): object {
  return {
    summary: summaryOf(synced.map(({ report }) => report)),
    kinds: synced.flatMap(({ provider, rows }) => rows.map((row) => ({ provider: provider.name, ...row }))),
    scopes: synced.flatMap(({ report }) =>
      report.scopes.map(({ scope, startedAt, version, committed, sources }) => ({
        scope,
        startedAt: iso(startedAt),
        version,
        committed,
        sources: sources.map(({ cause, since, pending, ...source }) => ({
          ...source,
          since: iso(since),
          pending: pending && { count: pending.count, digest: pending.digest, since: iso(pending.since) },
          error: told(cause),
        })),
      })),
    ),
    failures: synced.flatMap(({ report }) =>
      report.failures.map(({ what, error }) => ({ what, error: told(error) })),
    ),
    deliveries: synced.flatMap(({ report }) =>
      report.deliveries.map(({ sink, events, error, notes = [] }) => ({
        sink,
        events,
        error: told(error),
        notes,
      })),
    ),
  };
}

const told = (error: unknown): string | null => (error === undefined ? null : lineOf(error));
