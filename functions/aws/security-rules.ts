import type { IpPermission } from '@aws-sdk/client-ec2';
import { table } from '../../shared/collect/table.ts';
import type { Rule } from '../../shared/model/network-kinds.ts';
import { idOf } from './items.ts';

/** One rule for each peer of a permission. */
export function rulesOf(direction: Rule['direction'], permission: IpPermission): Rule[] {
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
const PROTOCOLS = table<string>({
  '-1': 'all',
  '1': 'icmp',
  '6': 'tcp',
  '17': 'udp',
  '58': 'icmpv6',
});
