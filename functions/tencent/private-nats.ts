import * as z from 'zod/mini';
import { text } from '../../shared/collect/wire.ts';
import type { Models } from '../../shared/model/kinds.ts';
import { id, said, tags } from './items.ts';
import { withoutId } from './nat-rules.ts';

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
  return {
    ...withoutId('snat', gateway, snatParts(rule), rule.Description),
    protocol: 'all',
    public_ip: rule.TranslationIp,
    public_port: undefined,
    private_ip: rule.OriginalIp,
    private_port: undefined,
  };
}

export function privateDnatOf(rule: PrivateDnat, gateway: string): Models['nat_rule'] {
  const parts = dnatParts(rule);
  const [protocol] = parts;
  return {
    ...withoutId('dnat', gateway, parts, rule.Description),
    protocol,
    public_ip: rule.OriginalIp,
    public_port: rule.OriginalPort,
    private_ip: rule.TranslationIp,
    private_port: rule.TranslationPort,
  };
}
