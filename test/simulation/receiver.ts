import type { Event } from '../../shared/notify/event.ts';
import type { Commit } from '../../shared/log/commit.ts';
import { logKey } from '../../shared/log/keys.ts';
import { must } from './oracle.ts';
import type { Oracle } from './oracle.ts';

export interface Circumstances {
  /** What the deliverer knew to be acknowledged when it chose the event. */
  readonly standing: number | undefined;
  readonly maxLag: number;
  readonly now: number;
  /** Retention may have begun before it could know of this sink. */
  readonly isKnown: boolean;
}

/** A receiver that drops what it has seen, and insists on order and on every commit. */
export function createReceiver(oracle: Oracle) {
  const got = new Set<number>();
  let last = 0;

  function receive(event: Event, circumstances: Circumstances): void {
    const { version, prior } = event;
    const commit = oracle.commits[version];
    must(
      commit !== undefined && event.location.key === logKey(event.scope, version),
      `no version ${version}`,
    );
    must(isTold(event, commit), `event ${version} says what the commit says`);
    if (event.type === 'changes') {
      must(prior === version - 1, `event ${version} follows ${prior}`);
      must(got.has(version - 1), `${version} was sent before ${version - 1} was acknowledged`);
      must(version <= last + 1, `a receiver at ${last} got ${version}`);
    } else mayJump(circumstances);
    got.add(version);
    last = Math.max(last, version);
  }

  /** The whole state is for a new sink, and for one whose next commit is gone because it lagged too far. */
  function mayJump({ standing, maxLag, now, isKnown }: Circumstances): void {
    if (standing === undefined) return;
    must(oracle.floor() > standing + 1, `a sink at ${standing} was not told of ${standing + 1}`);
    if (!isKnown || standing < last) return; // another deliverer had gone on: retention saw that
    const since = oracle.commits[standing + 2]?.at ?? Infinity;
    must(since <= now - maxLag, `retention took ${standing + 1} from a living sink`);
  }

  return { receive, isNew: () => last === 0, isAtHead: () => last === oracle.head() };
}

function isTold({ type, counts, sources }: Event, commit: Commit): boolean {
  const whole = Object.entries(commit.sources).filter(([, { count }]) => (count ?? 0) > 0);
  const expected =
    type === 'changes'
      ? commit.counts
      : Object.fromEntries(
          whole.map(([source, { count }]) => [source, { added: count, changed: 0, removed: 0 }]),
        );
  return (
    JSON.stringify(counts) === JSON.stringify(expected) &&
    Object.entries(commit.sources).every(
      ([source, { outcome, count, pending }]) =>
        sources[source]?.outcome === outcome &&
        sources[source].count === count &&
        sources[source].pending?.digest === pending?.digest,
    )
  );
}
