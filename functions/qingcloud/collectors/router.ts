import { collector } from '../client.ts';
import { qingcloudRef, subnetLinks } from '../items.ts';
import { localRoute } from '../routes.ts';

/** What leads from network to network inside a VPC, as long as no table of their own says otherwise. */
export const router = collector({
  name: 'router',
  emits: ['router'],
  scope: 'region',
  paging: 'offset',
  actions: ['vpc:DescribeRouters'],

  async *list({ lists }) {
    yield* await lists.routers('router');
  },

  *map(item, scope) {
    yield {
      kind: 'router',
      ref: qingcloudRef('router', item.router_id),
      id: item.router_id,
      name: item.router_name ?? item.router_id,
      // A VPC and its router are one resource.
      tags: item.tags,
      region: qingcloudRef('region', scope.region),
      owner: undefined,
      vpc: qingcloudRef('vpc', item.router_id),
      main: true,
      subnets: subnetLinks(
        scope,
        item.vxnets.map(({ vxnet_id }) => vxnet_id),
      ),
      routes: item.vpc_network === undefined ? [] : [localRoute(item.vpc_network)],
    };
  },
});
