import type { Lines } from '../model/lines.ts';
import type { Change } from '../sync/diff.ts';
import type { Entry } from './commit.ts';

/** What one run has to say about one source. */
export type Proposal = Listed | Failed;

export interface Listed {
  readonly source: string;
  readonly status: 'listed';
  /** The records that will stand; not held in memory where they are the base's. */
  readonly state: Lines | undefined;
  readonly changes: readonly Change[];
  readonly after: Pick<Entry, 'pending' | 'digest' | 'count' | 'bytes'> & {
    readonly outcome: 'complete' | 'held';
    readonly reason: null;
  };
}

export interface Failed {
  readonly source: string;
  readonly status: 'failed';
  readonly after: { readonly outcome: 'kept' | 'unsupported'; readonly reason: string | null };
  /** What failed, for the log line; `undefined` if there is nothing to tell. */
  readonly cause: unknown;
}

/** A transition or a change is worth a commit; a repetition is not. */
export function moves(entry: Entry | undefined, proposal: Proposal): boolean {
  if (entry?.outcome !== proposal.after.outcome || entry.reason !== proposal.after.reason) return true;
  if (proposal.status === 'failed') return false;
  const { digest, pending } = proposal.after;
  return (
    entry.digest !== digest ||
    entry.pending?.digest !== pending?.digest ||
    entry.pending?.seen !== pending?.seen
  );
}

/**
 * Somebody committed a complete list of this source after our base: ours is
 * older. A failure on their side is no observation and takes nothing from us.
 */
export function isSuperseded(entry: Entry | undefined, baseVersion: number): boolean {
  return (entry?.observedAt ?? 0) > baseVersion;
}
