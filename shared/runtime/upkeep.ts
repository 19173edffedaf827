import type { Scope } from '../collect/collector.ts';
import { writeHint } from '../log/head.ts';
import type { Hint } from '../log/head.ts';
import { needsInline, retain, sweep } from '../log/retain.ts';
import type { Retention } from '../log/retain.ts';
import { readCursor } from '../notify/cursor.ts';
import type { Sink } from '../notify/event.ts';
import type { ObjectStore } from '../store/store.ts';
import type { ScopeReport } from '../sync/sync.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export interface UpkeepPorts {
  readonly store: ObjectStore;
  readonly sinks: readonly Sink[];
  readonly retention: Retention;
  readonly now: () => number;
  /** A source that takes longer gets a message of its own when runs are queued. */
  readonly slowMs: number;
  /** When the whole scope was last listed, milliseconds since 1970. Default: by this run. */
  readonly checkedAt?: number;
}

/** After a run of a scope: says where the head is and when it was checked, and once a day lets go of what is old. */
export async function keepUp(
  { scope, version, startedAt, bytes, sources }: ScopeReport,
  hint: Hint | undefined,
  ports: UpkeepPorts,
): Promise<void> {
  const { store, now, slowMs, checkedAt = startedAt } = ports;
  if (version === 0) return;
  const due = now() - (hint?.retainedAt ?? startedAt) >= DAY;
  if (due) await trim(scope, ports);
  const listed = new Set(sources.map(({ source }) => source));
  const slow = [
    ...sources.filter(({ ms }) => ms > slowMs).map(({ source }) => source),
    ...(hint?.slow ?? []).filter((source) => !listed.has(source)),
  ].toSorted();
  const stale =
    hint === undefined ||
    hint.version !== version ||
    checkedAt - hint.checkedAt >= HOUR ||
    hint.slow.join() !== slow.join();
  if (!stale && !due) return;
  await writeHint(store, scope, {
    version: Math.max(version, hint?.version ?? 0),
    checkedAt,
    retainedAt: due ? now() : (hint?.retainedAt ?? startedAt),
    bytes,
    slow,
  });
}

export interface Trimmed {
  readonly commits: number;
  readonly orphans: number;
}

/** Lets go of what is old, but for what a sink that is alive has not been told. */
export async function trim(
  scope: Scope,
  {
    store,
    sinks,
    retention,
    now,
  }: Omit<UpkeepPorts, 'slowMs' | 'checkedAt' | 'sinks'> & { readonly sinks: readonly Pick<Sink, 'name'>[] },
): Promise<Trimmed> {
  const cursors: number[] = [];
  for (const sink of sinks) {
    const cursor = await readCursor(store, sink.name, scope);
    if (cursor !== undefined) cursors.push(cursor);
  }
  const ports = { store, now, needsInline };
  const commits = await retain(scope, cursors, retention, ports);
  return { commits, orphans: await sweep(scope, retention, ports) };
}
