import { DescribeSecurityGroupsCommand } from '@aws-sdk/client-ec2';
import type { IpPermission } from '@aws-sdk/client-ec2';
import type { Rule } from '../../../shared/model/kinds.ts';
import { collector } from '../client.ts';
import { awsRef, idOf, link, paged, tagsOf } from '../items.ts';

/** With its rules: the list carries them, one call less than DescribeSecurityGroupRules. */
export const securityGroup = collector({
  name: 'security-group',
  emits: ['security_group'],
  scope: 'region',
  paging: 'token',
  actions: ['ec2:DescribeSecurityGroups'],

  list: ({ ec2 }) =>
    paged(
      'ec2:DescribeSecurityGroups',
      (NextToken) => ec2.send(new DescribeSecurityGroupsCommand({ NextToken, MaxResults: 1000 })),
      ({ SecurityGroups, NextToken }) => [SecurityGroups, NextToken],
    ),

  *map({ GroupId, GroupName, VpcId, OwnerId, IpPermissions, IpPermissionsEgress, Tags }, { region }) {
    const id = idOf(GroupId, 'ec2:DescribeSecurityGroups');
    yield {
      kind: 'security_group',
      ref: awsRef('security_group', id),
      id,
      name: GroupName || id,
      tags: tagsOf(Tags),
      region: awsRef('region', region),
      owner: OwnerId,
      vpc: link('vpc', VpcId),
      rules: [
        ...(IpPermissions ?? []).flatMap((permission) => rulesOf('ingress', permission)),
        ...(IpPermissionsEgress ?? []).flatMap((permission) => rulesOf('egress', permission)),
      ],
    };
  },
});

function rulesOf(direction: Rule['direction'], permission: IpPermission): Rule[] {
  const {
    IpProtocol = '-1',
    FromPort,
    ToPort,
    IpRanges,
    Ipv6Ranges,
    PrefixListIds,
    UserIdGroupPairs,
  } = permission;
  const peers = [
    ...(IpRanges ?? []).map(({ CidrIp }) => CidrIp),
    ...(Ipv6Ranges ?? []).map(({ CidrIpv6 }) => CidrIpv6),
    ...(PrefixListIds ?? []).map(({ PrefixListId }) => PrefixListId),
    // A group in a peered VPC that was deleted may have lost its id; its name is left.
    ...(UserIdGroupPairs ?? []).map(({ GroupId, GroupName }) => GroupId || GroupName),
  ];
  return peers.map((peer) => ({
    direction,
    action: 'allow',
    protocol: PROTOCOLS[IpProtocol] ?? IpProtocol.toLowerCase(),
    from_port: bound(FromPort),
    to_port: bound(ToPort),
    peer: idOf(peer, 'ec2:DescribeSecurityGroups peer'),
    priority: undefined,
  }));
}

/** -1: all ICMP types or codes (SDK type IpPermission). */
function bound(port: number | undefined): number | undefined {
  return port === -1 ? undefined : port;
}

/** The names of SDK type IpPermission, for the numbers of the same protocols. */
const PROTOCOLS: Readonly<Record<string, string>> = {
  '-1': 'all',
  '1': 'icmp',
  '6': 'tcp',
  '17': 'udp',
  '58': 'icmpv6',
};
