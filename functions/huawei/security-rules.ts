import * as z from 'zod/mini';
import { grouped, whole } from '../../shared/collect/gather.ts';
import { maybe, whole as wholeNumber } from '../../shared/collect/wire.ts';
import type { Rule } from '../../shared/model/network-kinds.ts';
import { API } from './apis.ts';
import type { Huawei } from './client.ts';
import { hidden } from './hidden.ts';
import { id, said } from './items.ts';
import { markedPages } from './pages.ts';

/** SDK type SecurityGroupRule of vpc v3. */
export const SecurityRule = z.object({
  id,
  security_group_id: id,
  direction: z.enum(['ingress', 'egress']),
  protocol: said,
  ethertype: said,
  multiport: said,
  action: said,
  priority: maybe(wholeNumber),
  remote_group_id: said,
  remote_ip_prefix: said,
  remote_address_group_id: said,
  enabled: maybe(z.boolean()),
});
export type SecurityRule = z.infer<typeof SecurityRule>;

/**
 * Rules of all groups of a project. Every group is made with some, so where there is none of any, they may not be read:
 * https://support.huaweicloud.com/api-vpc/vpc_sg01_0001.html
 */
export async function rulesByGroup(
  api: Pick<Huawei, 'ask' | 'pageSize'>,
  ids: { readonly project_id: string },
  groups: readonly unknown[],
): Promise<ReadonlyMap<string, readonly SecurityRule[]>> {
  const at = 'security_group_rules';
  const pages = markedPages(api, API.securityGroupRules, { ids, at, item: SecurityRule, size: 2000 });
  const rules = await whole(pages);
  if (groups.length > 0 && rules.length === 0) throw hidden(API.securityGroupRules, 'no group has any rule');
  return grouped(rules, (rule) => rule.security_group_id);
}

/** One for each range of ports. A rule that is switched off rules nothing. */
export function rulesOf(rule: SecurityRule): readonly Rule[] {
  if (rule.enabled === false) return [];
  // A rule that names no other side is for everybody of its family.
  const everybody = rule.ethertype?.toLowerCase() === 'ipv6' ? '::/0' : '0.0.0.0/0';
  const peer = rule.remote_group_id ?? rule.remote_ip_prefix ?? rule.remote_address_group_id ?? everybody;
  return (rule.multiport ?? '').split(',').map((ports) => {
    const [from, to] = portsOf(ports.trim());
    return {
      direction: rule.direction,
      action: rule.action?.toLowerCase() === 'deny' ? 'deny' : 'allow',
      protocol: rule.protocol?.toLowerCase() ?? 'all',
      from_port: from,
      to_port: to,
      peer,
      priority: rule.priority,
    };
  });
}

/** `22`, `1-30`; of ICMP, type and code. https://support.huaweicloud.com/intl/en-us/api-vpc/vpc_apiv3_0017.html */
function portsOf(range: string): readonly [number | undefined, number | undefined] {
  const [, from, to = from] = /^(\d+)(?:-(\d+))?$/.exec(range) ?? [];
  return from === undefined ? [undefined, undefined] : [Number(from), Number(to)];
}
