import { FAN_OUT, inParallel } from '../../../shared/collect/parallel.ts';
import { collector } from '../client.ts';
import { DNAT, privateRulesOf, SNAT } from '../private-nat-rules.ts';
import { privateDnatOf, privateSnatOf } from '../private-nats.ts';

/** Two lists for each gateway: the API has no other way. */
export const privateNatRule = collector({
  name: 'private-nat-rule',
  emits: ['nat_rule'],
  scope: 'region',
  paging: 'offset',
  actions: ['vpc:DescribePrivateNatGateways', SNAT, DNAT],

  async *list({ ask, lists }) {
    const gateways = await lists.privateNats('private-nat-rule');
    for await (const rules of inParallel(gateways, FAN_OUT, ({ NatGatewayId }) =>
      privateRulesOf(ask, NatGatewayId),
    )) {
      yield [rules];
    }
  },

  *map({ gateway, snats, dnats }) {
    for (const rule of snats) yield privateSnatOf(rule, gateway);
    for (const rule of dnats) yield privateDnatOf(rule, gateway);
  },
});
