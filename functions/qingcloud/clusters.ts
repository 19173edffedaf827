import * as z from 'zod/mini';
import { maybe } from '../../shared/collect/wire.ts';
import { FAN_OUT, inParallel } from '../../shared/collect/parallel.ts';
import type { Address } from '../../shared/model/parts.ts';
import type { Endpoint } from '../../shared/model/service-kinds.ts';
import { pagesOf } from '../../shared/collect/gather.ts';
import type { Pages } from '../../shared/collect/gather.ts';
import { id, said, tags } from './items.ts';
import { offsetPages } from './pages.ts';
import type { Asking } from './pages.ts';

/** SDK type ClusterNode. https://docsv3.qingcloud.com/development_docs/api/command_list/appcenter2/describe_cluster_nodes/ */
const Node = z.object({ node_id: id, role: said, private_ip: said, eip: said });
type Node = z.infer<typeof Node>;

/** SDK type Cluster. https://docsv3.qingcloud.com/development_docs/api/command_list/appcenter2/describe_clusters/ */
export const Cluster = z.object({
  cluster_id: id,
  name: said,
  status: said,
  transition_status: said,
  zone_id: said,
  app_info: maybe(z.object({ app_name: said })),
  app_version_info: maybe(z.object({ name: said })),
  vxnet: maybe(z.object({ vxnet_id: said, vpc_router_id: said })),
  security_group_id: said,
  nodes: maybe(z.array(Node)),
  tags,
});
export type Cluster = z.infer<typeof Cluster>;

/** AppCenter has no kinds: what a cluster is, the name of its app tells. https://appcenter.qingcloud.com/ */
const APPS = {
  rds: /mysql|mariadb|postgre|radondb|sql ?server/i,
  redis: /redis|memcached/i,
  k8s_cluster: /\bQKE\b|kubesphere|kubernetes/i,
} as const;

export function isOf(kind: keyof typeof APPS, { app_info }: Cluster): boolean {
  return APPS[kind].test(app_info?.app_name ?? '');
}

/** A cluster and its nodes. */
export interface Whole {
  readonly cluster: Cluster;
  readonly nodes: readonly Node[];
}

/** Clusters of one kind, each with its nodes: asked for one by one only where the list has none. */
export async function* clustersWithNodes(asking: Asking, clusters: Pages<Cluster>, kind: keyof typeof APPS) {
  for (const page of clusters) {
    const ours = page.filter((cluster) => isOf(kind, cluster));
    const whole: Whole[] = [];
    for await (const one of inParallel(ours, FAN_OUT, (cluster) => withNodes(asking, cluster)))
      whole.push(one);
    yield whole;
  }
}

async function withNodes(asking: Asking, cluster: Cluster): Promise<Whole> {
  return { cluster, nodes: cluster.nodes ?? (await nodesOf(asking, cluster.cluster_id)) };
}

async function nodesOf(asking: Asking, cluster: string): Promise<readonly Node[]> {
  const pages = offsetPages(asking, {
    action: 'iaas:DescribeClusterNodes',
    params: { cluster },
    at: 'node_set',
    item: Node,
    keyOf: ({ node_id }) => node_id,
  });
  return (await pagesOf(pages)).flat();
}

const ENGINES: readonly (readonly [RegExp, string])[] = [
  [/mysql/i, 'mysql'],
  [/mariadb/i, 'mariadb'],
  [/postgre/i, 'postgresql'],
  [/sql ?server/i, 'sqlserver'],
  [/redis/i, 'redis'],
  [/memcached/i, 'memcached'],
  // RadonDB without another name is the one on MySQL.
  [/radondb/i, 'mysql'],
];

export function engineOf({ app_info }: Cluster): string {
  const name = app_info?.app_name ?? '';
  return ENGINES.find(([pattern]) => pattern.test(name))?.[1] ?? name;
}

/** `QingCloud 1.0 - ZooKeeper 3.4.9`: the app's version stands before the software's. */
export function versionOf({ app_version_info }: Cluster): string | undefined {
  return (app_version_info?.name ?? '').match(/\d+(?:\.\d+)+/g)?.at(-1) ?? app_version_info?.name;
}

export function nodeAddresses(nodes: readonly Node[]): Address[] {
  return nodes.flatMap(({ private_ip: ip, eip: public_ip }) =>
    ip === undefined && public_ip === undefined ? [] : { ip, public_ip },
  );
}

/** Nodes say what they are for in words of their app. */
export function nodeEndpoints(nodes: readonly Node[]): Endpoint[] {
  return nodes.flatMap(({ private_ip: host, role = '' }) =>
    host === undefined ? [] : { host, port: undefined, role: roleOf(role) },
  );
}

function roleOf(role: string): Endpoint['role'] {
  if (/slave|replica|reader|secondary|-ro\b|ri\b/i.test(role)) return 'reader';
  return /master|primary/i.test(role) ? 'primary' : 'node';
}
