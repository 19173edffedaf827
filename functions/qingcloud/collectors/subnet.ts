import { collector } from '../client.ts';
import { link, qingcloudRef, subnetRef, vpcRef } from '../items.ts';
import { routerOf } from '../networks.ts';

/** A network that no router joins to others (self-managed ones, the base network) is a VPC of its own. */
export const subnet = collector({
  name: 'subnet',
  emits: ['subnet', 'vpc'],
  scope: 'region',
  paging: 'offset',
  actions: ['vpc:DescribeVxnets'],

  async *list({ lists }) {
    yield* await lists.vxnets('subnet');
  },

  *map(item, scope) {
    const router = routerOf(item);
    const shared = {
      id: item.vxnet_id,
      name: item.vxnet_name ?? item.vxnet_id,
      tags: item.tags,
      region: qingcloudRef('region', scope.region),
      owner: undefined,
      cidrs: [item.router?.ip_network, item.router?.ipv6_network].flatMap((cidr) => cidr ?? []),
    };
    const vpc = vpcRef(scope, item.vxnet_id, router);
    yield {
      ...shared,
      kind: 'subnet',
      ref: subnetRef(scope, item.vxnet_id),
      vpc,
      // Of a region with several zones it is in all of them, and says the region.
      az: item.zone_id === scope.region ? undefined : link('az', item.zone_id),
    };
    if (router === undefined) yield { ...shared, kind: 'vpc', ref: vpc, is_default: false };
  },
});
