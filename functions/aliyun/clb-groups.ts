import type { ClbListener } from './lists.ts';

/**
 * The group that a listener sends to. Without one of its own it uses the
 * servers of its load balancer, at one port; one that redirects has none.
 */
export function groupOf(listener: ClbListener): string | undefined {
  const { LoadBalancerId, BackendServerPort, TCPListenerConfig, UDPListenerConfig } = listener;
  if (listener.HTTPListenerConfig?.ListenerForward === 'on') return undefined;
  const group =
    listener.VServerGroupId ??
    TCPListenerConfig?.MasterSlaveServerGroupId ??
    UDPListenerConfig?.MasterSlaveServerGroupId;
  if (group !== undefined) return group;
  return BackendServerPort === undefined ? undefined : `${LoadBalancerId}:${BackendServerPort}`;
}

/** A listener has no id: it is its load balancer's only one for a protocol and a port. */
export function keyOf(protocol: string, port: number): string {
  return `${protocol.toLowerCase()}:${port}`;
}
