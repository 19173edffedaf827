import { createCalls, RETRY } from '../../shared/collect/call.ts';
import { GLOBAL } from '../../shared/collect/provider.ts';
import type { Scope } from '../../shared/collect/collector.ts';
import { ConfigError } from '../../shared/runtime/config.ts';
import type { Watch } from '../../shared/runtime/commands/extensions.ts';
import { createFollowing } from '../../shared/runtime/following.ts';
import type { Followed } from '../../shared/runtime/following.ts';
import type { Log } from '../../shared/runtime/log.ts';
import { anyOf } from '../../shared/runtime/patterns.ts';
import { serveProbes } from '../../shared/runtime/probes.ts';
import { createScopeUpkeep } from '../../shared/runtime/scope-upkeep.ts';
import { openSession } from '../../shared/runtime/session.ts';
import type { Session } from '../../shared/runtime/session.ts';
import { tagged } from '../../shared/runtime/tagged.ts';
import { accountOf } from './accounts.ts';
import { watchCluster } from './cluster-watch.ts';
import type { Cluster, Config } from './config.ts';
import { kubernetes } from './provider.ts';
import { holderOf } from './publish.ts';
import { pusherOptions, serversOf } from './push/config.ts';
import { keepPushing } from './push/pushing.ts';
import { deepflowServer } from './push/server.ts';
import type { ClusterCache } from './watch-cache.ts';
import { createWatchHealth } from './watch-health.ts';
import { watched } from './watched.ts';
import { endsWithin } from './within.ts';

/** Of one commit, not of the process. */
const MAX_RUN = 900_000;
/** Of a pod's minute of grace, what the last commit leaves. What is not delivered by then is at the next start. */
const FINISH_MS = 25_000;
/** The watch waits and tries again by itself, each kind in its own rhythm. */
const POLICY = { ...RETRY, attempts: 1 };

/** One cluster of the configuration, followed into the log until the signal. */
export const watch: Watch = async (io, { cluster: wanted, probePort, path, signal, note }) => {
  const session = await openSession(kubernetes, io, { signal, maxRun: MAX_RUN, path });
  const { config, whole, log } = session;
  const ports = { ...session.ports, signal: new AbortController().signal };
  const cluster = clusterOf(config, wanted, whole.where);
  const scope: Scope = { provider: kubernetes.name, account: cluster.id, region: GLOBAL };
  const { clock, env } = io;
  const calls = createCalls({
    limits: kubernetes.limits,
    policy: POLICY,
    clock,
    signal,
    onAttempt: () => {},
  });
  const account = accountOf(cluster, anyOf(config.annotations), { calls, clock, env });
  const api = account.connect(GLOBAL, calls({ ...scope, principal: account.principal }));
  const following = createFollowing(scope, ports);
  const upkeep = createScopeUpkeep(scope, ports, {
    deliveries: (all) => {
      for (const { sink, events, error } of all)
        if (error !== undefined) log.warn('a sink did not acknowledge', { sink, events, error });
    },
    error: (error) => log.error('the log could not be kept up', { error }),
  });

  let cache: ClusterCache | undefined;
  const health = createWatchHealth({
    clock,
    cache: () => cache,
    isOpen: () => following.head !== undefined,
    silentMs: MAX_RUN,
  });
  const probes = await serveProbes(probePort, {
    isAlive: health.isAlive,
    notReady: () => {
      const why = health.notReady();
      return why === undefined ? undefined : session.scrub(why);
    },
  });
  note(`watching ${cluster.id}: probes on port ${probes.port}, log lines on standard output`);
  try {
    await watchCluster(api, watched, following, scope, {
      clock,
      signal,
      tagged: (collector) => {
        const kept = tagged(collector, ports.keepTag);
        return { ...collector, map: (item, on) => kept.map(item, on) };
      },
      onCache: async (made, until) => {
        cache = made;
        await pushed(made, cluster, { ...session, until });
      },
      onCommit: (followed) => {
        health.committed();
        tell(log, scope, followed);
        upkeep.committed(followed);
      },
      onError: (error) => {
        health.failed(error);
        log.warn('the cluster cannot be followed at present', { ...scope, error });
      },
      onBeat: (hasNews) => health.beat(hasNews),
    });
  } finally {
    await endsWithin(upkeep.finish(), FINISH_MS, clock);
    await probes.close();
  }
};

/** Tells DeepFlow of the cluster, where it is to be told, for as long as it is watched. */
async function pushed(
  cache: ClusterCache,
  { id, push }: Cluster,
  { ports, log, until }: Pick<Session<Config>, 'ports' | 'log'> & { readonly until: AbortSignal },
): Promise<void> {
  if (push === undefined) return;
  const servers = serversOf(push).map(deepflowServer);
  const { store, clock, env, newRunId: newToken } = ports;
  try {
    const own = { store, clock, servers, log, holder: holderOf(env), newToken };
    await keepPushing(cache, pusherOptions(push, id), own, until);
  } finally {
    for (const server of servers) server.close();
  }
}

function clusterOf({ clusters }: Config, wanted: string, where: string): Cluster {
  const found = clusters.find(({ id, name }) => id === wanted || name === wanted);
  if (found !== undefined) return found;
  throw new ConfigError(
    `${where}: providers.kubernetes.clusters: has no ${JSON.stringify(wanted)}: it has ${clusters.map(({ id }) => id).join(', ')}`,
  );
}

function tell(log: Log, scope: Scope, { version, committed, proposals }: Followed): void {
  for (const proposal of proposals) {
    const { source } = proposal;
    if (proposal.status === 'failed') {
      if (proposal.after.outcome === 'kept')
        log.warn('kept: it cannot be read', {
          ...scope,
          source,
          reason: proposal.after.reason,
          error: proposal.cause,
        });
    } else if (proposal.after.outcome === 'held') {
      log.warn('held: removals wait', { ...scope, source, pending: proposal.after.pending });
    }
  }
  if (!committed) return;
  const changes = proposals.reduce((sum, one) => sum + (one.status === 'listed' ? one.changes.length : 0), 0);
  log.info('committed', { ...scope, version, changes });
}
