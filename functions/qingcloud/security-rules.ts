import * as z from 'zod/mini';
import { maybe, whole } from '../../shared/collect/wire.ts';
import type { Rule } from '../../shared/model/network-kinds.ts';
import { grouped, pagesOf } from '../../shared/collect/gather.ts';
import { id, said } from './items.ts';
import { offsetPages, united } from './pages.ts';
import type { Asking } from './pages.ts';

export const RULES = 'ecm:DescribeSecurityGroupRules';

/** SDK type SecurityGroupRule. https://docsv3.qingcloud.com/development_docs/api/command_list/sg/describe_security_group_rules/ */
export const SecurityRule = z.object({
  security_group_rule_id: id,
  security_group_id: id,
  protocol: said,
  action: said,
  direction: maybe(whole),
  priority: maybe(whole),
  val1: said,
  val2: said,
  val3: said,
});
export type SecurityRule = z.infer<typeof SecurityRule>;

const ruleId = ({ security_group_rule_id }: SecurityRule): string => security_group_rule_id;

/** Rules of all groups are one list for each direction: without one, "0 is the default". */
export async function rulesByGroup(asking: Asking): Promise<ReadonlyMap<string, readonly SecurityRule[]>> {
  const lists = [0, 1].map((direction) =>
    offsetPages(asking, {
      action: RULES,
      params: { direction },
      at: 'security_group_rule_set',
      item: SecurityRule,
      keyOf: ruleId,
    }),
  );
  const all = await pagesOf(united(lists, ruleId));
  return grouped(all.flat(), ({ security_group_id }) => security_group_id);
}

/** "Downwards" (0, and where nothing is said) is to the resource, "upwards" (1) from it. */
export function ruleOf(rule: SecurityRule): Rule {
  const from = portOf(rule.val1);
  const protocol = rule.protocol?.toLowerCase() ?? 'all';
  return {
    direction: rule.direction === 1 ? 'egress' : 'ingress',
    action: rule.action?.toLowerCase() === 'drop' ? 'deny' : 'allow',
    protocol,
    from_port: from,
    // One port alone is a range of one; of ICMP the second is a code, and none is all.
    to_port: portOf(rule.val2) ?? (protocol === 'icmp' ? undefined : from),
    peer: rule.val3 ?? '0.0.0.0/0',
    priority: rule.priority,
  };
}

function portOf(value: string | undefined): number | undefined {
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : undefined;
}
