import type { Scope } from '../../collect/collector.ts';
import type { Commit } from '../../log/commit.ts';
import { readCommit } from '../../log/head.ts';
import { commitAt } from '../../log/history.ts';
import type { ObjectStore } from '../../store/store.ts';
import { Refused } from './refused.ts';

/** A point in a log: in time (milliseconds since 1970), or a version of one scope. */
export type Point = { readonly time: number } | { readonly version: number };

const UNITS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
const EXAMPLES = '2026-03-01T12:00:00Z, 2026-03-01, 90m, 2h, 7d, or a version such as 42';

/** ISO 8601 (UTC where it names no zone), a duration before now, or a version. */
export function pointOf(text: string, now: number): Point {
  const [, amount = '', unit = ''] = /^(\d+)([smhdw])$/.exec(text) ?? [];
  const ms = UNITS[unit];
  if (ms !== undefined) return { time: now - Number(amount) * ms };
  if (/^\d{1,15}$/.test(text)) return { version: Number(text) };
  const zoned = /^\d{4}-\d{2}-\d{2}T[\d:.]+$/.test(text) ? `${text}Z` : text;
  const time = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(zoned) : Number.NaN;
  if (!Number.isNaN(time)) return { time };
  throw new Refused(`"${text}" is no time and no version: write ${EXAMPLES}`);
}

/** Versions count one scope's commits, so they mean nothing across several. */
export function checkPoint(point: Point, scopes: readonly Scope[]): void {
  if ('time' in point || scopes.length === 1) return;
  throw new Refused(
    `version ${point.version} means another commit in each of ${scopes.length} scopes: name one with --provider, --account and --region, or write a time`,
  );
}

/** What stood there; `undefined` if nothing is that old any more, or yet. */
export async function commitOf(store: ObjectStore, scope: Scope, point: Point): Promise<Commit | undefined> {
  return 'time' in point ? commitAt(store, scope, point.time) : readCommit(store, scope, point.version);
}
