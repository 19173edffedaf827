import { collector } from '../client.ts';
import { aliyunRef, link, links } from '../items.ts';
import { Nlb, addressesOf } from '../nlbs.ts';
import { tokenPages } from '../pages.ts';
import { balancerState } from '../states.ts';

/** Network load balancers, with the addresses that they have in each zone. */
export const nlb = collector({
  name: 'nlb',
  emits: ['load_balancer'],
  scope: 'region',
  paging: 'token',
  actions: ['nlb:ListLoadBalancers'],

  list: ({ ask, region: RegionId }) =>
    tokenPages(ask, {
      action: 'nlb:ListLoadBalancers',
      params: { RegionId },
      at: 'LoadBalancers',
      item: Nlb,
      size: 100,
    }),

  *map(item, { region }) {
    if (item.LoadBalancerStatus === 'Deleted') return;
    yield {
      kind: 'load_balancer',
      ref: aliyunRef('load_balancer', item.LoadBalancerId),
      id: item.LoadBalancerId,
      name: item.LoadBalancerName ?? item.LoadBalancerId,
      tags: item.Tags,
      region: aliyunRef('region', region),
      owner: undefined,
      type: 'network',
      scheme: item.AddressType === 'Internet' ? 'external' : 'internal',
      state: balancerState(item.LoadBalancerStatus),
      vpc: link('vpc', item.VpcId),
      subnets: links(
        'subnet',
        item.ZoneMappings.map(({ VSwitchId }) => VSwitchId),
      ),
      hostname: item.DNSName,
      addresses: item.ZoneMappings.flatMap(addressesOf),
      security_groups: links('security_group', item.SecurityGroupIds),
    };
  },
});
