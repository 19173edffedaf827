import * as z from 'zod/mini';
import { maybe, some, whole } from '../../shared/collect/wire.ts';
import type { Models } from '../../shared/model/kinds.ts';
import { deviceOf, id, said, tencentRef } from './items.ts';

/** SDK type ClassicalListener. */
export const ClassicListener = z.object({
  ListenerId: id,
  ListenerName: said,
  Protocol: said,
  ListenerPort: maybe(whole),
  InstancePort: maybe(whole),
});
export type ClassicListener = z.infer<typeof ClassicListener>;

/** SDK type ClassicalTarget. */
export const ClassicTarget = z.object({ InstanceId: id, PrivateIpAddresses: some(z.string()) });
export type ClassicTarget = z.infer<typeof ClassicTarget>;

/** A classic load balancer with all of its parts. */
export interface Classic {
  readonly balancer: string;
  readonly listeners: readonly ClassicListener[];
  readonly targets: readonly ClassicTarget[];
}

/** Its listeners and targets. Listeners with the same back end have the same targets. */
export function* partsOf(classic: Classic): Generator<Models['lb_listener'] | Models['lb_target']> {
  const { balancer, listeners, targets } = classic;
  for (const listener of listeners) yield listenerOf(balancer, listener);
  const backends = new Map(listeners.map((listener) => [groupOf(balancer, listener), listener]));
  for (const [group, backend] of backends) {
    for (const target of targets) yield targetOf(balancer, group, backend, target);
  }
}

function listenerOf(balancer: string, listener: ClassicListener): Models['lb_listener'] {
  const { ListenerId, ListenerName = ListenerId, Protocol = 'all', ListenerPort } = listener;
  return {
    kind: 'lb_listener',
    ref: tencentRef('lb_listener', balancer, ListenerId),
    id: ListenerId,
    name: ListenerName,
    tags: [],
    load_balancer: tencentRef('load_balancer', balancer),
    protocol: protocolOf(Protocol),
    port: ListenerPort,
    target_groups: [groupOf(balancer, listener)],
  };
}

function targetOf(
  balancer: string,
  group: string,
  { Protocol, InstancePort }: ClassicListener,
  { InstanceId, PrivateIpAddresses }: ClassicTarget,
): Models['lb_target'] {
  return {
    kind: 'lb_target',
    ref: tencentRef('lb_target', group, InstanceId),
    id: InstanceId,
    name: [InstanceId, ...(InstancePort === undefined ? [] : [InstancePort])].join(':'),
    tags: [],
    target_group: group,
    load_balancers: [tencentRef('load_balancer', balancer)],
    protocol: Protocol === undefined ? undefined : protocolOf(Protocol),
    port: InstancePort,
    device: deviceOf(InstanceId),
    ip: PrivateIpAddresses[0],
  };
}

/** `tcp` here, `TCP` in application load balancers. */
const protocolOf = (protocol: string): string => protocol.toUpperCase();

/** Classic load balancers have no target groups; what their listeners share is a back end. */
function groupOf(balancer: string, { Protocol = 'any', InstancePort }: ClassicListener): string {
  return [balancer, protocolOf(Protocol), ...(InstancePort === undefined ? [] : [InstancePort])].join(':');
}
