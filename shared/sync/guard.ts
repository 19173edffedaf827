import type { Pending } from '../log/commit.ts';

/** When removals wait. */
export interface Guard {
  /** Losing more than this share of the base … */
  readonly maxShare: number;
  /** … and at least this many records is suspicious. */
  readonly minRemoved: number;
  /** What lets a shrink pass without a person; `never` leaves it to one. */
  readonly confirm: { readonly listings: number; readonly overMs: number } | 'never';
}

export const GUARD: Guard = {
  maxShare: 0.3,
  minRemoved: 10,
  confirm: { listings: 3, overMs: 30 * 60_000 },
};

export interface Shrink {
  /** Records that this list no longer has. */
  readonly removed: number;
  readonly listed: number;
  /** Records of the base. */
  readonly stood: number;
  /** Of the lines that would go. */
  readonly digest: string;
  /** Of the whole list that lacks them. */
  readonly list: string;
}

/**
 * A list that came back whole but much shorter is more often a lost permission
 * or a bad day at the provider than a real mass deletion, and new records do
 * not make up for lost ones. `undefined`: the removals may go; else they wait.
 * An empty list waits for a person at any size: clouds are known to answer a
 * missing permission with one. What waits is not weighed again: records that
 * came meanwhile made the base larger.
 */
export function hold(
  { removed, listed, stood, digest, list }: Shrink,
  waiting: Pending | null,
  guard: Guard,
  now: number,
): Pending | undefined {
  if (removed === 0) return undefined;
  const empty = listed === 0;
  const { confirm } = guard;
  if (waiting?.digest !== digest) {
    if (!empty && (removed < guard.minRemoved || removed <= stood * guard.maxShare)) return undefined;
    return { digest, count: removed, since: now, seen: empty ? 0 : 1, listed: list };
  }
  if (empty || confirm === 'never') return { ...waiting, listed: list };
  const seen = waiting.seen + 1;
  if (seen >= confirm.listings && now - waiting.since >= confirm.overMs) return undefined;
  return { ...waiting, listed: list, seen: Math.min(seen, confirm.listings - 1) };
}
