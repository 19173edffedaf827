import type { Commit, Entry } from '../log/commit.ts';
import { moves } from '../log/proposal.ts';
import type { Proposal } from '../log/proposal.ts';
import { sinceOf } from '../log/since.ts';
import type { Counts } from '../notify/event.ts';
import { countsOf } from './diff.ts';

/** Every source of a run gets exactly one. */
export type Outcome = 'written' | 'unchanged' | 'kept' | 'held' | 'unsupported' | 'superseded';

export interface SourceReport {
  readonly source: string;
  readonly outcome: Outcome;
  readonly reason: string | null;
  /** Since when the log says so; milliseconds since 1970. */
  readonly since: number;
  readonly count: number | null;
  readonly counts: Counts;
  readonly pending: Entry['pending'];
  /** What listing and comparing took. */
  readonly ms: number;
  /** Why it is kept; for the log line. */
  readonly cause: unknown;
}

/** Of all states that stand, as far as this run listed them. */
export function bytesOf(proposals: readonly Proposal[], base: Commit | undefined): number {
  const bytes = Object.entries(base?.sources ?? {}).map(([source, entry]) => [source, entry.bytes] as const);
  const listed = proposals.flatMap((p) =>
    p.status === 'listed' ? [[p.source, p.after.bytes] as const] : [],
  );
  return [...new Map([...bytes, ...listed]).values()].reduce((sum, n) => sum + n, 0);
}

/** What became of one source; `at`: of the commit, if there is one. */
export function reportOf(
  proposal: Proposal,
  base: Commit | undefined,
  superseded: readonly string[],
  at: number,
): Omit<SourceReport, 'ms'> {
  const { source, after } = proposal;
  const entry = base?.sources[source];
  const standing = { count: entry?.count ?? null, pending: entry?.pending ?? null };
  const since = sinceOf(entry, after.outcome, at);
  const shared = { source, reason: after.reason, since, counts: countsOf([]), cause: undefined, ...standing };
  if (superseded.includes(source)) return { ...shared, outcome: 'superseded', reason: null };
  if (proposal.status === 'failed')
    return { ...shared, outcome: proposal.after.outcome, cause: proposal.cause };
  const { count, pending } = proposal.after;
  const counts = countsOf(proposal.changes);
  if (proposal.after.outcome === 'held') return { ...shared, count, pending, counts, outcome: 'held' };
  return { ...shared, count, pending, counts, outcome: moves(entry, proposal) ? 'written' : 'unchanged' };
}
