import * as z from 'zod/mini';
import { CloudError } from '../../shared/collect/errors.ts';
import { maybe, some, whole } from '../../shared/collect/wire.ts';
import type { Models } from '../../shared/model/kinds.ts';
import { deviceOf, id, links, said, tencentRef } from './items.ts';

/** SDK type TargetHealth; its health is not ours. */
const Target = z.object({ IP: said, Port: maybe(whole), TargetId: said, TargetGroupId: said });

/** SDK type ListenerHealth. A listener without paths has one rule, for itself. */
export const Listener = z.object({
  ListenerId: id,
  ListenerName: said,
  Protocol: said,
  Port: maybe(whole),
  Rules: some(z.object({ LocationId: said, Targets: some(Target) })),
});
export type Listener = z.infer<typeof Listener>;

/** SDK type LoadBalancerHealth. */
export const Balancer = z.object({ LoadBalancerId: id, Listeners: some(Listener) });
export type Balancer = z.infer<typeof Balancer>;

/** Targets of a target group are that group's, wherever it is used; others are their rule's. */
type Rule = Listener['Rules'][number];
const groupsOf = ({ ListenerId }: Listener, { LocationId = ListenerId, Targets }: Rule): string[] =>
  Targets.length === 0 ? [LocationId] : Targets.map(({ TargetGroupId = LocationId }) => TargetGroupId);

export function listenerOf(balancer: string, listener: Listener): Models['lb_listener'] {
  const { ListenerId, ListenerName = ListenerId, Protocol = 'all', Port } = listener;
  return {
    kind: 'lb_listener',
    ref: tencentRef('lb_listener', balancer, ListenerId),
    id: ListenerId,
    name: ListenerName,
    tags: [],
    load_balancer: tencentRef('load_balancer', balancer),
    protocol: Protocol,
    // That of a range is its first; 0 stands for none.
    port: Port === 0 ? undefined : Port,
    target_groups: [...new Set(listener.Rules.flatMap((rule) => groupsOf(listener, rule)))],
  };
}

/** One member of one group, with every load balancer that uses the group. */
export interface Member {
  readonly group: string;
  readonly id: string;
  readonly ip: string | undefined;
  readonly port: number | undefined;
  readonly protocol: string | undefined;
  readonly balancers: Set<string>;
}

/** Each member once: a target group may serve several listeners, also of several load balancers. */
export function membersOf(balancers: readonly Balancer[]): readonly Member[] {
  const members = new Map<string, Member>();
  for (const { LoadBalancerId, Listeners } of balancers) {
    for (const listener of Listeners) {
      for (const rule of listener.Rules) {
        for (const member of targetsOf(listener, rule)) {
          const key = JSON.stringify([member.group, member.id, member.ip, member.port]);
          const known = members.get(key) ?? member;
          known.balancers.add(LoadBalancerId);
          members.set(key, known);
        }
      }
    }
  }
  return [...members.values()];
}

function targetsOf({ ListenerId, Protocol }: Listener, { LocationId = ListenerId, Targets }: Rule): Member[] {
  return Targets.map(({ IP, Port, TargetId = IP, TargetGroupId = LocationId }) => {
    if (TargetId === undefined)
      throw new CloudError('invalid', `clb:DescribeTargetHealth: a target of ${ListenerId} without its id`);
    return {
      group: TargetGroupId,
      id: TargetId,
      ip: IP,
      port: Port,
      // Of the listener; that of a target group is its own, and not told here.
      protocol: TargetGroupId === LocationId ? Protocol : undefined,
      balancers: new Set<string>(),
    };
  });
}

export function memberOf({ group, id: target, ip, port, protocol, balancers }: Member): Models['lb_target'] {
  const where = [...(ip === undefined ? [] : [ip]), ...(port === undefined ? [] : [String(port)])];
  return {
    kind: 'lb_target',
    ref: tencentRef('lb_target', group, target, ...where),
    id: target,
    name: [target, ...(port === undefined ? [] : [port])].join(':'),
    tags: [],
    target_group: group,
    load_balancers: links('load_balancer', [...balancers]),
    protocol,
    port,
    device: deviceOf(target),
    ip,
  };
}
