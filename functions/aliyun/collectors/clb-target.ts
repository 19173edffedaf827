import * as z from 'zod/mini';
import { inParallel } from '../../../shared/collect/parallel.ts';
import { maybe, whole as wholeNumber } from '../../../shared/collect/wire.ts';
import { collector, FAN_OUT } from '../client.ts';
import type { Aliyun } from '../client.ts';
import { groupOf, keyOf } from '../clb-groups.ts';
import { aliyunRef, deviceOf, id, said, unlessGone } from '../items.ts';
import type { ClbListener } from '../lists.ts';
import { itemsOf } from '../pages.ts';

/** SDK type DescribeHealthStatusResponseBodyBackendServersBackendServer. */
const Server = z.object({
  ListenerPort: maybe(wholeNumber),
  Protocol: said,
  Port: maybe(wholeNumber),
  ServerId: id,
  ServerIp: said,
});

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
    const groups = new Map<string, string>();
    for (const listener of listeners.flat()) groups.set(listenerKey(listener), groupOf(listener) ?? '');
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

function listenerKey({ LoadBalancerId, ListenerProtocol, ListenerPort }: ClbListener): string {
  return `${LoadBalancerId}/${keyOf(ListenerProtocol, ListenerPort)}`;
}

async function targetsOf({ ask, region: RegionId }: Aliyun, balancer: string, groups: Map<string, string>) {
  const action = 'slb:DescribeHealthStatus';
  const answer = await unlessGone(
    /^InvalidLoadBalancerId\.NotFound/,
    ask(action, { RegionId, LoadBalancerId: balancer }),
  );
  if (answer === undefined) return [];
  const targets = new Map<string, { balancer: string; group: string; server: z.infer<typeof Server> }>();
  for (const server of itemsOf(answer, 'BackendServers.BackendServer', Server, action)) {
    const { Protocol = '', ListenerPort = 0, Port, ServerId } = server;
    // A listener that came up since the listeners were listed is known by its port.
    const group = groups.get(`${balancer}/${keyOf(Protocol, ListenerPort)}`) || `${balancer}:${Port ?? ''}`;
    const key = `${group}/${ServerId}/${Port}`;
    if (!targets.has(key)) targets.set(key, { balancer, group, server });
  }
  return [...targets.values()];
}
