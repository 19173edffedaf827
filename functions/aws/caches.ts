import { DescribeCacheClustersCommand, DescribeReplicationGroupsCommand } from '@aws-sdk/client-elasticache';
import type { CacheCluster, ElastiCacheClient, ReplicationGroup } from '@aws-sdk/client-elasticache';
import type { Tag } from '../../shared/model/parts.ts';
import { whole } from '../../shared/collect/gather.ts';
import type { Aws } from './client.ts';
import { paged } from './items.ts';
import { cacheSubnetGroups } from './subnet-group.ts';
import type { SubnetGroup } from './subnet-group.ts';

/** A replication group with one of its clusters, or a cluster by itself. */
export interface Cache {
  readonly group: ReplicationGroup | undefined;
  readonly cluster: CacheCluster | undefined;
  readonly network: SubnetGroup | undefined;
  readonly tags: readonly Tag[];
}

/** First the groups, then the clusters: a group says neither version nor network, its clusters do. */
export async function* cachesOf({ elasticache, lists }: Aws): AsyncGenerator<Cache[], void, undefined> {
  const [groups, clusters, networks, tags] = await Promise.all([
    whole(replicationGroups(elasticache)),
    whole(cacheClusters(elasticache)),
    cacheSubnetGroups(elasticache),
    lists.cacheTags(),
  ]);
  // The first by name: who speaks for a group must not depend on the order of the list.
  const lastFirst = clusters.toSorted((a, b) => (idIn(a) < idIn(b) ? 1 : -1));
  const aMember = new Map(lastFirst.map((cluster) => [cluster.ReplicationGroupId, cluster]));
  const own = (group: ReplicationGroup | undefined, cluster: CacheCluster | undefined): Cache => ({
    group,
    cluster,
    network: networks.get(cluster?.CacheSubnetGroupName),
    tags: tags.get((group ?? cluster)?.ARN ?? '') ?? [],
  });
  yield groups.map((group) => own(group, aMember.get(group.ReplicationGroupId)));
  yield clusters.map((cluster) => own(undefined, cluster));
}

const replicationGroups = (elasticache: ElastiCacheClient) =>
  paged(
    'elasticache:DescribeReplicationGroups',
    (Marker) => elasticache.send(new DescribeReplicationGroupsCommand({ Marker, MaxRecords: 100 })),
    ({ ReplicationGroups, Marker }) => [ReplicationGroups, Marker],
  );

const cacheClusters = (elasticache: ElastiCacheClient) =>
  paged(
    'elasticache:DescribeCacheClusters',
    (Marker) =>
      elasticache.send(
        new DescribeCacheClustersCommand({ Marker, MaxRecords: 100, ShowCacheNodeInfo: true }),
      ),
    ({ CacheClusters, Marker }) => [CacheClusters, Marker],
  );

const idIn = ({ CacheClusterId }: CacheCluster): string => CacheClusterId ?? '';
