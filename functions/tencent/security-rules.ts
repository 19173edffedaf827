import * as z from 'zod/mini';
import { CloudError } from '../../shared/collect/errors.ts';
import { maybe, some, whole } from '../../shared/collect/wire.ts';
import type { Rule } from '../../shared/model/network-kinds.ts';
import { said } from './items.ts';

/** SDK type SecurityGroupPolicy. */
export const Policy = z.object({
  PolicyIndex: maybe(whole),
  Protocol: said,
  Port: said,
  ServiceTemplate: maybe(z.object({ ServiceId: said, ServiceGroupId: said })),
  CidrBlock: said,
  Ipv6CidrBlock: said,
  SecurityGroupId: said,
  AddressTemplate: maybe(z.object({ AddressId: said, AddressGroupId: said })),
  Action: z.enum(['ACCEPT', 'DROP']),
});
export type Policy = z.infer<typeof Policy>;

/** SDK type DescribeSecurityGroupPoliciesResponse. */
export const Policies = z.object({
  SecurityGroupPolicySet: z.object({ Ingress: some(Policy), Egress: some(Policy) }),
});

/** One rule for each of the policy's ports; policies count in the order of their index. */
export function rulesOf(direction: Rule['direction'], policy: Policy): Rule[] {
  const { AddressTemplate: addresses, ServiceTemplate: services } = policy;
  const peer =
    policy.CidrBlock ??
    policy.Ipv6CidrBlock ??
    policy.SecurityGroupId ??
    addresses?.AddressGroupId ??
    addresses?.AddressId;
  if (peer === undefined)
    throw new CloudError('invalid', 'vpc:DescribeSecurityGroupPolicies: a policy without a peer');
  // A template holds protocols and ports, under an id of its own.
  const protocol = policy.Protocol?.toLowerCase() ?? services?.ServiceGroupId ?? services?.ServiceId ?? 'all';
  return portsOf(policy.Port).map(([from, to]) => ({
    direction,
    action: policy.Action === 'ACCEPT' ? 'allow' : 'deny',
    protocol,
    from_port: from,
    to_port: to,
    peer,
    priority: policy.PolicyIndex,
  }));
}

type Ports = readonly [from: number | undefined, to: number | undefined];

/** `all`, `80`, `80,443` or `8000-9000`, in any mixture. */
function portsOf(port: string | undefined): readonly Ports[] {
  if (port === undefined || port.toLowerCase() === 'all') return [[undefined, undefined]];
  return port.split(',').map((part) => {
    const [, from, to = from] = /^\s*(\d+)(?:-(\d+))?\s*$/.exec(part) ?? [];
    if (from === undefined)
      throw new CloudError('invalid', `vpc:DescribeSecurityGroupPolicies: no ports: ${part}`);
    return [Number(from), Number(to)];
  });
}
