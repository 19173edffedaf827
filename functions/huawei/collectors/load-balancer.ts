import { API } from '../apis.ts';
import { Balancer, publicOf } from '../balancers.ts';
import { collector } from '../client.ts';
import { addressesOf, huaweiRef, link, links, regionRef } from '../items.ts';
import { EVERYWHERE } from '../lists.ts';
import { inProject, markedPages } from '../pages.ts';
import { balancerState } from '../states.ts';

/** Shared and dedicated ones: version 3 lists both. */
export const loadBalancer = collector({
  name: 'load-balancer',
  emits: ['load_balancer'],
  scope: 'region',
  paging: 'token',
  actions: [API.loadBalancers.action],

  list: (api) =>
    inProject(api, (ids) =>
      markedPages(api, API.loadBalancers, {
        ids,
        params: EVERYWHERE,
        at: 'loadbalancers',
        item: Balancer,
        size: 2000,
      }),
    ),

  *map(item, { region }) {
    const outside = publicOf(item);
    yield {
      kind: 'load_balancer',
      ref: huaweiRef('load_balancer', item.id),
      id: item.id,
      name: item.name ?? item.id,
      tags: item.tags,
      region: regionRef(region),
      owner: undefined,
      type: item.guaranteed === true ? 'dedicated' : 'shared',
      scheme: outside.some((ip) => ip !== undefined) ? 'external' : 'internal',
      state: balancerState(item.operating_status === 'FROZEN' ? 'frozen' : item.provisioning_status),
      vpc: link('vpc', item.vpc_id),
      // The address's own subnet is told by its IPv4 part, an id that no list of subnets begins with.
      subnets: links('subnet', [...item.elb_virsubnet_ids, item.ipv6_vip_virsubnet_id]),
      hostname: undefined,
      addresses: [...addressesOf([item.vip_address], outside), ...addressesOf([item.ipv6_vip_address], [])],
      security_groups: [],
    };
  },
});
