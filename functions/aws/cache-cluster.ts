import type { CacheCluster } from '@aws-sdk/client-elasticache';
import type { Scope } from '../../shared/collect/collector.ts';
import type { Models } from '../../shared/model/kinds.ts';
import { endpoint } from './endpoint.ts';
import { awsRef, idOf, ownerOf, zone } from './items.ts';
import { cacheState } from './states.ts';

/** What a group or a cluster says itself; its network is said by a subnet group, its tags by another service. */
export type OwnOfCache = Omit<
  Models['redis'],
  'tags' | 'version' | 'vpc' | 'subnets' | 'addresses' | 'security_groups'
>;

/** A cluster of its own, or one node of a replication group. */
export function cacheClusterOf(cluster: CacheCluster, scope: Scope): OwnOfCache {
  const { account, region } = scope;
  const id = idOf(cluster.CacheClusterId, 'elasticache:DescribeCacheClusters');
  const nodes = cluster.CacheNodes ?? [];
  const group = cluster.ReplicationGroupId;
  const alone = group === undefined && (cluster.NumCacheNodes ?? nodes.length) <= 1;
  return {
    kind: 'redis',
    ref: awsRef('redis', account, region, 'cluster', id),
    id,
    name: id,
    region: awsRef('region', region),
    owner: ownerOf(cluster.ARN),
    engine: cluster.Engine ?? 'unknown',
    role: group === undefined ? (alone ? 'single' : 'cluster') : 'node',
    state: cacheState(cluster.CacheClusterStatus),
    type: cluster.CacheNodeType,
    cluster: group === undefined ? undefined : awsRef('redis', account, region, 'replicationgroup', group),
    // "Multiple" where the nodes of a Memcached cluster are in several.
    az:
      cluster.PreferredAvailabilityZone === 'Multiple'
        ? undefined
        : zone(scope, cluster.PreferredAvailabilityZone),
    endpoints: [
      ...endpoint(cluster.ConfigurationEndpoint?.Address, cluster.ConfigurationEndpoint?.Port, 'primary'),
      ...nodes.flatMap(({ Endpoint: node }) =>
        endpoint(node?.Address, node?.Port, alone ? 'primary' : 'node'),
      ),
    ],
  };
}
