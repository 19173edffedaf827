import * as z from 'zod/mini';
import { maybe, whole } from '../../shared/collect/wire.ts';
import type { Rule } from '../../shared/model/network-kinds.ts';
import { said } from './items.ts';

/** SDK type DescribeSecurityGroupAttributeResponseBodyPermissionsPermission. */
export const Permission = z.object({
  Direction: said,
  Policy: said,
  Priority: maybe(whole),
  IpProtocol: said,
  PortRange: said,
  SourceCidrIp: said,
  Ipv6SourceCidrIp: said,
  SourceGroupId: said,
  SourcePrefixListId: said,
  DestCidrIp: said,
  Ipv6DestCidrIp: said,
  DestGroupId: said,
  DestPrefixListId: said,
});

/** A rule of five parts also narrows down the side of the group's own members; the other side is the peer. */
export function ruleOf(rule: z.infer<typeof Permission>): Rule {
  const direction = rule.Direction === 'egress' ? 'egress' : 'ingress';
  const source = rule.SourceCidrIp ?? rule.Ipv6SourceCidrIp ?? rule.SourceGroupId ?? rule.SourcePrefixListId;
  const target = rule.DestCidrIp ?? rule.Ipv6DestCidrIp ?? rule.DestGroupId ?? rule.DestPrefixListId;
  const [from, to] = portsOf(rule.PortRange);
  return {
    direction,
    action: rule.Policy?.toLowerCase() === 'drop' ? 'deny' : 'allow',
    protocol: rule.IpProtocol?.toLowerCase() ?? 'all',
    from_port: from,
    to_port: to,
    // A rule that names no other side is for everybody.
    peer: (direction === 'ingress' ? source : target) ?? '0.0.0.0/0',
    priority: rule.Priority,
  };
}

/** `22/22`; `-1/-1` is all of them. https://help.aliyun.com/document_detail/25554.html */
function portsOf(range: string | undefined): readonly [number | undefined, number | undefined] {
  const [, from, to] = /^(\d+)\/(\d+)$/.exec(range ?? '') ?? [];
  return from === undefined ? [undefined, undefined] : [Number(from), Number(to)];
}
