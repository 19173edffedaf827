import {
  DescribeCacheClustersCommand,
  DescribeCacheSubnetGroupsCommand,
  DescribeReplicationGroupsCommand,
} from '@aws-sdk/client-elasticache';
import type { CacheCluster, Endpoint as AwsEndpoint, ReplicationGroup } from '@aws-sdk/client-elasticache';
import type { Scope } from '../../../shared/collect/collector.ts';
import type { Endpoint, Models } from '../../../shared/model/kinds.ts';
import { collector } from '../client.ts';
import { awsRef, idOf, link, links, ownerOf, paged, whole, zone } from '../items.ts';
import { cacheState } from '../states.ts';

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
    const subnetGroups = paged(
      'elasticache:DescribeCacheSubnetGroups',
      (Marker) => elasticache.send(new DescribeCacheSubnetGroupsCommand({ Marker, MaxRecords: 100 })),
      ({ CacheSubnetGroups, Marker }) => [CacheSubnetGroups, Marker],
    );
    const [groups, clusters, networks, tags] = await Promise.all([
      whole(replicationGroups),
      whole(cacheClusters),
      whole(subnetGroups),
      lists.cacheTags(),
    ]);
    const byName = new Map(networks.map((network) => [network.CacheSubnetGroupName, network]));
    const aMember = new Map(clusters.map((cluster) => [cluster.ReplicationGroupId, cluster]));
    const own = (group: ReplicationGroup | undefined, cluster: CacheCluster | undefined) => ({
      group,
      cluster,
      network: byName.get(cluster?.CacheSubnetGroupName ?? ''),
      tags: tags.get((group ?? cluster)?.ARN ?? '') ?? [],
    });
    yield groups.map((group) => own(group, aMember.get(group.ReplicationGroupId)));
    yield clusters.map((cluster) => own(undefined, cluster));
  },

  *map({ group, cluster, network, tags }, scope) {
    const rest = {
      tags,
      version: cluster?.EngineVersion,
      vpc: link('vpc', network?.VpcId),
      subnets: links(
        'subnet',
        network?.Subnets?.map(({ SubnetIdentifier }) => SubnetIdentifier),
      ),
      addresses: [],
      security_groups: links(
        'security_group',
        cluster?.SecurityGroups?.map(({ SecurityGroupId }) => SecurityGroupId),
      ),
    };
    if (group !== undefined) yield { ...groupOf(group, cluster, scope), ...rest };
    else if (cluster !== undefined && cluster.CacheClusterStatus !== 'deleted') {
      yield { ...clusterOf(cluster, scope), ...rest };
    }
  },
});

type Own = Omit<Models['redis'], 'tags' | 'version' | 'vpc' | 'subnets' | 'addresses' | 'security_groups'>;

function groupOf(group: ReplicationGroup, member: CacheCluster | undefined, { account, region }: Scope): Own {
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
      ...endpoint(group.ConfigurationEndpoint, 'primary'),
      ...shards.flatMap(({ PrimaryEndpoint }) => endpoint(PrimaryEndpoint, 'primary')),
      ...shards.flatMap(({ ReaderEndpoint }) => endpoint(ReaderEndpoint, 'reader')),
      ...shards.flatMap(({ NodeGroupMembers }) =>
        (NodeGroupMembers ?? []).flatMap(({ ReadEndpoint }) => endpoint(ReadEndpoint, 'node')),
      ),
    ],
  };
}

function clusterOf(cluster: CacheCluster, scope: Scope): Own {
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
      ...endpoint(cluster.ConfigurationEndpoint, 'primary'),
      ...nodes.flatMap(({ Endpoint: node }) => endpoint(node, alone ? 'primary' : 'node')),
    ],
  };
}

function endpoint(at: AwsEndpoint | undefined, role: Endpoint['role']): Endpoint[] {
  return at?.Address ? [{ host: at.Address, port: at.Port, role }] : [];
}
