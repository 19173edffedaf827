import type {
  Listener,
  ListenerDescription,
  LoadBalancerDescription,
} from '@aws-sdk/client-elastic-load-balancing';
import type { Scope } from '../../shared/collect/collector.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import type { Models } from '../../shared/model/kinds.ts';
import type { Ref } from '../../shared/model/ref.ts';
import { awsRef, idOf } from './items.ts';

const API = 'elasticloadbalancing:DescribeLoadBalancers';

/** A classic load balancer's name is its id, unique in account and region. */
export function nameIn({ LoadBalancerName }: LoadBalancerDescription): string {
  return idOf(LoadBalancerName, API);
}

export function classicRef(name: string, { account, region }: Scope): Ref<'load_balancer'> {
  return awsRef('load_balancer', account, region, name);
}

/** Its listeners and targets. Listeners with the same back end have the same targets. */
export function* partsOf(
  balancer: LoadBalancerDescription,
  scope: Scope,
): Generator<Models['lb_listener'] | Models['lb_target']> {
  const name = nameIn(balancer);
  const listeners = (balancer.ListenerDescriptions ?? []).map(listenerIn);
  for (const listener of listeners) yield listenerOf(name, listener, scope);
  const backends = new Map(listeners.map((listener) => [groupOf(name, listener), listener]));
  for (const [group, backend] of backends) {
    for (const { InstanceId } of balancer.Instances ?? []) {
      yield targetOf(name, group, backend, idOf(InstanceId, `${API} InstanceId`), scope);
    }
  }
}

function listenerIn({ Listener: listener }: ListenerDescription): Listener {
  if (listener === undefined) throw new CloudError('invalid', `${API}: a listener without its description`);
  return listener;
}

/** A part of its load balancer: it has no tags of its own. */
function listenerOf(name: string, listener: Listener, scope: Scope): Models['lb_listener'] {
  const port = idOf(listener.LoadBalancerPort?.toString(), `${API} LoadBalancerPort`);
  const protocol = listener.Protocol ?? 'all';
  return {
    kind: 'lb_listener',
    ref: awsRef('lb_listener', scope.account, scope.region, name, port),
    id: `${name}:${port}`,
    name: `${protocol}:${port}`,
    tags: [],
    load_balancer: classicRef(name, scope),
    protocol,
    port: listener.LoadBalancerPort,
    target_groups: [groupOf(name, listener)],
  };
}

function targetOf(
  name: string,
  group: string,
  { InstanceProtocol, InstancePort }: Listener,
  id: string,
  scope: Scope,
): Models['lb_target'] {
  return {
    kind: 'lb_target',
    ref: awsRef('lb_target', scope.account, scope.region, group, id),
    id,
    name: `${id}:${InstancePort}`,
    tags: [],
    target_group: group,
    load_balancers: [classicRef(name, scope)],
    protocol: InstanceProtocol,
    port: InstancePort,
    device: awsRef('vm', id),
    ip: undefined,
  };
}

/** Classic load balancers have no target groups; what their listeners share is a back end. */
function groupOf(name: string, { InstanceProtocol, InstancePort }: Listener): string {
  return `${name}:${InstanceProtocol ?? 'any'}:${InstancePort}`;
}
