import { whole } from '../../../shared/collect/gather.ts';
import { DescribeCacheClustersCommand, DescribeReplicationGroupsCommand } from '@aws-sdk/client-elasticache';
import type { CacheCluster, ReplicationGroup } from '@aws-sdk/client-elasticache';
import { cacheClusterOf } from '../cache-cluster.ts';
import { collector } from '../client.ts';
import { links, paged } from '../items.ts';
import { replicationGroupOf } from '../replication-group.ts';
import { cacheSubnetGroups, networkIn } from '../subnet-group.ts';

/**
 * Replication groups and cache clusters in one source: a group says neither
 * version nor network, its clusters do. Memcached is among them: the engine tells.
 */
export const redis = collector({
  name: 'redis',
  emits: ['redis'],
  scope: 'region',
  paging: 'token',
  actions: [
    'elasticache:DescribeReplicationGroups',
    'elasticache:DescribeCacheClusters',
    'elasticache:DescribeCacheSubnetGroups',
    'tag:GetResources',
  ],

  async *list({ elasticache, lists }) {
    const replicationGroups = paged(
      'elasticache:DescribeReplicationGroups',
      (Marker) => elasticache.send(new DescribeReplicationGroupsCommand({ Marker, MaxRecords: 100 })),
      ({ ReplicationGroups, Marker }) => [ReplicationGroups, Marker],
    );
    const cacheClusters = paged(
      'elasticache:DescribeCacheClusters',
      (Marker) =>
        elasticache.send(
          new DescribeCacheClustersCommand({ Marker, MaxRecords: 100, ShowCacheNodeInfo: true }),
        ),
      ({ CacheClusters, Marker }) => [CacheClusters, Marker],
    );
    const [groups, clusters, networks, tags] = await Promise.all([
      whole(replicationGroups),
      whole(cacheClusters),
      cacheSubnetGroups(elasticache),
      lists.cacheTags(),
    ]);
    // The first by name: who speaks for a group must not depend on the order of the list.
    const lastFirst = clusters.toSorted((a, b) => (idIn(a) < idIn(b) ? 1 : -1));
    const aMember = new Map(lastFirst.map((cluster) => [cluster.ReplicationGroupId, cluster]));
    const own = (group: ReplicationGroup | undefined, cluster: CacheCluster | undefined) => ({
      group,
      cluster,
      network: networks.get(cluster?.CacheSubnetGroupName),
      tags: tags.get((group ?? cluster)?.ARN ?? '') ?? [],
    });
    yield groups.map((group) => own(group, aMember.get(group.ReplicationGroupId)));
    yield clusters.map((cluster) => own(undefined, cluster));
  },

  *map({ group, cluster, network, tags }, scope) {
    const rest = {
      tags,
      version: cluster?.EngineVersion,
      ...networkIn(network),
      addresses: [],
      security_groups: links(
        'security_group',
        cluster?.SecurityGroups?.map(({ SecurityGroupId }) => SecurityGroupId),
      ),
    };
    if (group !== undefined) yield { ...replicationGroupOf(group, cluster, scope), ...rest };
    else if (cluster !== undefined && cluster.CacheClusterStatus !== 'deleted') {
      yield { ...cacheClusterOf(cluster, scope), ...rest };
    }
  },
});

const idIn = ({ CacheClusterId }: CacheCluster): string => CacheClusterId ?? '';
