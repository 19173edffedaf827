import type { Entry } from './commit.ts';

/** For a person: what is behind the cloud, whether its list fails or is not believed. */
const WAITING: ReadonlySet<string> = new Set(['kept', 'held']);

/**
 * Since when a source is as it is; `at` where it was otherwise, or never was. One that goes from kept to held, or back,
 * has been behind the cloud all the time: an alarm that waits for an hour of it must not begin anew.
 */
export function sinceOf(
  entry: Pick<Entry, 'outcome' | 'since'> | undefined,
  outcome: Entry['outcome'],
  at: number,
): number {
  if (entry === undefined) return at;
  const isWaiting = WAITING.has(entry.outcome) && WAITING.has(outcome);
  return entry.outcome === outcome || isWaiting ? entry.since : at;
}
