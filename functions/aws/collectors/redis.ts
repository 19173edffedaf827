import { cacheClusterOf } from '../cache-cluster.ts';
import { cachesOf } from '../caches.ts';
import { collector } from '../client.ts';
import { links } from '../items.ts';
import { replicationGroupOf } from '../replication-group.ts';
import { networkIn } from '../subnet-group.ts';

/** Replication groups and cache clusters in one source. Memcached is among them: the engine tells. */
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

  list: cachesOf,

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
