import { begun, FAN_OUT, inParallel } from '../../../shared/collect/parallel.ts';
import { whole } from '../../../shared/collect/gather.ts';
import { collector } from '../client.ts';
import { unlessGone } from '../items.ts';
import { Dnat, dnatOf, keyOfDnat, Snat, snatOf } from '../nat-rules.ts';
import { offsetPages } from '../pages.ts';

const DNAT = 'vpc:DescribeNatGatewayDestinationIpPortTranslationNatRules';
const SNAT = 'vpc:DescribeNatGatewaySourceIpTranslationNatRules';

/**
 * Port forwarding of the whole region in one list; source rules take one call
 * per gateway. Gateways say their rules too, but only at a level of detail that
 * the cloud chooses (`VerboseLevel` of SDK type DescribeNatGatewaysResponse).
 */
export const natRule = collector({
  name: 'nat-rule',
  emits: ['nat_rule'],
  scope: 'region',
  paging: 'offset',
  actions: ['vpc:DescribeNatGateways', DNAT, SNAT],

  async *list({ ask, lists }): AsyncGenerator<Item[], void, undefined> {
    const gateways = await lists.natGateways('nat-rule');
    if (gateways.length === 0) return;
    const forwarding = offsetPages(ask, {
      action: DNAT,
      at: 'NatGatewayDestinationIpPortTranslationNatRuleSet',
      item: Dnat,
      size: 100,
      keyOf: keyOfDnat,
    });
    const sources = inParallel(gateways, FAN_OUT, async ({ NatGatewayId: gateway }) => {
      const pages = offsetPages(ask, {
        action: SNAT,
        params: { NatGatewayId: gateway },
        at: 'SourceIpTranslationNatRuleSet',
        item: Snat,
        size: 100,
        keyOf: ({ NatGatewaySnatId }) => NatGatewaySnatId,
      });
      const rules = (await unlessGone(whole(pages))) ?? [];
      return rules.map((snat) => ({ snat, gateway }));
    });
    const rest = begun(sources);
    for await (const page of forwarding) yield page.map((dnat) => ({ dnat }));
    yield* rest;
  },

  *map(item) {
    if ('dnat' in item) yield dnatOf(item.dnat);
    else yield* snatOf(item.snat, item.gateway);
  },
});

type Item = { readonly dnat: Dnat } | { readonly snat: Snat; readonly gateway: string };
