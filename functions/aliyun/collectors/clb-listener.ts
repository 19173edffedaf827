import { collector } from '../client.ts';
import { groupOf, keyOf } from '../clb-groups.ts';
import { aliyunRef } from '../items.ts';

/** Of classic load balancers, all of a region in one list. */
export const clbListener = collector({
  name: 'clb-listener',
  emits: ['lb_listener'],
  scope: 'region',
  paging: 'token',
  actions: ['slb:DescribeLoadBalancerListeners'],

  async *list({ lists }) {
    yield* await lists.clbListeners('clb-listener');
  },

  *map(item) {
    const { LoadBalancerId, ListenerPort, ListenerProtocol, Description } = item;
    const key = keyOf(ListenerProtocol, ListenerPort);
    yield {
      kind: 'lb_listener',
      ref: aliyunRef('lb_listener', LoadBalancerId, key),
      id: `${LoadBalancerId}:${key}`,
      name: Description ?? key,
      tags: item.Tags,
      load_balancer: aliyunRef('load_balancer', LoadBalancerId),
      protocol: ListenerProtocol.toLowerCase(),
      port: ListenerPort,
      target_groups: [groupOf(item)].flatMap((group) => group ?? []),
    };
  },
});
