import { fours, Classic } from '../balancers.ts';
import { collector } from '../client.ts';
import { address, link, links, volcengineRef } from '../items.ts';
import { numberedPages } from '../pages.ts';
import { balancerState } from '../states.ts';

export const clb = collector({
  name: 'clb',
  emits: ['load_balancer'],
  scope: 'region',
  paging: 'offset',
  actions: ['clb:DescribeLoadBalancers'],

  list: ({ ask }) =>
    numberedPages(ask, {
      action: 'clb:DescribeLoadBalancers',
      at: 'LoadBalancers',
      item: Classic,
      keyOf: ({ LoadBalancerId }) => LoadBalancerId,
    }),

  *map(item, { region }) {
    yield {
      kind: 'load_balancer',
      ref: volcengineRef('load_balancer', item.LoadBalancerId),
      id: item.LoadBalancerId,
      name: item.LoadBalancerName ?? item.LoadBalancerId,
      tags: item.Tags,
      region: volcengineRef('region', region),
      owner: item.AccountId,
      type: 'clb',
      scheme: item.Type === 'private' ? 'internal' : 'external',
      state: balancerState(item.Status),
      vpc: link('vpc', item.VpcId),
      subnets: links('subnet', [item.SubnetId]),
      hostname: undefined,
      addresses: [...fours(item), ...address(item.EniIpv6Address)],
      security_groups: [],
    };
  },
});
