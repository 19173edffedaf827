import type { Clock } from '../../shared/collect/clock.ts';
import type { Scope } from '../../shared/collect/collector.ts';
import { linked } from '../../shared/collect/linked.ts';
import type { Followed, Following, Offer } from '../../shared/runtime/following.ts';
import type { Tagged } from './cluster-watch.ts';
import { offerOf } from './offers.ts';
import type { ClusterCache, KindCache, News } from './watch-cache.ts';

/** A commit at once when idle, and what comes in the time after it together. */
export const COMMIT_MS = 5_000;
/** The first commit holds every kind, unless one of them takes longer than this. */
const FIRST_MS = 60_000;
/** How often removals that wait are held against what there is: the cache is a complete list, as of now. */
const RECHECK_MS = 600_000;
/** It goes round at least so often, so that a loop that stands still is told from one that has nothing to do. */
const BEAT_MS = 30_000;
/** What came of an attempt, and how long it is until the next one. */
const PAUSES = { committed: COMMIT_MS, nothing: 0, failed: 5_000 } as const;

export interface CommitterPorts {
  readonly clock: Clock;
  /** Ends it; what is known by then is committed. */
  readonly signal: AbortSignal;
  readonly onCommit: (followed: Followed) => void;
  readonly onError: (error: unknown) => void;
  /** It goes round; and whether there is anything that the log lacks. */
  readonly onBeat: (hasNews: boolean) => void;
  /** What of the records is kept. */
  readonly tagged: Tagged;
}

/** Brings the log up to the cache, again and again. */
export async function keepCommitted(
  cache: ClusterCache,
  following: Following,
  scope: Scope,
  ports: CommitterPorts,
): Promise<void> {
  const { clock, signal, onBeat } = ports;
  const bell = createBell(cache);
  const started = clock.now();
  let next = started;
  let hasBegun = false;
  let recheckAt = started + RECHECK_MS;
  while (!signal.aborted) {
    const now = clock.now();
    if (now >= recheckAt) {
      recheckAt = now + RECHECK_MS;
      recheck(cache.caches, following);
    }
    hasBegun ||= cache.synced || now >= started + FIRST_MS;
    const hasNews = cache.caches.some(({ news }) => news !== undefined);
    onBeat(hasBegun && hasNews);
    if (!hasBegun) await bell.wait(clock, Math.min(BEAT_MS, started + FIRST_MS - now), signal);
    else if (!hasNews) await bell.wait(clock, Math.min(BEAT_MS, recheckAt - now), signal);
    else if (now < next) await clock.sleep(next - now, signal).catch(() => {});
    else next = now + PAUSES[await attempt(cache, following, scope, ports)];
  }
  bell.stop();
  await attempt(cache, following, scope, ports);
}

/** One commit of everything that is new; what did not get there stays new. */
async function attempt(
  { caches }: ClusterCache,
  following: Following,
  scope: Scope,
  { onCommit, onError, tagged }: CommitterPorts,
): Promise<keyof typeof PAUSES> {
  const taken = new Map<KindCache, News>();
  const offers = new Map<string, Offer>();
  for (const cache of caches) {
    const news = cache.take();
    if (news === undefined) continue;
    taken.set(cache, news);
    offers.set(
      cache.collector.name,
      offerOf(news, { collector: tagged(cache.collector), items: cache.items }, scope),
    );
  }
  if (offers.size === 0) return 'nothing';
  try {
    const followed = await following.commit(offers);
    for (const [cache] of taken) if (followed.superseded.includes(cache.collector.name)) cache.recheck();
    onCommit(followed);
    return followed.committed ? 'committed' : 'nothing';
  } catch (error) {
    for (const [cache, news] of taken) cache.putBack(news);
    onError(error);
    await following.open().catch(onError);
    return 'failed';
  }
}

function recheck(caches: readonly KindCache[], { head }: Following): void {
  for (const cache of caches) {
    if (head?.sources[cache.collector.name]?.outcome === 'held') cache.recheck();
  }
}

/** Rings at each change, also at one that came while nobody waited. */
function createBell(cache: ClusterCache) {
  let rung = false;
  let wake: (() => void) | undefined;
  const stop = cache.onChange(() => {
    rung = true;
    wake?.();
  });
  return {
    stop,
    async wait(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
      if (rung) {
        rung = false;
        return;
      }
      const done = linked(signal);
      const rings = new Promise<void>((resolve) => {
        wake = resolve;
      });
      await Promise.race([rings, clock.sleep(Math.max(0, ms), done.signal).catch(() => {})]);
      done.abort(new Error('awake'));
      done.release();
      rung = false;
      wake = undefined;
    },
  };
}
