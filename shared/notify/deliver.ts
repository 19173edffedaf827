import type { Scope } from '../collect/collector.ts';
import type { Commit } from '../log/commit.ts';
import { readCommit, readHead } from '../log/head.ts';
import { logKey } from '../log/keys.ts';
import type { ObjectStore } from '../store/store.ts';
import { advanceCursor, readCursor } from './cursor.ts';
import type { Event, Sink, SourceState } from './event.ts';

/** Brings one sink up to the head: n + 1 is sent only after n was acknowledged. Returns how many events went. */
export async function deliver(
  sink: Sink,
  scope: Scope,
  store: ObjectStore,
  signal: AbortSignal,
): Promise<number> {
  const cursor = await readCursor(store, sink.name, scope);
  const head = await readHead(store, scope);
  if (head === undefined) return 0;
  let sent = 0;
  for (let version = cursor; version !== head.version; sent++) {
    const event = await eventAfter(store, scope, version, head);
    await sink.send(event, signal);
    await advanceCursor(store, sink.name, scope, event.version);
    version = event.version;
  }
  return sent;
}

/**
 * The next commit; or the whole state where there is no next one (a new sink, a
 * trimmed log) or where it repaired the log.
 */
async function eventAfter(
  store: ObjectStore,
  scope: Scope,
  cursor: number | undefined,
  head: Commit,
): Promise<Event> {
  const next = cursor === undefined ? undefined : await commitAt(store, scope, cursor + 1, head);
  if (next === undefined || next.cause === 'repair') return eventOf(store, scope, head, undefined);
  return eventOf(store, scope, next, cursor);
}

/** The head was read just now; most sinks are one commit behind it. */
const commitAt = async (store: ObjectStore, scope: Scope, version: number, head: Commit) =>
  version === head.version ? head : readCommit(store, scope, version);

export function eventOf(
  { url }: Pick<ObjectStore, 'url'>,
  scope: Scope,
  commit: Commit,
  prior: number | undefined,
): Event {
  const { version, at, runId, cause } = commit;
  return {
    type: prior === undefined ? 'snapshot' : 'changes',
    scope,
    version,
    prior,
    at: iso(at),
    runId,
    cause,
    counts: prior === undefined ? everythingAdded(commit) : commit.counts,
    sources: statesOf(commit),
    location: { store: url, key: logKey(scope, version) },
  };
}

/** What a commit says of each of its sources, as people and sinks read it. */
export function statesOf({ sources }: Commit): Record<string, SourceState> {
  return Object.fromEntries(
    Object.entries(sources).map(([source, { outcome, reason, since, count, pending }]) => [
      source,
      {
        outcome,
        reason,
        since: iso(since),
        count,
        pending:
          pending === null
            ? null
            : { count: pending.count, digest: pending.digest, since: iso(pending.since) },
      },
    ]),
  );
}

function everythingAdded({ sources }: Commit): Event['counts'] {
  const present = Object.entries(sources).flatMap(([source, { count }]) =>
    count === null || count === 0 ? [] : [[source, { added: count, changed: 0, removed: 0 }] as const],
  );
  return Object.fromEntries(present);
}

const iso = (ms: number): string => new Date(ms).toISOString();
