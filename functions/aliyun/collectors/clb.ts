import { collector } from '../client.ts';
import { aliyunRef, link, links } from '../items.ts';
import { balancerState } from '../states.ts';

/** Classic load balancers. */
export const clb = collector({
  name: 'clb',
  emits: ['load_balancer'],
  scope: 'region',
  paging: 'offset',
  actions: ['slb:DescribeLoadBalancers'],

  async *list({ lists }) {
    yield* await lists.clbs('clb');
  },

  *map(item, { region }) {
    const isExternal = item.AddressType === 'internet';
    yield {
      kind: 'load_balancer',
      ref: aliyunRef('load_balancer', item.LoadBalancerId),
      id: item.LoadBalancerId,
      name: item.LoadBalancerName ?? item.LoadBalancerId,
      tags: item.Tags,
      region: aliyunRef('region', region),
      owner: undefined,
      type: 'classic',
      scheme: isExternal ? 'external' : 'internal',
      state: balancerState(item.LoadBalancerStatus),
      vpc: link('vpc', item.VpcId),
      subnets: links('subnet', [item.VSwitchId]),
      hostname: undefined,
      addresses:
        item.Address === undefined
          ? []
          : [
              isExternal
                ? { ip: undefined, public_ip: item.Address }
                : { ip: item.Address, public_ip: undefined },
            ],
      security_groups: [],
    };
  },
});
