import * as z from 'zod/mini';
import { text } from '../../shared/collect/wire.ts';
import type { Models } from '../../shared/model/kinds.ts';
import { id, said, tags, tencentRef } from './items.ts';

/** SDK type PrivateNatGateway. The list tells neither its addresses nor its subnet. */
export const PrivateNat = z.object({
  NatGatewayId: id,
  NatGatewayName: said,
  VpcId: said,
  Status: said,
  TagSet: tags,
});
export type PrivateNat = z.infer<typeof PrivateNat>;

/** SDK type TranslationNatRule; it has no id. Of the fourth layer it has a pool of addresses, and no original one. */
export const PrivateSnat = z.object({
  TranslationDirection: id,
  TranslationType: id,
  OriginalIp: said,
  TranslationIp: id,
  Description: said,
});
export type PrivateSnat = z.infer<typeof PrivateSnat>;

/** SDK type PrivateNatDestinationIpPortTranslationNatRule; it has no id. */
export const PrivateDnat = z.object({
  Protocol: id,
  OriginalIp: id,
  OriginalPort: text,
  TranslationIp: said,
  TranslationPort: text,
  Description: said,
});
export type PrivateDnat = z.infer<typeof PrivateDnat>;

const snatParts = ({
  TranslationDirection,
  TranslationType,
  OriginalIp = 'any',
  TranslationIp,
}: PrivateSnat) =>
  [TranslationDirection.toLowerCase(), TranslationType.toLowerCase(), OriginalIp, TranslationIp] as const;

const dnatParts = ({ Protocol, OriginalIp, OriginalPort }: PrivateDnat) =>
  [Protocol.toLowerCase(), OriginalIp, OriginalPort] as const;

export const keyOfPrivateSnat = (rule: PrivateSnat): string => snatParts(rule).join(' ');
export const keyOfPrivateDnat = (rule: PrivateDnat): string => dnatParts(rule).join(' ');

/** The address that the other side sees stands where that of an internet gateway would: it is the outer one. */
export function privateSnatOf(rule: PrivateSnat, gateway: string): Models['nat_rule'] {
  const name = snatParts(rule).join(':');
  return {
    ...common('snat', gateway, name, rule.Description),
    ref: tencentRef('nat_rule', gateway, 'snat', ...snatParts(rule)),
    protocol: 'all',
    public_ip: rule.TranslationIp,
    public_port: undefined,
    private_ip: rule.OriginalIp,
    private_port: undefined,
  };
}

export function privateDnatOf(rule: PrivateDnat, gateway: string): Models['nat_rule'] {
  const [protocol] = dnatParts(rule);
  return {
    ...common('dnat', gateway, dnatParts(rule).join(':'), rule.Description),
    ref: tencentRef('nat_rule', gateway, 'dnat', ...dnatParts(rule)),
    protocol,
    public_ip: rule.OriginalIp,
    public_port: rule.OriginalPort,
    private_ip: rule.TranslationIp,
    private_port: rule.TranslationPort,
  };
}

function common(direction: 'snat' | 'dnat', gateway: string, name: string, description: string | undefined) {
  return {
    kind: 'nat_rule',
    id: `${gateway}:${name}`,
    name: description ?? name,
    tags: [],
    nat_gateway: tencentRef('nat_gateway', gateway),
    direction,
    subnet: undefined,
  } as const;
}
