import * as z from 'zod/mini';
import { maybe, whole } from '../../shared/collect/wire.ts';
import type { Rule } from '../../shared/model/network-kinds.ts';
import { said } from './items.ts';

/** SDK types SecurityGroupRuleModel of bcc and EnterpriseSecurityGroupRule of esg. */
export const SecurityRule = z.object({
  direction: z.enum(['ingress', 'egress']),
  ethertype: said,
  protocol: said,
  portRange: said,
  sourceIp: said,
  destIp: said,
  sourceGroupId: said,
  destGroupId: said,
  remoteIpSet: said,
  remoteIpGroup: said,
  action: said,
  priority: maybe(whole),
});
export type SecurityRule = z.infer<typeof SecurityRule>;

/** One for each range of ports. Rules of ordinary groups allow, those of enterprise groups say what they do. */
export function rulesOf(rule: SecurityRule): readonly Rule[] {
  const { direction, protocol = 'all', action = 'allow' } = rule;
  const name = protocol.toLowerCase();
  return (rule.portRange ?? '').split(',').map((ports) => {
    const [from, to] = portsOf(ports.trim());
    return {
      direction,
      action: action.toLowerCase() === 'allow' ? 'allow' : 'deny',
      protocol: name === 'any' ? 'all' : name,
      from_port: from,
      to_port: to,
      peer: peerOf(rule),
      priority: rule.priority,
    };
  });
}

function peerOf(rule: SecurityRule): string {
  const { direction, sourceGroupId, destGroupId, sourceIp, destIp, remoteIpSet, remoteIpGroup } = rule;
  const [group, ip] = direction === 'ingress' ? [sourceGroupId, sourceIp] : [destGroupId, destIp];
  const peer = group ?? (ip === 'all' ? undefined : ip) ?? remoteIpSet ?? remoteIpGroup;
  // A rule that names no other side is for everybody of its family.
  return peer ?? (rule.ethertype?.toLowerCase() === 'ipv6' ? '::/0' : '0.0.0.0/0');
}

/** `22`, `1-65535`; nothing is all of them. */
function portsOf(range: string): readonly [number | undefined, number | undefined] {
  const [, from, to = from] = /^(\d+)(?:-(\d+))?$/.exec(range) ?? [];
  return from === undefined ? [undefined, undefined] : [Number(from), Number(to)];
}
