import * as z from 'zod/mini';
import { CloudError } from '../../shared/collect/errors.ts';
import { maybe, some, whole } from '../../shared/collect/wire.ts';
import type { Rule } from '../../shared/model/network-kinds.ts';
import { said } from './items.ts';

/** SDK type PermissionForDescribeSecurityGroupAttributesOutput of vpc. */
const Permission = z.object({
  Direction: z.enum(['ingress', 'egress']),
  Policy: z.enum(['accept', 'drop']),
  Protocol: said,
  PortStart: maybe(whole),
  PortEnd: maybe(whole),
  Priority: maybe(whole),
  CidrIp: said,
  PrefixListId: said,
  SourceGroupId: said,
});

/** SDK type DescribeSecurityGroupAttributesOutput: `null` of a group without rules. */
export const Attributes = z.object({ Permissions: some(Permission) });

export function ruleOf(permission: z.infer<typeof Permission>): Rule {
  const { Direction: direction, Policy, Protocol = 'all', PortStart, PortEnd, Priority } = permission;
  const peer = permission.CidrIp ?? permission.SourceGroupId ?? permission.PrefixListId;
  if (peer === undefined)
    throw new CloudError('invalid', 'vpc:DescribeSecurityGroupAttributes: a rule without a peer');
  return {
    direction,
    action: Policy === 'accept' ? 'allow' : 'deny',
    protocol: Protocol.toLowerCase(),
    from_port: portOf(PortStart),
    to_port: portOf(PortEnd),
    peer,
    priority: Priority,
  };
}

/** -1: all of them. */
const portOf = (port: number | undefined): number | undefined => (port === -1 ? undefined : port);
