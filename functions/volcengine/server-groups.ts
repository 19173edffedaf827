import * as z from 'zod/mini';
import { maybe, some, whole } from '../../shared/collect/wire.ts';
import type { Models } from '../../shared/model/kinds.ts';
import type { Tag } from '../../shared/model/parts.ts';
import { deviceOf, id, links, said, tags, volcengineRef } from './items.ts';

/** What SDK types ListenerForDescribeListenersOutput of clb and of alb have in common. */
export const Listener = z.object({
  ListenerId: id,
  ListenerName: said,
  LoadBalancerId: id,
  Protocol: said,
  Port: maybe(whole),
  ServerGroupId: said,
  // Of alb only: those that a listener forwards to without a rule.
  ServerGroups: some(z.object({ ServerGroupId: said })),
  Tags: tags,
});
export type Listener = z.infer<typeof Listener>;

/**
 * What SDK types ServerForDescribeServerGroupAttributesOutput of clb and
 * ServerForDescribeServerGroupBackendServersOutput of alb have in common.
 */
export const Server = z.object({
  ServerId: id,
  InstanceId: said,
  Ip: said,
  Port: maybe(whole),
});
type Server = z.infer<typeof Server>;

/** A server group with its members; `listeners` are all that forward to it, by a rule or without one. */
export interface Group {
  readonly id: string;
  readonly listeners: readonly string[];
  readonly balancers: readonly string[];
  readonly protocol: string | undefined;
  readonly servers: readonly Server[];
}

/** Groups by the listeners that forward to them: what the listener says of itself, and what the groups say. */
export function listenerOf(listener: Listener, groups: readonly Group[]): Models['lb_listener'] {
  const { ListenerId, ListenerName = ListenerId, LoadBalancerId, Protocol = 'all', Port } = listener;
  const own = [listener.ServerGroupId, ...listener.ServerGroups.map(({ ServerGroupId }) => ServerGroupId)];
  const forwarding = groups
    .filter(({ listeners }) => listeners.includes(ListenerId))
    .map((group) => group.id);
  const ownTags: readonly Tag[] = listener.Tags;
  return {
    kind: 'lb_listener',
    ref: volcengineRef('lb_listener', ListenerId),
    id: ListenerId,
    name: ListenerName,
    tags: ownTags,
    load_balancer: volcengineRef('load_balancer', LoadBalancerId),
    protocol: Protocol.toUpperCase(),
    // 0 stands for a range of ports.
    port: Port === 0 ? undefined : Port,
    target_groups: [...new Set([...own, ...forwarding])].flatMap((group) => group ?? []),
  };
}

export function* targetsOf(group: Group): Generator<Models['lb_target']> {
  for (const { ServerId, InstanceId = ServerId, Ip, Port } of group.servers) {
    // Members of a group that forwards to any port have none.
    const port = Port === 0 ? undefined : Port;
    yield {
      kind: 'lb_target',
      ref: volcengineRef('lb_target', group.id, ServerId),
      id: ServerId,
      name: [InstanceId, ...(port === undefined ? [] : [port])].join(':'),
      tags: [],
      target_group: group.id,
      load_balancers: links('load_balancer', group.balancers),
      protocol: group.protocol?.toUpperCase(),
      port,
      device: deviceOf(InstanceId),
      ip: Ip,
    };
  }
}
