import { Application } from '../balancers.ts';
import { collector } from '../client.ts';
import { address, link, links, volcengineRef } from '../items.ts';
import { numberedPages } from '../pages.ts';
import { balancerState } from '../states.ts';

export const alb = collector({
  name: 'alb',
  emits: ['load_balancer'],
  scope: 'region',
  paging: 'offset',
  actions: ['alb:DescribeLoadBalancers'],

  list: ({ ask }) =>
    numberedPages(ask, {
      action: 'alb:DescribeLoadBalancers',
      at: 'LoadBalancers',
      item: Application,
      keyOf: ({ LoadBalancerId }) => LoadBalancerId,
    }),

  *map(item, { region }) {
    const zones = item.ZoneMappings;
    yield {
      kind: 'load_balancer',
      ref: volcengineRef('load_balancer', item.LoadBalancerId),
      id: item.LoadBalancerId,
      name: item.LoadBalancerName ?? item.LoadBalancerId,
      tags: item.Tags,
      region: volcengineRef('region', region),
      owner: undefined,
      type: 'alb',
      scheme: item.Type === 'private' ? 'internal' : 'external',
      state: balancerState(item.Status),
      vpc: link('vpc', item.VpcId),
      subnets: links(
        'subnet',
        zones.map(({ SubnetId }) => SubnetId),
      ),
      hostname: item.DNSName,
      addresses: zones.flatMap(({ LoadBalancerAddresses: all }) =>
        all.flatMap((one) => [...address(one.EniAddress, one.EipAddress), ...address(one.EniIpv6Address)]),
      ),
      security_groups: links('security_group', item.SecurityGroupIds),
    };
  },
});
