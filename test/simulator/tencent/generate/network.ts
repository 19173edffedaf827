/** Zones, networks, routes, security groups of one region. */
import { ZONES, zoneIdOf } from '../estate.ts';
import { zone } from '../rows/cvm.ts';
import {
  type Policy,
  type Route,
  policy,
  route,
  routeTable,
  securityGroup,
  subnet,
  vpc,
} from '../rows/vpc.ts';
import { type Ground, nameFor, nth, since, tagsFor, times } from './ground.ts';

const DIGITS = '零一二三四五六七八九';
const ZONES_PER_REGION = 4;

/** The second is sold out: CVM does not list it, and there are servers in it. The fourth is not available. */
export function makeZones({ estate, region }: Ground): void {
  estate.zones = times(ZONES_PER_REGION, (n) =>
    zone({
      Zone: `${region}-${n + 1}`,
      ZoneId: String(zoneIdOf(region, n + 1)),
      ZoneName: `${ZONES[region]?.[1] ?? region}${DIGITS.charAt(n + 1)}区`,
      ...(n === 1 && { products: ['vpc', 'clb', 'cdb', 'redis', 'postgres', 'sqlserver'] }),
      ...(n === 3 && { ZoneState: 'UNAVAILABLE' as const }),
    }),
  );
}

export function makeVpcs(ground: Ground): void {
  const { estate, sizes } = ground;
  estate.vpcs = times(sizes.vpcs, (n) => {
    const VpcId = ground.id('vpc');
    const six = `2402:4e00:${(0x1000 + n).toString(16)}::/56`;
    return vpc({
      VpcId,
      VpcName: nameFor(n),
      CidrBlock: `10.${n}.0.0/16`,
      IsDefault: n === 0,
      CreatedTime: since(n),
      TagSet: tagsFor(VpcId, n),
      ...(n % 3 === 1 && {
        Ipv6CidrBlock: six,
        Ipv6CidrBlockSet: [{ IPv6CidrBlock: six, ISPType: 'BGP', AddressType: 'GUA' }],
        AssistantCidrSet: [
          { VpcId, CidrBlock: `172.${16 + (n % 16)}.0.0/20`, AssistantType: 0, SubnetSet: [] },
          { VpcId, CidrBlock: `192.168.${n}.0/24`, AssistantType: 1, SubnetSet: [] },
        ],
      }),
    });
  });
}

/** Every network has a main table, and its subnets use it or another one. */
export function makeSubnets(ground: Ground): void {
  const { estate, sizes, region } = ground;
  estate.routeTables = times(Math.max(sizes.routeTables, sizes.vpcs), (n) => {
    const RouteTableId = ground.id('rtb');
    const { VpcId } = nth(estate.vpcs, n);
    const Main = n < estate.vpcs.length;
    return routeTable({
      RouteTableId,
      VpcId,
      Main,
      RouteTableName: Main ? 'default' : nameFor(n),
      CreatedTime: since(n),
      TagSet: tagsFor(RouteTableId, n),
    });
  });
  estate.subnets = times(sizes.subnets, (n) => {
    const SubnetId = ground.id('subnet');
    const { VpcId, CidrBlock, Ipv6CidrBlock } = nth(estate.vpcs, n);
    const tables = estate.routeTables.filter((table) => table.VpcId === VpcId);
    const within = Math.floor(n / estate.vpcs.length);
    return subnet({
      SubnetId,
      VpcId,
      SubnetName: nameFor(n),
      // 32 of a /16, each with room for 2046
      CidrBlock: CidrBlock.replace('0.0/16', `${(within % 32) * 8}.0/21`),
      Ipv6CidrBlock: Ipv6CidrBlock.replace('::/56', `:${(within + 1).toString(16)}::/64`),
      Zone: `${region}-${(n % ZONES_PER_REGION) + 1}`,
      RouteTableId: nth(tables, within).RouteTableId,
      CreatedTime: since(n),
      TagSet: tagsFor(SubnetId, n),
    });
  });
}

/** More entries than a first page of ten, to every kind of next hop, IPv6 among them. */
export function makeRoutes({ estate, sizes }: Ground): void {
  let serial = 14_915;
  const hops: readonly ((n: number) => readonly [type: string, id: string])[] = [
    (n) => ['NAT', nth(estate.natGateways, n).NatGatewayId],
    (n) => ['NORMAL_CVM', nth(estate.instances, n).PrivateIpAddresses[0] ?? ''],
    () => ['CCN', 'ccn-00000001'],
    () => ['PEERCONNECTION', 'pcx-00000001'],
    () => ['VPN', 'vpngw-00000001'],
    () => ['DIRECTCONNECT', 'dcg-00000001'],
    () => ['HAVIP', 'havip-00000001'],
    () => ['EIP', '0'],
    () => ['LOCAL_GATEWAY', 'cdclgw-00000001'],
    () => ['INTRANAT', 'intranat-00000001'],
  ];
  estate.routeTables = estate.routeTables.map((table, t) => {
    const { RouteTableId } = table;
    const RouteSet = times(sizes.routesPerTable, (n): Route => {
      const [GatewayType, GatewayId] = nth(hops, n)(n);
      const six = n % 6 === 5;
      serial += 1;
      return route({
        RouteTableId,
        RouteId: six ? 0 : serial,
        RouteItemId: `${six ? 'rti6' : 'rti'}-${serial.toString(36).padStart(8, '0')}`,
        ...(six
          ? { DestinationIpv6CidrBlock: `2402:4e00:${(0x2000 + n).toString(16)}::/64` }
          : { DestinationCidrBlock: n === 0 ? '0.0.0.0/0' : `172.${16 + (t % 16)}.${n}.0/24` }),
        GatewayType,
        GatewayId,
        Enabled: n % 5 !== 4,
      });
    });
    const AssociationSet = estate.subnets
      .filter((one) => one.RouteTableId === RouteTableId)
      .map(({ SubnetId }) => ({ SubnetId, RouteTableId }));
    return { ...table, RouteSet, AssociationSet };
  });
}

export function makeSecurityGroups(ground: Ground): void {
  const { estate, sizes } = ground;
  const ids = times(sizes.securityGroups, () => ground.id('sg'));
  const kinds: readonly ((n: number) => Partial<Policy>)[] = [
    () => ({ Protocol: 'TCP', Port: '22,80,443', CidrBlock: '10.0.0.0/8' }),
    () => ({ Protocol: 'TCP', Port: '8000-9000', CidrBlock: '0.0.0.0/0' }),
    (n) => ({ Protocol: 'UDP', Port: 'ALL', SecurityGroupId: nth(ids, n + 1) }),
    () => ({ Protocol: 'ICMPv6', Port: 'ALL', Ipv6CidrBlock: '::/0' }),
    () => ({
      ServiceTemplate: { ServiceId: 'ppm-f5n1f8da', ServiceGroupId: '' },
      AddressTemplate: { AddressId: '', AddressGroupId: 'ipmg-2uw6ujo6' },
    }),
    () => ({ Protocol: 'ALL', Port: 'ALL', CidrBlock: '0.0.0.0/0', Action: 'DROP' }),
  ];
  estate.securityGroups = ids.map((SecurityGroupId, n) =>
    securityGroup({
      SecurityGroupId,
      SecurityGroupName: nameFor(n),
      IsDefault: n === 0,
      CreatedTime: since(n),
      TagSet: tagsFor(SecurityGroupId, n),
      ingress: times(sizes.policiesPerGroup, (k) => policy({ PolicyIndex: k, ...nth(kinds, k)(n) })),
      egress: [policy({ PolicyIndex: 0, Protocol: 'ALL', Port: 'ALL', CidrBlock: '0.0.0.0/0' })],
    }),
  );
}
