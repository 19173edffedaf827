import * as z from 'zod/mini';
import { some, text } from '../../shared/collect/wire.ts';
import type { Models } from '../../shared/model/kinds.ts';
import { id, link, said, tencentRef } from './items.ts';

/** SDK type NatGatewayDestinationIpPortTranslationNatRule; it has no id. */
export const Dnat = z.object({
  NatGatewayId: id,
  IpProtocol: id,
  PublicIpAddress: id,
  PublicPort: text,
  PrivateIpAddress: said,
  PrivatePort: text,
  Description: said,
});
export type Dnat = z.infer<typeof Dnat>;

/** SDK type SourceIpTranslationNatRule. */
export const Snat = z.object({
  NatGatewaySnatId: id,
  ResourceType: said,
  ResourceId: said,
  PrivateIpAddress: said,
  PublicIpAddresses: some(z.string()),
  Description: said,
});
export type Snat = z.infer<typeof Snat>;

/** What a gateway forwards has one public end. */
const partsOf = ({ NatGatewayId, IpProtocol, PublicIpAddress, PublicPort }: Dnat) =>
  [NatGatewayId, IpProtocol.toLowerCase(), PublicIpAddress, PublicPort] as const;

export const keyOfDnat = (rule: Dnat): string => partsOf(rule).join(' ');

type NatRule = Models['nat_rule'];

export function dnatOf(rule: Dnat): NatRule {
  const [gateway, ...parts] = partsOf(rule);
  const [protocol, ip, port] = parts;
  return {
    ...withoutId('dnat', gateway, parts, rule.Description),
    protocol,
    public_ip: ip,
    public_port: port,
    private_ip: rule.PrivateIpAddress,
    private_port: rule.PrivatePort,
  };
}

/** Of rules that the cloud gives no id: what they translate is what they are. */
export function withoutId(
  direction: NatRule['direction'],
  gateway: string,
  parts: readonly string[],
  description: string | undefined,
) {
  const name = parts.join(':');
  return {
    kind: 'nat_rule',
    ref: tencentRef('nat_rule', gateway, direction, ...parts),
    id: `${gateway}:${name}`,
    name: description ?? name,
    tags: [],
    nat_gateway: tencentRef('nat_gateway', gateway),
    direction,
    subnet: undefined,
  } as const;
}

/** One record for each public address that the rule may use. */
export function* snatOf(rule: Snat, gateway: string): Generator<NatRule> {
  const { NatGatewaySnatId: snat, ResourceType, ResourceId } = rule;
  for (const ip of rule.PublicIpAddresses) {
    yield {
      kind: 'nat_rule',
      ref: tencentRef('nat_rule', gateway, 'snat', snat, ip),
      id: snat,
      name: rule.Description ?? snat,
      tags: [],
      nat_gateway: tencentRef('nat_gateway', gateway),
      direction: 'snat',
      protocol: 'all',
      public_ip: ip,
      public_port: undefined,
      private_ip: rule.PrivateIpAddress,
      private_port: undefined,
      subnet: ResourceType === 'SUBNET' ? link('subnet', ResourceId) : undefined,
    };
  }
}
