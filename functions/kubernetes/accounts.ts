import { GLOBAL } from '../../shared/collect/provider.ts';
import type { Account, ProviderPorts } from '../../shared/collect/provider.ts';
import { anyOf } from '../../shared/runtime/patterns.ts';
import { connect } from './client.ts';
import type { Kubernetes } from './client.ts';
import { clusterOf } from './collectors/cluster.ts';
import type { Cluster, Config } from './config.ts';
import { byToken, serverOf } from './connection.ts';
import type { Connection } from './connection.ts';
import { eksTokens } from './eks.ts';
import { entraTokens } from './entra.ts';
import { inCluster } from './in-cluster.ts';
import { fromKubeconfig } from './kubeconfig.ts';
import { createListed } from './listed.ts';
import { tokenFile } from './token-file.ts';
import { httpTransport } from './transport.ts';

/** Every configured cluster: an account of its own, with nothing below `global`. */
export async function* openAccounts(
  { clusters, annotations }: Config,
  ports: ProviderPorts,
): AsyncGenerator<Account<Kubernetes>, void, undefined> {
  const keepAnnotation = anyOf(annotations);
  for (const cluster of clusters) {
    const { id, name } = cluster;
    if (ports.only.length > 0 && !ports.only.includes(id) && !ports.only.includes(name ?? id)) continue;
    yield accountOf(cluster, keepAnnotation, ports);
  }
}

export function accountOf(
  cluster: Cluster,
  keepAnnotation: (key: string) => boolean,
  ports: Pick<ProviderPorts, 'calls' | 'clock' | 'env'>,
): Account<Kubernetes> {
  const { id, name } = cluster;
  const connection = whenAsked(() => connectionOf(cluster, ports));
  const transport = httpTransport(connection);
  const described = {
    id,
    name: name ?? id,
    // What a pod reaches is an address inside, which no cloud's list of clusters has.
    get endpoint() {
      return cluster.endpoint ?? (cluster.inCluster ? undefined : connection.server.origin);
    },
  };
  const opened: Account<Kubernetes>['connect'] = (_, call) =>
    connect(described, {
      call,
      transport,
      keepAnnotation,
      ...(cluster.push !== undefined && { listed: createListed(cluster.push) }),
    });
  return {
    id,
    name,
    principal: id,
    regions: async () => [],
    wants: () => true,
    connect: opened,
    async identify() {
      const call = ports.calls({ provider: 'kubernetes', account: id, region: GLOBAL, principal: id });
      const { uid, version } = await clusterOf(opened(GLOBAL, call));
      return {
        account: id,
        principal: `a client of cluster ${uid}, ${version.gitVersion}`,
        clockAheadMs: undefined,
      };
    },
  };
}

/**
 * A way in that cannot be made out, such as a kubeconfig that is gone, is an API server that does not answer: each
 * request says why, and looks again. So the cluster is kept, and whoever is told of it is told why.
 */
function whenAsked(open: () => Connection): Connection {
  let opened: Connection | undefined;
  const connection = (): Connection => (opened ??= open());
  return {
    get server() {
      return connection().server;
    },
    access: async (fresh) => connection().access(fresh),
  };
}

export function connectionOf(cluster: Cluster, ports: Pick<ProviderPorts, 'clock' | 'env'>): Connection {
  const { kubeconfig, context, ca, eks, aks, token } = cluster;
  if (cluster.inCluster) return inCluster(ports);
  if (kubeconfig !== undefined) return fromKubeconfig({ kubeconfig, context }, ports);
  const server = serverOf(cluster.server ?? '', `cluster ${cluster.id}`);
  const tokens = (give: (fresh: boolean) => Promise<string>): Connection =>
    byToken(server, ca, give, ports.env);
  if (eks !== undefined) return tokens(eksTokens(eks, ports));
  if (aks !== undefined) return tokens(entraTokens(aks, ports));
  if (token !== undefined) return tokens(async () => token);
  return tokens(tokenFile(cluster.tokenFile ?? '', ports.clock));
}
