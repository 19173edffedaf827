import * as z from 'zod/mini';
import { maybe, some, whole } from '../../shared/collect/wire.ts';
import { table } from '../../shared/collect/table.ts';
import type { Models } from '../../shared/model/kinds.ts';
import type { Endpoint } from '../../shared/model/service-kinds.ts';
import { addressesIn, aliyunRef, id, link, links, said, tags, zone } from './items.ts';
import { databaseState } from './states.ts';

/** SDK type DescribeDBClustersResponseBodyItemsDBCluster. */
export const Cluster = z.object({
  DBClusterId: id,
  DBClusterDescription: said,
  DBClusterStatus: said,
  DBType: said,
  DBVersion: said,
  DBNodeClass: said,
  VpcId: said,
  VswitchId: said,
  ZoneId: said,
  Tags: tags,
});
type Cluster = z.infer<typeof Cluster>;

/** SDK type DescribeDBClusterEndpointsResponseBodyItems. */
export const ClusterEndpoint = z.object({
  EndpointType: said,
  AddressItems: some(
    z.object({
      ConnectionString: said,
      IPAddress: said,
      NetType: said,
      Port: maybe(whole),
      VSwitchId: said,
    }),
  ),
});

/** Clients connect to endpoints of the cluster; its nodes have neither addresses nor tags of their own. */
export function clusterRecord(
  cluster: Cluster,
  endpoints: readonly z.infer<typeof ClusterEndpoint>[],
  region: string,
): Models['rds'] {
  const items = endpoints.flatMap(({ EndpointType, AddressItems }) =>
    AddressItems.map((item) => ({ ...item, role: ROLES[EndpointType ?? ''] ?? ('custom' as const) })),
  );
  return {
    kind: 'rds',
    ref: aliyunRef('rds', cluster.DBClusterId),
    id: cluster.DBClusterId,
    name: cluster.DBClusterDescription ?? cluster.DBClusterId,
    tags: cluster.Tags,
    region: aliyunRef('region', region),
    owner: undefined,
    engine: `polardb-${cluster.DBType?.toLowerCase() ?? 'unknown'}`,
    version: cluster.DBVersion,
    role: 'cluster',
    state: databaseState(cluster.DBClusterStatus),
    type: cluster.DBNodeClass,
    cluster: undefined,
    vpc: link('vpc', cluster.VpcId),
    az: zone(cluster.ZoneId),
    subnets: links('subnet', [cluster.VswitchId, ...items.map(({ VSwitchId }) => VSwitchId)]),
    endpoints: items.flatMap(({ ConnectionString: host, Port: port, role }) =>
      host === undefined ? [] : [{ host, port, role }],
    ),
    addresses: items.flatMap(({ IPAddress, NetType }) => addressesIn(NetType, IPAddress)),
    security_groups: [],
  };
}

/** `EndpointType`: the default cluster endpoint shares reads among all nodes, and writes to the primary. */
const ROLES = table<Endpoint['role']>({ Primary: 'primary', Cluster: 'reader' });
