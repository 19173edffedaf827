import * as z from 'zod/mini';
import { maybe, whole as wholeNumber } from '../../shared/collect/wire.ts';
import type { Aliyun } from './client.ts';
import { groupOf, keyOf } from './clb-groups.ts';
import { id, said, unlessGone } from './items.ts';
import type { ClbListener } from './lists.ts';
import { itemsOf } from './pages.ts';

/** SDK type DescribeHealthStatusResponseBodyBackendServersBackendServer. */
const Server = z.object({
  ListenerPort: maybe(wholeNumber),
  Protocol: said,
  Port: maybe(wholeNumber),
  ServerId: id,
  ServerIp: said,
});

export interface Target {
  readonly balancer: string;
  readonly group: string;
  readonly server: z.infer<typeof Server>;
}

/** The group of each listener. */
export function groupsBy(listeners: readonly ClbListener[]): ReadonlyMap<string, string> {
  return new Map(listeners.map((listener) => [listenerKey(listener), groupOf(listener) ?? '']));
}

function listenerKey({ LoadBalancerId, ListenerProtocol, ListenerPort }: ClbListener): string {
  return `${LoadBalancerId}/${keyOf(ListenerProtocol, ListenerPort)}`;
}

/** The servers behind one load balancer, each once for every group that it is in. */
export async function targetsOf(
  { ask, region: RegionId }: Aliyun,
  balancer: string,
  groups: ReadonlyMap<string, string>,
): Promise<readonly Target[]> {
  const action = 'slb:DescribeHealthStatus';
  const answer = await unlessGone(
    /^InvalidLoadBalancerId\.NotFound/,
    ask(action, { RegionId, LoadBalancerId: balancer }),
  );
  if (answer === undefined) return [];
  const targets = new Map<string, Target>();
  for (const server of itemsOf(answer, 'BackendServers.BackendServer', Server, action)) {
    const { Protocol = '', ListenerPort = 0, Port, ServerId } = server;
    // A listener that came up since the listeners were listed is known by its port.
    const group = groups.get(`${balancer}/${keyOf(Protocol, ListenerPort)}`) || `${balancer}:${Port ?? ''}`;
    const key = `${group}/${ServerId}/${Port}`;
    if (!targets.has(key)) targets.set(key, { balancer, group, server });
  }
  return [...targets.values()];
}
