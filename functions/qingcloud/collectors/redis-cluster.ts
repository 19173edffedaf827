import { collector } from '../client.ts';
import { clustersWithNodes, engineOf, nodeAddresses, nodeEndpoints, versionOf } from '../clusters.ts';
import { link, links, qingcloudRef, subnetLinks } from '../items.ts';
import { stateOf } from '../states.ts';

/** Caches of AppCenter. */
export const redisCluster = collector({
  name: 'redis-cluster',
  emits: ['redis'],
  scope: 'region',
  paging: 'offset',
  actions: ['iaas:DescribeClusters', 'iaas:DescribeClusterNodes'],

  async *list({ ask, size, lists }) {
    yield* clustersWithNodes({ ask, size }, await lists.clusters('redis-cluster'), 'redis');
  },

  *map({ cluster: item, nodes }, scope) {
    yield {
      kind: 'redis',
      ref: qingcloudRef('redis', item.cluster_id),
      id: item.cluster_id,
      name: item.name ?? item.cluster_id,
      tags: item.tags,
      region: qingcloudRef('region', scope.region),
      owner: undefined,
      engine: engineOf(item),
      version: versionOf(item),
      role: nodes.length > 1 ? 'cluster' : 'single',
      state: stateOf(item.status, item.transition_status),
      type: item.app_info?.app_name,
      cluster: undefined,
      vpc: link('vpc', item.vxnet?.vpc_router_id),
      az: link('az', item.zone_id),
      subnets: subnetLinks(scope, [item.vxnet?.vxnet_id]),
      endpoints: nodeEndpoints(nodes),
      addresses: nodeAddresses(nodes),
      security_groups: links('security_group', [item.security_group_id]),
    };
  },
});
