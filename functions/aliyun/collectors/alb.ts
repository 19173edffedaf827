import * as z from 'zod/mini';
import { some } from '../../../shared/collect/wire.ts';
import { collector } from '../client.ts';
import { aliyunRef, id, link, links, said, tags } from '../items.ts';
import { tokenPages } from '../pages.ts';
import { balancerState } from '../states.ts';

/** SDK type ListLoadBalancersResponseBodyLoadBalancers of alb. */
const Alb = z.object({
  LoadBalancerId: id,
  LoadBalancerName: said,
  LoadBalancerStatus: said,
  AddressType: said,
  DNSName: said,
  VpcId: said,
  SecurityGroupIds: some(z.string()),
  Tags: tags,
});

/**
 * Application load balancers. The list tells no address and no vSwitch, only the
 * name that leads there. Hosts of ALB are of a region, so its requests need no
 * `RegionId`; behind an endpoint for all regions it tells which one is meant.
 */
export const alb = collector({
  name: 'alb',
  emits: ['load_balancer'],
  scope: 'region',
  paging: 'token',
  actions: ['alb:ListLoadBalancers'],

  list: ({ ask, region: RegionId }) =>
    tokenPages(ask, {
      action: 'alb:ListLoadBalancers',
      params: { RegionId },
      at: 'LoadBalancers',
      item: Alb,
      size: 100,
    }),

  *map(item, { region }) {
    yield {
      kind: 'load_balancer',
      ref: aliyunRef('load_balancer', item.LoadBalancerId),
      id: item.LoadBalancerId,
      name: item.LoadBalancerName ?? item.LoadBalancerId,
      tags: item.Tags,
      region: aliyunRef('region', region),
      owner: undefined,
      type: 'application',
      scheme: item.AddressType === 'Internet' ? 'external' : 'internal',
      state: balancerState(item.LoadBalancerStatus),
      vpc: link('vpc', item.VpcId),
      subnets: [],
      hostname: item.DNSName,
      addresses: [],
      security_groups: links('security_group', item.SecurityGroupIds),
    };
  },
});
