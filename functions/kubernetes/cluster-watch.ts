import { setMaxListeners } from 'node:events';
import { CloudError } from '../../shared/collect/errors.ts';
import type { Clock } from '../../shared/collect/clock.ts';
import type { Scope } from '../../shared/collect/collector.ts';
import { linked } from '../../shared/collect/linked.ts';
import { Collecting } from '../../shared/model/collecting.ts';
import type { Lines } from '../../shared/model/lines.ts';
import type { Followed, Following, Offer } from '../../shared/runtime/following.ts';
import type { JsonObject } from './cached.ts';
import type { Kubernetes } from './client.ts';
import { cluster as clusterCollector, clusterOf } from './collectors/cluster.ts';
import { keepCommitted } from './committer.ts';
import type { ObjectCollector } from './object-collector.ts';
import { reflect } from './reflector.ts';
import { ClusterCache } from './watch-cache.ts';
import { endsWithin } from './within.ts';

/** A collector whose records carry only the tags that are kept. */
export type Tagged = (collector: ObjectCollector) => ObjectCollector;

export interface WatchPorts {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly tagged: Tagged;
  /** Called once with the cache, before anything is in it: who publishes it lives as long as the watch. */
  readonly onCache: (cache: ClusterCache, signal: AbortSignal) => Promise<void>;
  readonly onCommit: (followed: Followed) => void;
  readonly onError: (error: unknown) => void;
  /** It is at work; and, where it knows, whether there is anything that the log lacks. */
  readonly onBeat: (hasNews?: boolean) => void;
}

/** What was recognised is taken for granted for a while: all kinds of a cluster are listed together. */
const RECOGNISED_MS = 5_000;
/** How often a cluster that cannot be told, or is another one, is looked at again. */
const AGAIN_MS = 60_000;
/** A cluster may be upgraded under its watches. */
const DESCRIBE_MS = 600_000;
const LISTS_AT_ONCE = 2;
/** Told to stop, it has so long for its last commit: of a pod's minute of grace there is a rest for the sinks. */
const LAST_MS = 20_000;
const LATE = `the last commit was not done in ${LAST_MS / 1000} s (nothing is lost: the next start lists everything again)`;
/** Who publishes was told to stop together with all else, and has had the time of the last commit. */
const PUBLISHED_MS = 5_000;

/** Follows one cluster into the log until the signal; what is known by then is committed. */
export async function watchCluster(
  api: Kubernetes,
  collectors: readonly ObjectCollector[],
  following: Following,
  scope: Scope,
  ports: WatchPorts,
): Promise<void> {
  const { clock, signal, onError } = ports;
  const cache = new ClusterCache(collectors);
  const published = ports.onCache(cache, signal).catch(onError);
  const followed = follow();
  await Promise.race([followed, aborted(signal)]);
  if (!(await endsWithin(followed, LAST_MS, clock))) onError(new CloudError('deadline', LATE));
  await endsWithin(published, PUBLISHED_MS, clock);

  async function follow(): Promise<void> {
    while (!signal.aborted) {
      ports.onBeat();
      try {
        await following.open();
        await cycle(cache);
      } catch (error) {
        if (!signal.aborted) onError(error);
      }
      await clock.sleep(AGAIN_MS, signal).catch(() => {});
    }
  }

  /** One cluster, for as long as it is this one. */
  async function cycle(of: ClusterCache): Promise<void> {
    const uid = await identified(of);
    if (uid === undefined) return;
    const own = linked(signal);
    setMaxListeners(0, signal, own.signal); // every kind waits for it: many are no leak
    const turn = createTurns(LISTS_AT_ONCE);
    const recognise = remembered(clock, async () => {
      const found = await clusterOf(api);
      if (found.uid === uid) return of.describe(found.version as JsonObject);
      own.abort(new CloudError('denied', `cluster ${scope.account} is another one than it was`));
      throw own.signal.reason;
    });
    const work = [
      ...of.caches.map((one) =>
        reflect(api, one.collector, one, { clock, signal: own.signal, recognise, turn }),
      ),
      keepCommitted(of, following, scope, { ...ports, signal: own.signal }),
      described(recognise, own.signal),
    ];
    const ended = await Promise.allSettled(
      work.map((one) =>
        one.catch((error: unknown) => {
          own.abort(error);
          throw error;
        }),
      ),
    );
    own.release();
    for (const one of ended) if (one.status === 'rejected' && !own.signal.aborted) throw one.reason;
    own.signal.throwIfAborted();
  }

  /** The uid of the cluster, if it is the one that the log knows; else everything of it is kept. */
  async function identified(of: ClusterCache): Promise<string | undefined> {
    let found;
    try {
      found = await clusterOf(api);
    } catch (cause) {
      if (cause instanceof CloudError) of.fail(cause);
      await commitAll(of, { type: 'failed', cause }, { type: 'failed', cause });
      throw cause;
    }
    const lines = linesOf(found);
    const verdict = await following.weigh(clusterCollector, lines);
    if (verdict.is === 'another') {
      of.fail(verdict.cause);
      await commitAll(
        of,
        { type: 'proposal', proposal: verdict.anchor },
        { type: 'failed', cause: verdict.cause },
      );
      throw verdict.cause;
    }
    of.fail(undefined);
    of.describe(found.version as JsonObject);
    await commitAll(of, { type: 'list', lines }, undefined);
    return found.uid;
  }

  function linesOf(found: Awaited<ReturnType<typeof clusterOf>>): Lines {
    const collecting = new Collecting();
    for (const record of clusterCollector.map(found, scope)) collecting.add(record);
    return collecting.finish().lines;
  }

  /** `others`: of every kind. A transition is committed, its repetition is not. */
  async function commitAll(of: ClusterCache, anchor: Offer, others: Offer | undefined): Promise<void> {
    const kinds = others === undefined ? [] : of.caches;
    const offers = new Map<string, Offer>([
      [clusterCollector.name, anchor],
      ...kinds.map(({ collector }): [string, Offer] => [collector.name, others ?? anchor]),
    ]);
    ports.onCommit(await following.commit(offers));
  }

  async function described(recognise: () => Promise<void>, until: AbortSignal): Promise<void> {
    while (!until.aborted) {
      await clock.sleep(DESCRIBE_MS, until).catch(() => {});
      if (!until.aborted) await recognise().catch(() => {}); // who lists is told
    }
  }
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}

function remembered(clock: Clock, ask: () => Promise<void>): () => Promise<void> {
  let last: { readonly at: number; readonly answer: Promise<void> } | undefined;
  return () => {
    if (last !== undefined && clock.now() - last.at < RECOGNISED_MS) return last.answer;
    const answer = ask();
    last = { at: clock.now(), answer };
    answer.catch(() => {
      last = undefined;
    });
    return answer;
  };
}

/** At most so many at once; the others wait their turn. */
function createTurns(width: number): <R>(work: () => Promise<R>) => Promise<R> {
  const lanes: Promise<unknown>[] = Array.from({ length: width }, () => Promise.resolve());
  let n = 0;
  return (work) => {
    const lane = n++ % width;
    const turn = (lanes[lane] ?? Promise.resolve()).then(work);
    lanes[lane] = turn.catch(() => {});
    return turn;
  };
}
