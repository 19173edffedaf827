import { collector } from '../client.ts';
import { qingcloudRef } from '../items.ts';

/** A listener is the group of its backends. */
export const lbListener = collector({
  name: 'lb-listener',
  emits: ['lb_listener'],
  scope: 'region',
  paging: 'offset',
  actions: ['elb:DescribeLoadBalancerListeners'],

  async *list({ lists }) {
    yield* await lists.listeners('lb-listener');
  },

  *map(item) {
    const { loadbalancer_listener_id: id } = item;
    yield {
      kind: 'lb_listener',
      ref: qingcloudRef('lb_listener', id),
      id,
      name: item.loadbalancer_listener_name ?? id,
      tags: [],
      load_balancer: qingcloudRef('load_balancer', item.loadbalancer_id),
      protocol: item.listener_protocol?.toLowerCase() ?? 'all',
      port: item.listener_port,
      target_groups: [id],
    };
  },
});
