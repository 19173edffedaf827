import type { CacheCluster, ReplicationGroup } from '@aws-sdk/client-elasticache';
import type { Scope } from '../../shared/collect/collector.ts';
import type { OwnOfCache } from './cache-cluster.ts';
import { endpoint } from './endpoint.ts';
import { awsRef, idOf, ownerOf } from './items.ts';
import { cacheState } from './states.ts';

/** A replication group; any of its members tells the engine where the group does not. */
export function replicationGroupOf(
  group: ReplicationGroup,
  member: CacheCluster | undefined,
  { account, region }: Scope,
): OwnOfCache {
  const id = idOf(group.ReplicationGroupId, 'elasticache:DescribeReplicationGroups');
  const shards = group.NodeGroups ?? [];
  return {
    kind: 'redis',
    ref: awsRef('redis', account, region, 'replicationgroup', id),
    id,
    name: id,
    region: awsRef('region', region),
    owner: ownerOf(group.ARN),
    engine: group.Engine ?? member?.Engine ?? 'redis',
    role: 'cluster',
    state: cacheState(group.Status),
    type: group.CacheNodeType,
    cluster: undefined,
    az: undefined,
    endpoints: [
      ...endpoint(group.ConfigurationEndpoint?.Address, group.ConfigurationEndpoint?.Port, 'primary'),
      ...shards.flatMap(({ PrimaryEndpoint }) =>
        endpoint(PrimaryEndpoint?.Address, PrimaryEndpoint?.Port, 'primary'),
      ),
      ...shards.flatMap(({ ReaderEndpoint }) =>
        endpoint(ReaderEndpoint?.Address, ReaderEndpoint?.Port, 'reader'),
      ),
      ...shards.flatMap(({ NodeGroupMembers }) =>
        (NodeGroupMembers ?? []).flatMap(({ ReadEndpoint }) =>
          endpoint(ReadEndpoint?.Address, ReadEndpoint?.Port, 'node'),
        ),
      ),
    ],
  };
}
