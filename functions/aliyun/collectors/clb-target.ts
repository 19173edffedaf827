import { FAN_OUT, inParallel } from '../../../shared/collect/parallel.ts';
import { collector } from '../client.ts';
import { groupsBy, targetsOf } from '../clb-targets.ts';
import { aliyunRef, deviceOf } from '../items.ts';

/**
 * Who is behind classic load balancers: one call each, the API's floor. Its
 * answer has a row per listener; a group is told once, whoever listens for it.
 */
export const clbTarget = collector({
  name: 'clb-target',
  emits: ['lb_target'],
  scope: 'region',
  paging: 'offset',
  actions: ['slb:DescribeLoadBalancers', 'slb:DescribeLoadBalancerListeners', 'slb:DescribeHealthStatus'],

  async *list(api) {
    const [balancers, listeners] = await Promise.all([
      api.lists.clbs('clb-target'),
      api.lists.clbListeners('clb-target'),
    ]);
    const groups = groupsBy(listeners.flat());
    const ids = balancers.flat().map(({ LoadBalancerId }) => LoadBalancerId);
    yield* inParallel(ids, FAN_OUT, (balancer) => targetsOf(api, balancer, groups));
  },

  *map({ balancer, group, server }) {
    const { ServerId, ServerIp, Port, Protocol } = server;
    const ports = Port === undefined ? [] : [String(Port)];
    yield {
      kind: 'lb_target',
      ref: aliyunRef('lb_target', group, ServerId, ...ports),
      id: ServerId,
      name: [ServerId, ...ports].join(':'),
      tags: [],
      target_group: group,
      load_balancers: [aliyunRef('load_balancer', balancer)],
      protocol: Protocol?.toLowerCase(),
      port: Port,
      device: deviceOf(ServerId),
      ip: ServerIp,
    };
  },
});
