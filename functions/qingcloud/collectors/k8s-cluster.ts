import { collector } from '../client.ts';
import { isOf, versionOf } from '../clusters.ts';
import { link, links, qingcloudRef, subnetLinks } from '../items.ts';
import { stateOf } from '../states.ts';

/** QKE, and what else of AppCenter is Kubernetes. Their nodes are servers, which `vm` lists. */
export const k8sCluster = collector({
  name: 'k8s-cluster',
  emits: ['k8s_cluster'],
  scope: 'region',
  paging: 'offset',
  actions: ['iaas:DescribeClusters'],

  async *list({ lists }) {
    for (const page of await lists.clusters('k8s-cluster'))
      yield page.filter((cluster) => isOf('k8s_cluster', cluster));
  },

  *map(item, scope) {
    yield {
      kind: 'k8s_cluster',
      ref: qingcloudRef('k8s_cluster', item.cluster_id),
      id: item.cluster_id,
      name: item.name ?? item.cluster_id,
      tags: item.tags,
      region: qingcloudRef('region', scope.region),
      owner: undefined,
      version: versionOf(item),
      state: stateOf(item.status, item.transition_status),
      vpc: link('vpc', item.vxnet?.vpc_router_id),
      subnets: subnetLinks(scope, [item.vxnet?.vxnet_id]),
      // The list names ports of clients, and no host.
      endpoint: undefined,
      service_cidrs: [],
      security_groups: links('security_group', [item.security_group_id]),
    };
  },
});
