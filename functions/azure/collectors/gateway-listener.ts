import { collector } from '../client.ts';
import { waysOf } from '../gateway-rules.ts';
import { azureRef, lastPart } from '../items.ts';
import { actionsOf } from '../resources.ts';

/** Of application gateways: several may share a port and differ by the names of hosts. */
export const gatewayListener = collector({
  name: 'gateway-listener',
  emits: ['lb_listener'],
  scope: 'account',
  paging: 'offset',
  actions: actionsOf('gateway'),

  async *list({ read }) {
    yield* (await read('gateway-listener', ['gateway'])).pages('gateway');
  },

  *map(row) {
    const { id: gateway, properties } = row;
    const ports = new Map(properties.frontendPorts.map((port) => [port.id, port.properties.port]));
    const ways = waysOf(row);
    for (const { id, name, properties: own } of [...properties.httpListeners, ...properties.listeners]) {
      const pools = ways.filter(({ listener }) => listener === id).map(({ pool }) => pool);
      yield {
        kind: 'lb_listener',
        ref: azureRef('lb_listener', id),
        id,
        name: name ?? lastPart(id),
        tags: [],
        load_balancer: azureRef('load_balancer', gateway),
        protocol: own.protocol?.toLowerCase() ?? 'http',
        port: ports.get(own.frontendPort ?? ''),
        target_groups: [...new Set(pools)],
      };
    }
  },
});
