/** Zones, networks, routes, security groups, gateways, transit routers of one region. */
import {
  type Permission,
  dnatEntry,
  natGateway,
  permission,
  routeEntry,
  routeTable,
  routerAttachment,
  securityGroup,
  snatEntry,
  subnet,
  transitRouter,
  vpc,
} from '../rows/network.ts';
import { type Ground, nameFor, nth, since, tagsFor, times } from './ground.ts';

const ZONES = ['a', 'b', 'c'];

export function makeNetworks(ground: Ground): void {
  const { account, estate, sizes, region } = ground;
  estate.zones = ZONES.map((letter) => ({ ZoneId: `${region}-${letter}` }));
  estate.vpcs = times(sizes.vpcs, (n) => {
    const VpcId = ground.id('vpc');
    const six = `2408:1000:${(0x1000 + n).toString(16)}::/56`;
    return vpc({
      VpcId,
      VpcName: nameFor(n),
      AccountId: account,
      CidrBlock: `10.${n % 256}.0.0/16`,
      IsDefault: n === 0,
      CreationTime: since(n),
      Tags: tagsFor(VpcId, n),
      ...(n % 3 === 1 && {
        Ipv6CidrBlock: six,
        Ipv6CidrBlocks: [{ Ipv6CidrBlock: six, Ipv6Isp: 'BGP' }],
        SecondaryCidrBlocks: [`172.${16 + (n % 16)}.0.0/20`],
      }),
    });
  });
  makeSubnets(ground);
}

/** Every network has a table of its own, and its subnets use it or another one. */
function makeSubnets(ground: Ground): void {
  const { account, estate, sizes } = ground;
  const tables = times(Math.max(sizes.routeTables, sizes.vpcs), (n) => {
    const RouteTableId = ground.id('vtb');
    return routeTable({
      RouteTableId,
      RouteTableType: n < estate.vpcs.length ? 'System' : 'Custom',
      RouteTableName: n < estate.vpcs.length ? '' : nameFor(n),
      AccountId: account,
      VpcId: nth(estate.vpcs, n).VpcId,
      CreationTime: since(n),
      Tags: tagsFor(RouteTableId, n),
    });
  });
  estate.subnets = times(sizes.subnets, (n) => {
    const SubnetId = ground.id('subnet');
    const { VpcId, CidrBlock, Ipv6CidrBlock } = nth(estate.vpcs, n);
    const within = Math.floor(n / estate.vpcs.length);
    const table = nth(
      tables.filter((one) => one.VpcId === VpcId),
      within,
    );
    return subnet({
      SubnetId,
      SubnetName: nameFor(n),
      AccountId: account,
      VpcId,
      // 32 of a /16, each with room for 2046
      CidrBlock: CidrBlock.replace('0.0/16', `${(within % 32) * 8}.0/21`),
      Ipv6CidrBlock: Ipv6CidrBlock.replace('::/56', `:${(within + 1).toString(16)}::/64`),
      ZoneId: nth(estate.zones, n).ZoneId,
      RouteTable: { RouteTableId: table.RouteTableId, RouteTableType: table.RouteTableType },
      CreationTime: since(n),
      Tags: tagsFor(SubnetId, n),
    });
  });
  estate.routeTables = tables.map((table) => ({
    ...table,
    SubnetIds: estate.subnets
      .filter(({ RouteTable }) => RouteTable.RouteTableId === table.RouteTableId)
      .map(({ SubnetId }) => SubnetId),
  }));
}

export function makeSecurityGroups(ground: Ground): void {
  const { account, estate, sizes } = ground;
  const ids = times(sizes.securityGroups, () => ground.id('sg'));
  const kinds: readonly ((n: number) => Partial<Permission> & Pick<Permission, 'Protocol'>)[] = [
    () => ({ Protocol: 'tcp', PortStart: 22, PortEnd: 22, CidrIp: '10.0.0.0/8' }),
    () => ({ Protocol: 'tcp', PortStart: 8000, PortEnd: 9000, CidrIp: '0.0.0.0/0' }),
    (n) => ({ Protocol: 'udp', PortStart: 53, PortEnd: 53, SourceGroupId: nth(ids, n + 1) }),
    () => ({ Protocol: 'icmpv6', CidrIp: '::/0' }),
    () => ({ Protocol: 'all', PrefixListId: 'pl-00000001', Priority: 50 }),
    () => ({ Protocol: 'all', CidrIp: '0.0.0.0/0', Policy: 'drop', Priority: 100 }),
  ];
  estate.securityGroups = ids.map((SecurityGroupId, n) =>
    securityGroup({
      SecurityGroupId,
      SecurityGroupName: nameFor(n),
      AccountId: account,
      VpcId: nth(estate.vpcs, n).VpcId,
      CreationTime: since(n),
      Tags: tagsFor(SecurityGroupId, n),
      permissions: times(sizes.rulesPerGroup, (k) =>
        permission({ Direction: k % 2 === 0 ? 'ingress' : 'egress', ...nth(kinds, k)(n) }),
      ),
    }),
  );
}

export function makeGateways(ground: Ground): void {
  const { estate, sizes } = ground;
  estate.natGateways = times(sizes.natGateways, (n) => {
    const NatGatewayId = ground.id('ngw');
    const { VpcId, SubnetId, ZoneId } = nth(estate.subnets, n);
    const isPrivate = n % 4 === 3;
    const EipAddress = isPrivate ? '' : ground.publicIp();
    const AllocationId = ground.id('eip');
    return natGateway({
      NatGatewayId,
      NatGatewayName: nameFor(n),
      NetworkType: isPrivate ? 'intranet' : 'internet',
      VpcId,
      SubnetId,
      ZoneId,
      NetworkInterfaceId: ground.id('eni'),
      EipAddresses: isPrivate ? null : [{ AllocationId, EipAddress, UsingStatus: 'UsedBySnat' }],
      CreationTime: since(n),
      Tags: tagsFor(NatGatewayId, n),
    });
  });
  estate.snatEntries = estate.natGateways.flatMap((gateway, g) =>
    times(sizes.rulesPerNat, (n) => {
      const { SubnetId, CidrBlock } = nth(estate.subnets, g + n);
      const eip = gateway.EipAddresses?.[0];
      return snatEntry({
        SnatEntryId: ground.id('snat'),
        SnatEntryName: nameFor(n),
        NatGatewayId: gateway.NatGatewayId,
        SubnetId,
        SourceCidr: CidrBlock,
        ...(eip === undefined
          ? { NatIpId: ground.id('natip') }
          : { EipId: eip.AllocationId, EipAddress: eip.EipAddress }),
      });
    }),
  );
  estate.dnatEntries = estate.natGateways.flatMap(({ NatGatewayId, EipAddresses }) =>
    times(EipAddresses === null ? 0 : sizes.rulesPerNat, (n) =>
      dnatEntry({
        DnatEntryId: ground.id('dnat'),
        DnatEntryName: nameFor(n),
        NatGatewayId,
        Protocol: n % 2 === 0 ? 'tcp' : 'udp',
        ExternalIp: EipAddresses?.[0]?.EipAddress ?? '',
        ExternalPort: String(10_000 + n),
        InternalIp: `10.0.0.${10 + (n % 200)}`,
        InternalPort: '22',
      }),
    ),
  );
}

/** To every kind of next hop, IPv6 among them. */
export function makeRoutes(ground: Ground): void {
  const { estate, sizes } = ground;
  const hops: readonly ((n: number) => readonly [type: string, id: string])[] = [
    () => ['Local', ''],
    (n) => ['NatGW', nth(estate.natGateways, n).NatGatewayId],
    (n) => ['Instance', nth(estate.instances, n).InstanceId],
    (n) => ['NetworkInterface', nth(estate.networkInterfaces, n).NetworkInterfaceId],
    () => ['TransitRouter', 'tr-00000001'],
    () => ['VpnGW', 'vgw-00000001'],
    () => ['HaVip', 'havip-00000001'],
    () => ['IPv6GW', 'ipv6gw-00000001'],
  ];
  estate.routeTables = estate.routeTables.map((table, t) => ({
    ...table,
    entries: times(sizes.routesPerTable, (n) => {
      const [NextHopType, NextHopId] = nth(hops, n)(n);
      return routeEntry({
        RouteEntryId: ground.id('rte'),
        DestinationCidrBlock:
          n % 8 === 7
            ? `2408:1001:${(0x2000 + n).toString(16)}::/64`
            : `172.${16 + (t % 16)}.${n % 256}.0/24`,
        NextHopType,
        NextHopId,
      });
    }),
  }));
}

export function makeTransitRouters(ground: Ground): void {
  const { account, estate, sizes } = ground;
  estate.transitRouters = times(sizes.transitRouters, (n) => {
    const TransitRouterId = ground.id('tr');
    return transitRouter({
      TransitRouterId,
      TransitRouterName: nameFor(n),
      AccountId: account,
      CreationTime: since(n),
      Tags: tagsFor(TransitRouterId, n),
    });
  });
  if (estate.transitRouters.length === 0) return;
  estate.routerAttachments = estate.vpcs.map(({ VpcId }, n) =>
    routerAttachment({
      TransitRouterAttachmentId: ground.id('tr-attach'),
      TransitRouterId: nth(estate.transitRouters, n).TransitRouterId,
      ResourceId: VpcId,
      AccountId: account,
    }),
  );
}
