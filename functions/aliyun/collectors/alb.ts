import { whole } from '../../../shared/collect/gather.ts';
import { FAN_OUT, inParallel } from '../../../shared/collect/parallel.ts';
import { Alb, addressesOf, mappingsOf } from '../albs.ts';
import { collector } from '../client.ts';
import { aliyunRef, link, links } from '../items.ts';
import { tokenPages } from '../pages.ts';
import { balancerState } from '../states.ts';

/**
 * Application load balancers; their addresses are asked for balancer by balancer. Hosts of ALB are of a region, so
 * its requests need no `RegionId`; behind an endpoint for all regions it tells which one is meant.
 */
export const alb = collector({
  name: 'alb',
  emits: ['load_balancer'],
  scope: 'region',
  paging: 'token',
  actions: ['alb:ListLoadBalancers', 'alb:GetLoadBalancerAttribute'],

  async *list({ ask, region: RegionId }) {
    const balancers = tokenPages(ask, {
      action: 'alb:ListLoadBalancers',
      params: { RegionId },
      at: 'LoadBalancers',
      item: Alb,
      size: 100,
    });
    for await (const page of balancers) {
      const placed = inParallel(page, FAN_OUT, async (item) => {
        const mappings = await mappingsOf(ask, RegionId, item.LoadBalancerId);
        return mappings === undefined ? [] : [{ item, mappings }];
      });
      yield await whole(placed);
    }
  },

  *map({ item, mappings }, { region }) {
    const isPublic = item.AddressType === 'Internet';
    yield {
      kind: 'load_balancer',
      ref: aliyunRef('load_balancer', item.LoadBalancerId),
      id: item.LoadBalancerId,
      name: item.LoadBalancerName ?? item.LoadBalancerId,
      tags: item.Tags,
      region: aliyunRef('region', region),
      owner: undefined,
      type: 'application',
      scheme: isPublic ? 'external' : 'internal',
      state: balancerState(item.LoadBalancerStatus),
      vpc: link('vpc', item.VpcId),
      subnets: links(
        'subnet',
        mappings.map(({ VSwitchId }) => VSwitchId),
      ),
      hostname: item.DNSName,
      addresses: mappings.flatMap((mapping) => addressesOf(mapping, isPublic)),
      security_groups: links('security_group', item.SecurityGroupIds),
    };
  },
});
