import type { Address } from '../../../shared/model/parts.ts';
import { collector } from '../client.ts';
import { address } from '../database.ts';
import { link, links, tencentRef } from '../items.ts';
import type { LoadBalancer } from '../lists.ts';
import { balancerState } from '../states.ts';

/** Application and classic ones: one list has both. */
export const loadBalancer = collector({
  name: 'load-balancer',
  emits: ['load_balancer'],
  scope: 'region',
  paging: 'offset',
  actions: ['clb:DescribeLoadBalancers'],

  async *list({ lists }) {
    yield await lists.loadBalancers('load-balancer');
  },

  *map(item, { region }) {
    yield {
      kind: 'load_balancer',
      ref: tencentRef('load_balancer', item.LoadBalancerId),
      id: item.LoadBalancerId,
      name: item.LoadBalancerName ?? item.LoadBalancerId,
      tags: item.Tags,
      region: tencentRef('region', region),
      owner: undefined,
      type: item.Forward === 0 ? 'classic' : 'application',
      scheme: item.LoadBalancerType === 'INTERNAL' ? 'internal' : 'external',
      // Isolated for arrears or its term: it is there, and does not serve.
      state: item.Isolation === 1 ? 'stopped' : balancerState(item.Status),
      vpc: link('vpc', item.VpcId),
      subnets: links('subnet', [item.SubnetId]),
      hostname: item.LoadBalancerDomain ?? item.Domain,
      addresses: addressesOf(item),
      security_groups: links('security_group', item.SecureGroups),
    };
  },
});

/** One that is reached by its domain only has none here. */
function addressesOf({ LoadBalancerType, LoadBalancerVips, AddressIPv6 }: LoadBalancer): Address[] {
  const isInternal = LoadBalancerType === 'INTERNAL';
  const v6 = LoadBalancerVips.some((ip) => ip === AddressIPv6) ? undefined : AddressIPv6;
  return [
    ...LoadBalancerVips.flatMap((ip) =>
      isInternal || ip.includes(':') ? address(ip) : address(undefined, ip),
    ),
    ...address(v6),
  ];
}
