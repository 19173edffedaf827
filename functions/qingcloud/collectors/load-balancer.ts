import { collector } from '../client.ts';
import { addressesOf, link, links, qingcloudRef, subnetLinks } from '../items.ts';
import { LoadBalancer } from '../load-balancers.ts';
import { offsetPages } from '../pages.ts';
import { LIVE, stateOf } from '../states.ts';

export const loadBalancer = collector({
  name: 'load-balancer',
  emits: ['load_balancer'],
  scope: 'region',
  paging: 'offset',
  actions: ['elb:DescribeLoadBalancers'],

  list: ({ ask, size }) =>
    offsetPages(
      { ask, size },
      {
        action: 'elb:DescribeLoadBalancers',
        params: { status: LIVE, verbose: 1 },
        at: 'loadbalancer_set',
        item: LoadBalancer,
        keyOf: ({ loadbalancer_id }) => loadbalancer_id,
      },
    ),

  *map(item, scope) {
    const named = Array.isArray(item.cluster) ? item.cluster : [];
    const outside = new Set([...item.eips, ...named].flatMap(({ eip_addr }) => eip_addr ?? []));
    const inside = new Set([item.vxnet?.private_ip, ...item.private_ips]);
    yield {
      kind: 'load_balancer',
      ref: qingcloudRef('load_balancer', item.loadbalancer_id),
      id: item.loadbalancer_id,
      name: item.loadbalancer_name ?? item.loadbalancer_id,
      tags: item.tags,
      region: qingcloudRef('region', scope.region),
      owner: undefined,
      // By how much it bears, says the API; the number is its own.
      type: item.loadbalancer_type ?? 'loadbalancer',
      scheme: outside.size > 0 ? 'external' : 'internal',
      state: stateOf(item.status, item.transition_status),
      vpc: link('vpc', item.vxnet?.vpc_router_id),
      subnets: subnetLinks(scope, [item.vxnet?.vxnet_id ?? item.vxnet_id]),
      hostname: undefined,
      addresses: addressesOf([...inside], [...outside]),
      security_groups: links('security_group', [item.security_group_id]),
    };
  },
});
