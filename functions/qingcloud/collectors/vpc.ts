import { collector } from '../client.ts';
import { qingcloudRef } from '../items.ts';

/** A VPC is its router. */
export const vpc = collector({
  name: 'vpc',
  emits: ['vpc'],
  scope: 'region',
  paging: 'offset',
  actions: ['vpc:DescribeRouters'],

  async *list({ lists }) {
    yield* await lists.routers('vpc');
  },

  *map(item, { region }) {
    yield {
      kind: 'vpc',
      ref: qingcloudRef('vpc', item.router_id),
      id: item.router_id,
      name: item.router_name ?? item.router_id,
      tags: item.tags,
      region: qingcloudRef('region', region),
      owner: undefined,
      cidrs: item.vpc_network === undefined ? [] : [item.vpc_network],
      is_default: false,
    };
  },
});
