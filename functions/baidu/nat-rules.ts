import * as z from 'zod/mini';
import { maybe, some, text } from '../../shared/collect/wire.ts';
import type { Models } from '../../shared/model/kinds.ts';
import { baiduRef, id, said } from './items.ts';

type Rule = Models['nat_rule'];

/** SDK type SnatRule of vpc. */
export const Snat = z.object({ ruleId: id, ruleName: said, publicIpsAddress: some(said), sourceCIDR: said });

/** SDK type DnatRule of vpc. Of the protocol `all` ports say nothing; ranges have fields of their own. */
export const Dnat = z.object({
  ruleId: id,
  ruleName: said,
  publicIpAddress: said,
  privateIpAddress: said,
  protocol: said,
  publicPort: maybe(text),
  privatePort: maybe(text),
  publicPortRange: said,
  privatePortRange: said,
});

/** One for each of its addresses. */
export function snatRules(natId: string, rule: z.infer<typeof Snat>): readonly Rule[] {
  const addresses = rule.publicIpsAddress.length === 0 ? [undefined] : rule.publicIpsAddress;
  return addresses.map((ip) => ({
    ...common(natId, rule),
    ref:
      ip === undefined || addresses.length === 1
        ? baiduRef('nat_rule', natId, rule.ruleId)
        : baiduRef('nat_rule', natId, rule.ruleId, ip),
    direction: 'snat',
    protocol: 'all',
    public_ip: ip,
    public_port: undefined,
    private_ip: rule.sourceCIDR,
    private_port: undefined,
  }));
}

export function dnatRule(natId: string, rule: z.infer<typeof Dnat>): Rule {
  const { protocol = 'all' } = rule;
  const name = protocol.toLowerCase();
  return {
    ...common(natId, rule),
    direction: 'dnat',
    protocol: name === 'any' ? 'all' : name,
    public_ip: rule.publicIpAddress,
    public_port: rule.publicPortRange ?? portOf(rule.publicPort),
    private_ip: rule.privateIpAddress,
    private_port: rule.privatePortRange ?? portOf(rule.privatePort),
  };
}

function common(
  natId: string,
  { ruleId, ruleName }: { readonly ruleId: string; readonly ruleName: string | undefined },
) {
  return {
    kind: 'nat_rule',
    // Ids of rules are told inside of a gateway, and nobody says that they are good outside of it.
    ref: baiduRef('nat_rule', natId, ruleId),
    id: ruleId,
    name: ruleName ?? ruleId,
    tags: [],
    nat_gateway: baiduRef('nat_gateway', natId),
    subnet: undefined,
  } as const;
}

/** 0 is all of them. */
function portOf(port: string | undefined): string | undefined {
  return port === '0' || port === '' ? undefined : port;
}
