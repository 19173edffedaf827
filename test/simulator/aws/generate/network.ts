/** VPCs, subnets, security groups, NAT gateways and transit gateways of one place. */
import type { IpPermission, NatGateway } from '@aws-sdk/client-ec2';
import { type Ground, ipv4, nth, since, tagsFor, times, zoneOf } from './place.ts';

export function makeZones({ region, estate }: Ground): void {
  const zone = (n: number) => ({
    ZoneName: zoneOf({ region }, n),
    ZoneId: `${region.replace(/^(\w{2})\w*-(\w)\w*-(\d+)$/, '$1$2$3')}-az${((n + 1) % 3) + 1}`,
    ZoneType: 'availability-zone',
    RegionName: region,
    GroupName: region,
    NetworkBorderGroup: region,
    OptInStatus: 'opt-in-not-required' as const,
    State: 'available' as const,
    Messages: [],
  });
  estate.zones = [
    ...times(3, zone),
    {
      ...zone(0),
      ZoneName: `${region}-lax-1a`,
      ZoneId: `${region}-lax1-az1`,
      ZoneType: 'local-zone',
      OptInStatus: 'not-opted-in',
    },
  ];
}

/** VPC n has 10.n.0.0/16; every third is dual-stack, every second has more blocks, one of them given back. */
export function makeVpcs(ground: Ground, count: number): void {
  ground.estate.vpcs = times(count, (n) => {
    const VpcId = ground.id('vpc');
    const CidrBlock = `10.${n % 256}.0.0/16`;
    const block = (cidr: string, State: 'associated' | 'disassociated') => ({
      AssociationId: ground.id('vpc-cidr-assoc'),
      CidrBlock: cidr,
      CidrBlockState: { State },
    });
    const more = [block(`100.64.${n % 256}.0/24`, 'associated'), block('100.65.0.0/16', 'disassociated')];
    return {
      VpcId,
      OwnerId: ground.account,
      CidrBlock,
      CidrBlockAssociationSet: [block(CidrBlock, 'associated'), ...(n % 2 === 0 ? more : [])],
      Ipv6CidrBlockAssociationSet:
        n % 3 === 0
          ? [
              {
                AssociationId: ground.id('vpc-cidr-assoc'),
                Ipv6CidrBlock: `2001:db8:${((n % 65_535) + 1).toString(16)}::/56`,
                Ipv6CidrBlockState: { State: 'associated' as const },
                NetworkBorderGroup: ground.region,
                Ipv6Pool: 'Amazon',
              },
            ]
          : [],
      DhcpOptionsId: 'dopt-00000000000000001',
      InstanceTenancy: 'default' as const,
      IsDefault: n === 0,
      State: 'available' as const,
      Tags: tagsFor(VpcId, n),
    };
  });
}

/** A dual-stack VPC's subnets have IPv6 too; the last of them has no other (IPv6-native). */
export function makeSubnets(ground: Ground, count: number): void {
  const { vpcs } = ground.estate;
  const perVpc = Math.ceil(count / vpcs.length);
  const bits = Math.max(20, 16 + Math.ceil(Math.log2(perVpc)));
  ground.estate.subnets = times(count, (n) => {
    const SubnetId = ground.id('subnet');
    const vpc = nth(vpcs, n);
    const within = Math.floor(n / vpcs.length);
    const base = ((10 << 24) | (((n % vpcs.length) % 256) << 16) | (within << (32 - bits))) >>> 0;
    const v6 = vpc.Ipv6CidrBlockAssociationSet?.[0]?.Ipv6CidrBlock;
    return {
      SubnetId,
      SubnetArn: `arn:aws:ec2:${ground.region}:${ground.account}:subnet/${SubnetId}`,
      VpcId: String(vpc.VpcId),
      OwnerId: ground.account,
      CidrBlock: `${ipv4(base)}/${bits}`,
      Ipv6CidrBlockAssociationSet:
        v6 === undefined
          ? []
          : [
              {
                AssociationId: ground.id('subnet-cidr-assoc'),
                Ipv6CidrBlock: v6.replace('::/56', `:${(255 - within).toString(16)}::/64`),
                Ipv6CidrBlockState: { State: 'associated' as const },
              },
            ],
      AvailabilityZone: zoneOf(ground, n),
      AvailableIpAddressCount: 2 ** (32 - bits) - 5,
      MapPublicIpOnLaunch: n % 2 === 0,
      State: 'available' as const,
      Tags: tagsFor(SubnetId, n),
    };
  });
}

const permissions = (own: string, n: number): IpPermission[] => [
  {
    IpProtocol: 'tcp',
    FromPort: 443,
    ToPort: 443,
    IpRanges: [{ CidrIp: '0.0.0.0/0', Description: '公网 <https>' }, { CidrIp: `10.${n % 256}.0.0/16` }],
    Ipv6Ranges: [{ CidrIpv6: '::/0' }],
    PrefixListIds: [],
    UserIdGroupPairs: [],
  },
  {
    IpProtocol: n % 2 === 0 ? 'icmp' : 'icmpv6',
    FromPort: -1,
    ToPort: -1,
    IpRanges: [{ CidrIp: '10.0.0.0/8' }],
    Ipv6Ranges: [],
    PrefixListIds: [{ PrefixListId: 'pl-63a5400a' }],
    UserIdGroupPairs: [],
  },
  {
    IpProtocol: '-1',
    IpRanges: [],
    Ipv6Ranges: [],
    PrefixListIds: [],
    UserIdGroupPairs: [{ GroupId: own, UserId: '000000000000', Description: 'self' }],
  },
];

export function makeSecurityGroups(ground: Ground): void {
  const { estate, sizes, account } = ground;
  estate.securityGroups = times(sizes.securityGroups, (n) => {
    const GroupId = ground.id('sg');
    return {
      GroupId,
      SecurityGroupArn: `arn:aws:ec2:${ground.region}:${account}:security-group/${GroupId}`,
      GroupName: n % 5 === 0 ? 'default' : `group-${n}`,
      Description: `安全组 ${n}`,
      OwnerId: account,
      VpcId: String(nth(estate.vpcs, n).VpcId),
      IpPermissions: permissions(GroupId, n),
      IpPermissionsEgress: n % 3 === 0 ? [] : permissions(GroupId, n).slice(0, 1),
      Tags: tagsFor(GroupId, n),
    };
  });
}

/** Every third is private; one of twenty is already deleted, and still listed. Addresses come with their interfaces. */
export function makeNatGateways(ground: Ground): void {
  const { estate, sizes } = ground;
  estate.natGateways = times(sizes.natGateways, (n): NatGateway => {
    const NatGatewayId = ground.id('nat');
    const subnet = nth(estate.subnets, n);
    return {
      NatGatewayId,
      SubnetId: String(subnet.SubnetId),
      VpcId: String(subnet.VpcId),
      ConnectivityType: n % 3 === 2 ? 'private' : 'public',
      State: n % 20 === 19 ? 'deleted' : 'available',
      CreateTime: since(n),
      NatGatewayAddresses: [],
      Tags: tagsFor(NatGatewayId, n),
    };
  });
}

export function makeTransitGateways(ground: Ground): void {
  const { estate, sizes, account, region } = ground;
  estate.transitGateways = times(sizes.transitGateways, (n) => {
    const TransitGatewayId = ground.id('tgw');
    return {
      TransitGatewayId,
      TransitGatewayArn: `arn:aws:ec2:${region}:${account}:transit-gateway/${TransitGatewayId}`,
      OwnerId: account,
      State: 'available' as const,
      Description: '云企业网',
      CreationTime: since(n),
      Options: { AmazonSideAsn: 64_512 + n },
      Tags: tagsFor(TransitGatewayId, n),
    };
  });
  estate.transitGatewayAttachments = times(
    sizes.transitGateways === 0 ? 0 : sizes.transitGatewayAttachments,
    (n) => {
      const TransitGatewayAttachmentId = ground.id('tgw-attach');
      const vpc = nth(estate.vpcs, n);
      return {
        TransitGatewayAttachmentId,
        TransitGatewayId: String(
          nth(estate.transitGateways, Math.floor(n / estate.vpcs.length)).TransitGatewayId,
        ),
        VpcId: String(vpc.VpcId),
        VpcOwnerId: account,
        State: n % 10 === 9 ? ('deleted' as const) : ('available' as const),
        SubnetIds: estate.subnets
          .filter(({ VpcId }) => VpcId === vpc.VpcId)
          .slice(0, 2)
          .map(({ SubnetId }) => String(SubnetId)),
        CreationTime: since(n),
        Tags: tagsFor(TransitGatewayAttachmentId, n),
      };
    },
  );
}
