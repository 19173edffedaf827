import * as z from 'zod/mini';
import { some } from '../../../shared/collect/wire.ts';
import { collector } from '../client.ts';
import { address, id, link, links, said, tags, volcengineRef } from '../items.ts';
import { numberedPages } from '../pages.ts';
import { balancerState } from '../states.ts';

/** SDK type LoadBalancerForDescribeLoadBalancersOutput of alb: one address or more in each zone. */
const LoadBalancer = z.object({
  LoadBalancerId: id,
  LoadBalancerName: said,
  Type: said,
  Status: said,
  VpcId: said,
  DNSName: said,
  ZoneMappings: some(
    z.object({
      SubnetId: said,
      LoadBalancerAddresses: some(z.object({ EniAddress: said, EipAddress: said, EniIpv6Address: said })),
    }),
  ),
  SecurityGroupIds: some(z.string()),
  Tags: tags,
});

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
      item: LoadBalancer,
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
