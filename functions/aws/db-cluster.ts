import type { DBCluster, DBInstance } from '@aws-sdk/client-rds';
import type { Scope } from '../../shared/collect/collector.ts';
import type { Models } from '../../shared/model/kinds.ts';
import { endpoint } from './endpoint.ts';
import { awsRef, idOf, links, ownerOf, tagsOf } from './items.ts';
import { rdsState } from './states.ts';

/** What an instance or a cluster says itself; its network is said by a subnet group. */
export type OwnOfDatabase = Omit<Models['rds'], 'vpc' | 'subnets' | 'addresses'>;

export function dbClusterOf(cluster: DBCluster, { region }: Scope): OwnOfDatabase {
  const api = 'rds:DescribeDBClusters';
  const id = idOf(cluster.DBClusterIdentifier, api);
  return {
    kind: 'rds',
    ref: awsRef('rds', idOf(cluster.DbClusterResourceId, api)),
    id,
    name: id,
    tags: tagsOf(cluster.TagList),
    region: awsRef('region', region),
    owner: ownerOf(cluster.DBClusterArn),
    engine: cluster.Engine ?? 'unknown',
    version: cluster.EngineVersion,
    role: 'cluster',
    state: rdsState(cluster.Status),
    type: cluster.DBClusterInstanceClass,
    cluster: undefined,
    az: undefined,
    endpoints: [
      ...endpoint(cluster.Endpoint, cluster.Port, 'primary'),
      ...endpoint(cluster.ReaderEndpoint, cluster.Port, 'reader'),
      ...(cluster.CustomEndpoints ?? []).flatMap((host) => endpoint(host, cluster.Port, 'custom')),
    ],
    security_groups: dbSecurityGroupsOf(cluster),
  };
}

export function dbSecurityGroupsOf({ VpcSecurityGroups }: DBInstance | DBCluster) {
  return links(
    'security_group',
    VpcSecurityGroups?.map(({ VpcSecurityGroupId }) => VpcSecurityGroupId),
  );
}
