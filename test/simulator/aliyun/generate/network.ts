/** VPCs, switches, route tables, NAT gateways, addresses and peerings. */
import {
  eip,
  forwardEntry,
  natGateway,
  routeEntry,
  routeTable,
  snatEntry,
  vSwitch,
  vpc,
  vpcPeer,
} from '../rows/vpc.ts';
import type { NextHop, RouteEntry } from '../rows/vpc.ts';
import { tagList, tagPairs } from '../rows/tags.ts';
import { type Ground, at, hostOf, nameOf, tagsOf, times } from './ground.ts';

export function makeZones({ region, here, sizes }: Ground): void {
  here.zones = times(sizes.zones, (n) => {
    const ZoneId = `${region}-${String.fromCodePoint(98 + n)}`;
    return {
      ZoneId,
      LocalName: `${region} 可用区${ZoneId.slice(-1).toUpperCase()}`,
      ZoneType: 'AvailabilityZone',
    };
  });
}

/** A switch may be in a zone that is sold out: DescribeZones names it no more. */
export const SOLD_OUT = 'z';

export function makeVpcs(ground: Ground): void {
  const { account, region, here, sizes, id } = ground;
  here.vpcs = times(sizes.vpcs, (n) => {
    const VpcId = id('vpc');
    const ipv6 = n % 2 === 0 ? `2408:4005:${n.toString(16)}:ab00::/56` : '';
    return vpc({
      VpcId,
      VpcName: n === 1 ? '' : nameOf('vpc', n),
      RegionId: region,
      OwnerId: Number(account.id),
      CidrBlock: `10.${n % 200}.0.0/16`,
      SecondaryCidrBlocks: { SecondaryCidrBlock: n % 4 === 0 ? [`172.${16 + (n % 16)}.0.0/16`] : [] },
      Ipv6CidrBlock: ipv6,
      Ipv6CidrBlocks: { Ipv6CidrBlock: ipv6 === '' ? [] : [{ Ipv6CidrBlock: ipv6, Ipv6Isp: 'BGP' }] },
      IsDefault: n === 0,
      Tags: { Tag: tagList(tagsOf('vpc', VpcId)) },
    });
  });
}

export function makeRouters(ground: Ground): void {
  const { account, here, sizes, id } = ground;
  here.routeTables = times(Math.max(sizes.routeTables, here.vpcs.length), (n) => {
    const RouteTableId = id('vtb');
    const { VpcId, CidrBlock } = at(here.vpcs, n);
    return routeTable({
      RouteTableId,
      RouteTableName: nameOf('table', n),
      RouteTableType: n < here.vpcs.length ? 'System' : 'Custom',
      VpcId,
      OwnerId: Number(account.id),
      Tags: { Tag: tagList(tagsOf('vtb', RouteTableId)) },
      entries: times(sizes.routes, (entry) => entryOf(ground, RouteTableId, CidrBlock, entry)),
    });
  });
}

const HOPS: readonly (readonly [type: string, prefix: string])[] = [
  ['Instance', 'i'],
  ['NatGateway', 'ngw'],
  ['VpcPeer', 'pcc'],
  ['Attachment', 'tr-attach'],
  ['VpnGateway', 'vpn'],
  ['NetworkInterface', 'eni'],
  ['IPv6Gateway', 'ipv6gw'],
  ['HaVip', 'havip'],
  ['RouterInterface', 'ri'],
];

const hop = (NextHopType: string, NextHopId: string, Weight = 0): NextHop => ({
  NextHopType,
  NextHopId,
  Enabled: 1,
  Weight,
});

function entryOf({ id }: Ground, RouteTableId: string, cidr: string, n: number): RouteEntry {
  if (n === 0) {
    return routeEntry({
      RouteEntryId: id('rte'),
      RouteTableId,
      DestinationCidrBlock: cidr,
      Type: 'System',
      NextHops: { NextHop: [hop('local', '')] },
    });
  }
  const [type, prefix] = at(HOPS, n);
  const first = hop(type, id(prefix));
  return routeEntry({
    RouteEntryId: id('rte'),
    RouteTableId,
    DestinationCidrBlock: `192.168.${n % 256}.0/24`,
    Status: n % 7 === 0 ? 'Pending' : 'Available',
    NextHops: { NextHop: n % 5 === 0 ? [first, hop(type, id(prefix), 50)] : [first] },
  });
}

export function makeVSwitches(ground: Ground): void {
  const { account, region, here, sizes, id } = ground;
  here.vSwitches = times(sizes.vSwitches, (n) => {
    const VSwitchId = id('vsw');
    const { VpcId, CidrBlock } = at(here.vpcs, n);
    const main = at(here.routeTables, n % here.vpcs.length);
    const third = Math.floor(n / here.vpcs.length) % 256;
    return vSwitch({
      VSwitchId,
      VSwitchName: nameOf('vsw', n),
      VpcId,
      ZoneId: n === 1 ? `${region}-${SOLD_OUT}` : at(here.zones, n).ZoneId,
      OwnerId: Number(account.id),
      CidrBlock: `${CidrBlock.split('.').slice(0, 2).join('.')}.${third}.0/24`,
      RouteTable: { RouteTableId: main.RouteTableId, RouteTableType: main.RouteTableType },
      Tags: { Tag: tagList(tagsOf('vsw', VSwitchId)) },
    });
  });
  here.routeTables = here.routeTables.map((table) => ({
    ...table,
    VSwitchIds: {
      VSwitchId: here.vSwitches.flatMap(({ RouteTable, VSwitchId }) =>
        RouteTable.RouteTableId === table.RouteTableId ? [VSwitchId] : [],
      ),
    },
  }));
}

export function makeNatGateways(ground: Ground): void {
  const { region, here, sizes, id } = ground;
  here.natGateways = times(sizes.natGateways, (n) => {
    const NatGatewayId = id('ngw');
    const { VSwitchId, VpcId, CidrBlock, ZoneId } = at(here.vSwitches, n);
    const PrivateIpAddress = hostOf(CidrBlock, 240 - (Math.floor(n / here.vSwitches.length) % 40));
    const internal = n % 4 === 3;
    const address = internal ? undefined : natAddress(ground, NatGatewayId, PrivateIpAddress);
    const SnatIp = address?.IpAddress ?? hostOf(CidrBlock, 250);
    return natGateway({
      NatGatewayId,
      Name: nameOf('nat', n),
      RegionId: region,
      VpcId,
      NetworkType: internal ? 'intranet' : 'internet',
      Status: n % 5 === 4 ? 'Modifying' : 'Available',
      IpLists: {
        IpList:
          address === undefined ? [] : [{ ...address, PrivateIpAddress, UsingStatus: 'UsedBySnatTable' }],
      },
      NatGatewayPrivateInfo: {
        EniInstanceId: id('eni'),
        IzNo: ZoneId,
        PrivateIpAddress,
        VswitchId: VSwitchId,
      },
      Tags: { Tag: tagPairs(tagsOf('ngw', NatGatewayId)) },
      snat: times(sizes.natRules, (rule) =>
        snatEntry({
          SnatEntryId: id('snat'),
          NatGatewayId,
          SnatIp,
          ...(rule % 2 === 0
            ? { SourceVSwitchId: VSwitchId, SourceCIDR: CidrBlock }
            : { SourceCIDR: `10.99.${rule}.0/24` }),
        }),
      ),
      dnat: times(sizes.natRules, (rule) =>
        forwardEntry({
          ForwardEntryId: id('fwd'),
          NatGatewayId,
          ExternalIp: SnatIp,
          InternalIp: hostOf(CidrBlock, 10 + (rule % 100)),
          ...(rule % 2 === 0
            ? { IpProtocol: 'TCP', ExternalPort: String(8000 + rule), InternalPort: '80' }
            : { IpProtocol: 'Any', ExternalPort: 'Any', InternalPort: 'Any' }),
        }),
      ),
    });
  });
}

function natAddress({ region, here, id, publicIp }: Ground, NatGatewayId: string, PrivateIpAddress: string) {
  const AllocationId = id('eip');
  const IpAddress = publicIp();
  here.eips.push(
    eip({
      AllocationId,
      Name: `of ${NatGatewayId}`,
      IpAddress,
      RegionId: region,
      InstanceType: 'Nat',
      InstanceId: NatGatewayId,
      PrivateIpAddress,
      Tags: { Tag: tagList(tagsOf('eip', AllocationId)) },
    }),
  );
  return { AllocationId, IpAddress };
}

export function makeEips({ region, here, sizes, id, publicIp }: Ground): void {
  const second = here.networkInterfaces.filter(
    ({ Type, InstanceId }) => Type === 'Secondary' && InstanceId !== '',
  );
  for (let n = 0; n < sizes.eips; n++) {
    const AllocationId = id('eip');
    const nic = n % 3 === 0 ? undefined : second[n];
    const attached =
      nic === undefined
        ? {}
        : {
            InstanceType: 'NetworkInterface',
            InstanceId: nic.NetworkInterfaceId,
            PrivateIpAddress: nic.PrivateIpAddress,
            VpcId: nic.VpcId,
          };
    here.eips.push(
      eip({
        AllocationId,
        Name: n % 5 === 0 ? '' : `eip-${n}`,
        IpAddress: publicIp(),
        RegionId: region,
        ...attached,
        Tags: { Tag: tagList(tagsOf('eip', AllocationId)) },
      }),
    );
  }
}

/** From each VPC of this account to another one: in the same region, in another, or of another account. */
export function makePeers(ground: Ground, others: readonly Ground[]): void {
  const { account, region, here, sizes, id } = ground;
  for (let n = 0; n < sizes.peers; n++) {
    const other = n % 2 === 0 || others.length === 0 ? ground : at(others, n);
    const mine = at(here.vpcs, n);
    const theirs = at(other.here.vpcs, n + 1);
    const InstanceId = id('pcc');
    const row = vpcPeer({
      InstanceId,
      Name: nameOf('peer', n),
      Status: n % 4 === 2 ? 'Accepting' : 'Activated',
      OwnerId: Number(account.id),
      RegionId: region,
      Vpc: { VpcId: mine.VpcId, Ipv4Cidrs: [mine.CidrBlock], Ipv6Cidrs: [] },
      AcceptingOwnerUid: Number(other.account.id),
      AcceptingRegionId: other.region,
      AcceptingVpc: { VpcId: theirs.VpcId, Ipv4Cidrs: [theirs.CidrBlock], Ipv6Cidrs: [] },
      Tags: tagList(tagsOf('pcc', InstanceId)),
    });
    account.peers.push(row);
    if (other.account !== account) other.account.peers.push(row);
  }
}
