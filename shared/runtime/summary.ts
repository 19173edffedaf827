import type { Outcome } from '../sync/report.ts';
import type { JobReport } from './ports.ts';

/** A run in numbers: what the function answers. */
export interface Summary {
  readonly scopes: number;
  readonly failures: number;
  readonly records: number;
  readonly sources: Readonly<Record<Outcome, number>>;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  /** Of sinks, what a person has to know though nothing failed; left out where there is nothing. */
  readonly notes?: readonly string[];
}

export function summaryOf(reports: readonly JobReport[]): Summary {
  const outcomes = { written: 0, unchanged: 0, kept: 0, held: 0, unsupported: 0, superseded: 0 };
  const totals = { records: 0, added: 0, changed: 0, removed: 0 };
  const scopes = reports.flatMap((report) => report.scopes);
  for (const { outcome, count, counts } of scopes.flatMap(({ sources }) => sources)) {
    outcomes[outcome]++;
    totals.records += count ?? 0;
    totals.added += counts.added;
    totals.changed += counts.changed;
    totals.removed += counts.removed;
  }
  const failures = reports.reduce((sum, report) => sum + report.failures.length, 0);
  const notes = reports.flatMap(({ deliveries }) =>
    deliveries.flatMap(({ sink, notes: own = [] }) => own.map((note) => `${sink}: ${note}`)),
  );
  return {
    scopes: scopes.length,
    failures,
    sources: outcomes,
    ...totals,
    ...(notes.length > 0 && { notes }),
  };
}
