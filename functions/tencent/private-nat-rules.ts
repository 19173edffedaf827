import { whole } from '../../shared/collect/gather.ts';
import type { Ask } from './client.ts';
import { unlessGone } from './items.ts';
import { offsetPages } from './pages.ts';
import { keyOfPrivateDnat, keyOfPrivateSnat, PrivateDnat, PrivateSnat } from './private-nats.ts';

export const SNAT = 'vpc:DescribePrivateNatGatewayTranslationNatRules';
export const DNAT = 'vpc:DescribePrivateNatGatewayDestinationIpPortTranslationNatRules';

/** Of one gateway; none if it went away since it was listed. The largest pages are not documented; see `lists.ts`. */
export async function privateRulesOf(ask: Ask, gateway: string) {
  const [snats, dnats] = await Promise.all([snatsOf(ask, gateway), dnatsOf(ask, gateway)]);
  return { gateway, snats: snats ?? [], dnats: dnats ?? [] };
}

function snatsOf(ask: Ask, NatGatewayId: string) {
  const pages = offsetPages(ask, {
    action: SNAT,
    params: { NatGatewayId },
    at: 'TranslationNatRuleSet',
    item: PrivateSnat,
    size: 100,
    keyOf: keyOfPrivateSnat,
  });
  return unlessGone(whole(pages));
}

function dnatsOf(ask: Ask, NatGatewayId: string) {
  const pages = offsetPages(ask, {
    action: DNAT,
    params: { NatGatewayId },
    at: 'LocalDestinationIpPortTranslationNatRuleSet',
    item: PrivateDnat,
    size: 100,
    keyOf: keyOfPrivateDnat,
  });
  return unlessGone(whole(pages));
}
