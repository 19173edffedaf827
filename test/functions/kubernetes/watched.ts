import { randomUUID } from 'node:crypto';
import { connect } from '../../../functions/kubernetes/client.ts';
import type { Kubernetes } from '../../../functions/kubernetes/client.ts';
import { watchCluster } from '../../../functions/kubernetes/cluster-watch.ts';
import { watched } from '../../../functions/kubernetes/watched.ts';
import type { Transport } from '../../../functions/kubernetes/transport.ts';
import type { ClusterCache } from '../../../functions/kubernetes/watch-cache.ts';
import { createWatchHealth } from '../../../functions/kubernetes/watch-health.ts';
import { RETRY, createCalls } from '../../../shared/collect/call.ts';
import { CloudError } from '../../../shared/collect/errors.ts';
import type { Scope } from '../../../shared/collect/collector.ts';
import { readHead } from '../../../shared/log/head.ts';
import { readState } from '../../../shared/log/read.ts';
import { DECISIONS } from '../../../shared/log/write.ts';
import { refOf } from '../../../shared/model/line.ts';
import type { Health } from '../../../shared/runtime/probes.ts';
import { SIZES } from '../../../shared/runtime/scope-run.ts';
import { memoryStore } from '../../../shared/store/memory.ts';
import type { ObjectStore } from '../../../shared/store/store.ts';
import { Following } from '../../../shared/sync/following.ts';
import { GUARD } from '../../../shared/sync/guard.ts';
import { proved } from '../../../shared/sync/observe.ts';
import type { Api } from '../../simulator/kubernetes/api.ts';
import type { VirtualClock } from '../../support/clock.ts';

export const scope: Scope = { provider: 'kubernetes', account: 'c1', region: 'global' };

/** The simulated API without a wire between. */
export const direct =
  (api: Api): Transport =>
  async (path, signal) => {
    try {
      const { status, headers, body } = await api.get(path, undefined, signal);
      return { status, retryAfter: headers?.['retry-after'], body };
    } catch (cause) {
      if (signal.aborted) throw signal.reason;
      throw new CloudError('unavailable', `no answer: ${String(cause)}`, { cause });
    }
  };

export interface Watching {
  readonly cache: () => ClusterCache;
  readonly store: ObjectStore;
  readonly following: Following;
  readonly commits: { readonly version: number; readonly at: number; readonly changes: number }[];
  readonly errors: unknown[];
  readonly health: Health;
  /** The store is at work, which no clock shows. */
  readonly isCommitting: () => boolean;
  readonly stop: () => Promise<void>;
}

export interface WatchOptions {
  readonly store?: ObjectStore;
  readonly pageSize?: number;
  readonly transport?: Transport;
  /** Who publishes the cache, for as long as the watch lives. */
  readonly onCache?: (cache: ClusterCache, signal: AbortSignal) => Promise<void>;
}

export function apiOf(
  api: Api,
  clock: VirtualClock,
  options: WatchOptions = {},
  signal = new AbortController().signal,
): Kubernetes {
  const calls = createCalls({
    limits: [],
    policy: { ...RETRY, attempts: 1 },
    clock,
    signal,
    onAttempt: () => {},
  });
  return connect(
    { id: scope.account, name: 'one', endpoint: undefined },
    {
      call: calls({ ...scope, principal: scope.account }),
      transport: options.transport ?? direct(api),
      keepAnnotation: (key) => key === 'team',
      ...(options.pageSize !== undefined && { pageSize: options.pageSize }),
    },
  );
}

/** The watch of a simulated cluster, under a clock that tests move. */
export function startWatch(api: Api, clock: VirtualClock, options: WatchOptions = {}): Watching {
  const stop = new AbortController();
  const store = options.store ?? memoryStore(() => clock.now());
  const following = new Following(scope, {
    store,
    now: () => clock.now(),
    maxRun: 900_000,
    sizes: SIZES,
    decisions: DECISIONS,
    newRunId: randomUUID,
    rules: { guard: GUARD, maxListings: 1, proved, isAccepted: () => false },
  });
  let underway = 0;
  const commit = following.commit.bind(following);
  following.commit = async (offers) => {
    underway++;
    return commit(offers).finally(() => underway--);
  };
  let cache: ClusterCache | undefined;
  const commits: Watching['commits'] = [];
  const errors: unknown[] = [];
  const health = createWatchHealth({
    clock,
    cache: () => cache,
    isOpen: () => following.head !== undefined,
    silentMs: 900_000,
  });
  const ended = watchCluster(apiOf(api, clock, options, stop.signal), watched, following, scope, {
    clock,
    signal: stop.signal,
    tagged: (collector) => collector,
    onCache: async (made, signal) => {
      cache = made;
      await options.onCache?.(made, signal);
    },
    onCommit: ({ version, committed, proposals }) => {
      health.committed();
      const changes = proposals.reduce(
        (sum, one) => sum + (one.status === 'listed' ? one.changes.length : 0),
        0,
      );
      if (committed) commits.push({ version, at: clock.now(), changes });
    },
    onError: (error) => {
      errors.push(error);
      health.failed(error);
    },
    onBeat: (hasNews) => health.beat(hasNews),
  });
  return {
    cache: () => {
      if (cache === undefined) throw new Error('it has not begun');
      return cache;
    },
    store,
    following,
    commits,
    errors,
    health,
    isCommitting: () => underway > 0,
    stop: async () => {
      stop.abort(new Error('stopped'));
      await ended;
    },
  };
}

/** Every ref that the log's head has, of every kind but the cluster, in order. */
export async function refsIn(store: ObjectStore): Promise<readonly string[]> {
  const head = await readHead(store, scope);
  if (head === undefined) return [];
  const refs: string[] = [];
  for (const source of Object.keys(head.sources)) {
    for (const line of await readState(store, scope, head, source)) refs.push(refOf(line));
  }
  return refs.filter((ref) => !ref.startsWith('kubernetes/cluster/')).toSorted();
}

/** The lines of the log's head, as text, in order. */
export async function linesIn(store: ObjectStore): Promise<readonly string[]> {
  const head = await readHead(store, scope);
  const lines: string[] = [];
  for (const source of Object.keys(head?.sources ?? {})) {
    if (head === undefined || source === 'cluster') continue;
    for (const line of await readState(store, scope, head, source)) lines.push(Buffer.from(line).toString());
  }
  return lines.toSorted();
}
