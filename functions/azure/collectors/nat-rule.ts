import { collector } from '../client.ts';
import { azureRef, lastPart } from '../items.ts';
import { actionsOf } from '../resources.ts';

/** A gateway has no list of rules: that a subnet uses it is the rule. Which of its addresses a flow gets is not fixed. */
export const natRule = collector({
  name: 'nat-rule',
  emits: ['nat_rule'],
  scope: 'account',
  paging: 'offset',
  actions: actionsOf('natGateway'),

  async *list({ read }) {
    yield* (await read('nat-rule', ['natGateway'])).pages('natGateway');
  },

  *map({ id: gateway, properties: { subnets } }) {
    for (const subnet of subnets) {
      yield {
        kind: 'nat_rule',
        ref: azureRef('nat_rule', gateway, subnet),
        id: subnet,
        name: lastPart(subnet),
        tags: [],
        nat_gateway: azureRef('nat_gateway', gateway),
        direction: 'snat',
        protocol: 'all',
        public_ip: undefined,
        public_port: undefined,
        private_ip: undefined,
        private_port: undefined,
        subnet: azureRef('subnet', subnet),
      };
    }
  },
});
