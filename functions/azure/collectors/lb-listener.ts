import { collector } from '../client.ts';
import { azureRef, lastPart } from '../items.ts';
import { actionsOf } from '../resources.ts';

/** Rules of load balancers, and inbound NAT rules, which lead to one machine each or to a port for each of a pool. */
export const lbListener = collector({
  name: 'lb-listener',
  emits: ['lb_listener'],
  scope: 'account',
  paging: 'offset',
  actions: actionsOf('balancer'),

  async *list({ read }) {
    yield* (await read('lb-listener', ['balancer'])).pages('balancer');
  },

  *map({ id: balancer, properties: { loadBalancingRules, inboundNatRules } }) {
    const own = {
      kind: 'lb_listener',
      tags: [],
      load_balancer: azureRef('load_balancer', balancer),
    } as const;
    for (const { id, name, properties } of loadBalancingRules) {
      const { backendAddressPool, backendAddressPools, protocol, frontendPort } = properties;
      const pools = backendAddressPools.length > 0 ? backendAddressPools : [backendAddressPool];
      yield {
        ...own,
        ref: azureRef('lb_listener', id),
        id,
        name: name ?? lastPart(id),
        protocol: protocol?.toLowerCase() ?? 'all',
        // 0 is every port.
        port: frontendPort === 0 ? undefined : frontendPort,
        target_groups: pools.flatMap((pool) => pool ?? []),
      };
    }
    for (const { id, name, properties } of inboundNatRules) {
      const { backendAddressPool, backendIPConfiguration, protocol, frontendPort } = properties;
      const behind = backendAddressPool ?? (backendIPConfiguration === undefined ? undefined : id);
      yield {
        ...own,
        ref: azureRef('lb_listener', id),
        id,
        name: name ?? lastPart(id),
        protocol: protocol?.toLowerCase() ?? 'all',
        port: frontendPort === 0 ? undefined : frontendPort,
        target_groups: behind === undefined ? [] : [behind],
      };
    }
  },
});
