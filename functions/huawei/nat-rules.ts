import * as z from 'zod/mini';
import { maybe, some, whole as wholeNumber } from '../../shared/collect/wire.ts';
import type { Models } from '../../shared/model/kinds.ts';
import { huaweiRef, id, link, said } from './items.ts';

type Rule = Models['nat_rule'];

/** The vendor's example of version 2.0 has the text `null` for no block. */
const block = z.pipe(
  said,
  z.transform((value) => (value === 'null' ? undefined : value)),
);

/** SDK type NatGatewaySnatRuleResponseBody. */
export const Snat = z.object({
  id,
  nat_gateway_id: id,
  network_id: said,
  cidr: block,
  floating_ip_address: said,
  global_eip_address: said,
});

/** SDK type NatGatewayDnatRuleResponseBody; ports are numbers, 0 is all of them. */
export const Dnat = z.object({
  id,
  nat_gateway_id: id,
  port_id: said,
  private_ip: said,
  protocol: said,
  floating_ip_address: said,
  global_eip_address: said,
  internal_service_port: maybe(wholeNumber),
  external_service_port: maybe(wholeNumber),
  internal_service_port_range: said,
  external_service_port_range: said,
});

/** SDK type PrivateSnat. */
export const PrivateSnat = z.object({
  id,
  gateway_id: id,
  cidr: said,
  virsubnet_id: said,
  transit_ip_associations: some(z.object({ transit_ip_address: said })),
});

/** SDK type PrivateDnat; ports are texts. */
export const PrivateDnat = z.object({
  id,
  gateway_id: id,
  transit_ip_id: said,
  private_ip_address: said,
  protocol: said,
  internal_service_port: said,
  transit_service_port: said,
});

/** Several addresses come separated by commas: one rule for each. */
export function snatRules(rule: z.infer<typeof Snat>): readonly Rule[] {
  const outside = (rule.floating_ip_address ?? rule.global_eip_address)?.split(',');
  const what = { from: rule.cidr, subnet: rule.network_id };
  return snats(rule.id, rule.nat_gateway_id, outside?.map((ip) => ip.trim()) ?? [], what);
}

/** What is public here is a transit address: private too, in another VPC. */
export function privateSnatRules(rule: z.infer<typeof PrivateSnat>): readonly Rule[] {
  const outside = rule.transit_ip_associations.flatMap(({ transit_ip_address: ip }) => ip ?? []);
  return snats(rule.id, rule.gateway_id, outside, { from: rule.cidr, subnet: rule.virsubnet_id });
}

function snats(
  rule: string,
  gateway: string,
  outside: readonly string[],
  { from, subnet }: { readonly from: string | undefined; readonly subnet: string | undefined },
): readonly Rule[] {
  const addresses = outside.length === 0 ? [undefined] : outside;
  return addresses.map((ip) => ({
    kind: 'nat_rule',
    ref:
      ip === undefined || addresses.length === 1
        ? huaweiRef('nat_rule', rule)
        : huaweiRef('nat_rule', rule, ip),
    id: rule,
    name: rule,
    tags: [],
    nat_gateway: huaweiRef('nat_gateway', gateway),
    direction: 'snat',
    protocol: 'all',
    public_ip: ip,
    public_port: undefined,
    private_ip: from,
    private_port: undefined,
    subnet: link('subnet', subnet),
  }));
}

/** `behind`: the address of the port that the rule names instead of an address. */
export function dnatRule(rule: z.infer<typeof Dnat>, behind: string | undefined): Rule {
  return {
    ...dnat(rule.id, rule.nat_gateway_id, rule.protocol),
    public_ip: rule.floating_ip_address ?? rule.global_eip_address,
    public_port: rule.external_service_port_range ?? portOf(rule.external_service_port?.toString()),
    private_ip: rule.private_ip ?? behind,
    private_port: rule.internal_service_port_range ?? portOf(rule.internal_service_port?.toString()),
  };
}

export function privateDnatRule(rule: z.infer<typeof PrivateDnat>, transitIp: string | undefined): Rule {
  return {
    ...dnat(rule.id, rule.gateway_id, rule.protocol),
    public_ip: transitIp,
    public_port: portOf(rule.transit_service_port),
    private_ip: rule.private_ip_address,
    private_port: portOf(rule.internal_service_port),
  };
}

function dnat(rule: string, gateway: string, protocol = 'any') {
  const name = protocol.toLowerCase();
  return {
    kind: 'nat_rule',
    ref: huaweiRef('nat_rule', rule),
    id: rule,
    name: rule,
    tags: [],
    nat_gateway: huaweiRef('nat_gateway', gateway),
    direction: 'dnat',
    protocol: name === 'any' ? 'all' : name,
    subnet: undefined,
  } as const;
}

function portOf(port: string | undefined): string | undefined {
  return port === '0' ? undefined : port;
}
