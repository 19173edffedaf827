/**
 * Rows of VPC 2016-04-28 and VpcPeer 2022-01-01 as their lists give them.
 * https://help.aliyun.com/zh/vpc/developer-reference/api-vpc-2016-04-28-describevpcs and its neighbours
 * describevswitches, describeroutetablelist, describerouteentrylist, describeeipaddresses
 * https://help.aliyun.com/zh/nat-gateway/developer-reference/api-vpc-2016-04-28-describenatgateways-natgws
 * https://help.aliyun.com/zh/vpc/developer-reference/api-vpcpeer-2022-01-01-listvpcpeerconnections
 * Names and nesting: alibabacloud-typescript-sdk, vpc-20160428 and vpcpeer-20220101, src/models.
 */
import type { Given, Tag, TagPair } from './tags.ts';

export interface Zone {
  readonly ZoneId: string;
  readonly LocalName: string;
  readonly ZoneType: 'AvailabilityZone' | 'CloudBox';
}

export interface Vpc {
  readonly VpcId: string;
  readonly VpcName: string;
  readonly RegionId: string;
  readonly OwnerId: number;
  readonly CidrBlock: string;
  readonly SecondaryCidrBlocks: { readonly SecondaryCidrBlock: readonly string[] };
  readonly Ipv6CidrBlock: string;
  readonly Ipv6CidrBlocks: {
    readonly Ipv6CidrBlock: readonly { readonly Ipv6CidrBlock: string; readonly Ipv6Isp: string }[];
  };
  readonly UserCidrs: { readonly UserCidr: readonly string[] };
  readonly IsDefault: boolean;
  readonly Status: string;
  readonly VRouterId: string;
  readonly CreationTime: string;
  readonly Tags: { readonly Tag: readonly Tag[] };
}

export const vpc = (row: Given<Vpc, 'VpcId' | 'RegionId' | 'OwnerId' | 'CidrBlock'>): Vpc => ({
  VpcName: '',
  SecondaryCidrBlocks: { SecondaryCidrBlock: [] },
  Ipv6CidrBlock: '',
  Ipv6CidrBlocks: { Ipv6CidrBlock: [] },
  UserCidrs: { UserCidr: [] },
  IsDefault: false,
  Status: 'Available',
  VRouterId: `vrt-${row.VpcId.slice(4)}`,
  CreationTime: '2025-03-01T02:03:04Z',
  Tags: { Tag: [] },
  ...row,
});

export interface VSwitch {
  readonly VSwitchId: string;
  readonly VSwitchName: string;
  readonly VpcId: string;
  readonly ZoneId: string;
  readonly OwnerId: number;
  /** `Sharing`, `Shared`, or empty. */
  readonly ShareType: string;
  readonly CidrBlock: string;
  readonly Ipv6CidrBlock: string;
  readonly IsDefault: boolean;
  readonly Status: string;
  readonly AvailableIpAddressCount: number;
  readonly RouteTable: { readonly RouteTableId: string; readonly RouteTableType: string };
  readonly CreationTime: string;
  readonly Tags: { readonly Tag: readonly Tag[] };
}

export const vSwitch = (
  row: Given<VSwitch, 'VSwitchId' | 'VpcId' | 'ZoneId' | 'OwnerId' | 'CidrBlock' | 'RouteTable'>,
): VSwitch => ({
  VSwitchName: '',
  ShareType: '',
  Ipv6CidrBlock: '',
  IsDefault: false,
  Status: 'Available',
  AvailableIpAddressCount: 200,
  CreationTime: '2025-03-01T02:03:04Z',
  Tags: { Tag: [] },
  ...row,
});

export interface NextHop {
  /**
   * `Instance`, `HaVip`, `RouterInterface`, `NetworkInterface`, `VpnGateway`, `NatGateway`, `IPv6Gateway`,
   * `VpcPeer`, `Attachment`, `Ecr`, `GatewayEndpoint`, …; `local` for the routes of the VPC itself.
   */
  readonly NextHopType: string;
  readonly NextHopId: string;
  readonly Enabled: number;
  readonly Weight: number;
}

export interface RouteEntry {
  readonly RouteEntryId: string;
  readonly RouteEntryName: string;
  readonly RouteTableId: string;
  readonly DestinationCidrBlock: string;
  readonly IpVersion: 'IPv4' | 'IPv6';
  readonly Type: 'System' | 'Custom' | 'BGP' | 'CEN';
  /** `Available`, `Pending`, `Modifying`. */
  readonly Status: string;
  readonly NextHops: { readonly NextHop: readonly NextHop[] };
}

export const routeEntry = (
  row: Given<RouteEntry, 'RouteEntryId' | 'RouteTableId' | 'DestinationCidrBlock'>,
): RouteEntry => ({
  RouteEntryName: '',
  IpVersion: 'IPv4',
  Type: 'Custom',
  Status: 'Available',
  NextHops: { NextHop: [] },
  ...row,
});

export interface RouteTable {
  readonly RouteTableId: string;
  readonly RouteTableName: string;
  readonly RouteTableType: 'System' | 'Custom';
  readonly AssociateType: 'VSwitch' | 'Gateway';
  readonly VpcId: string;
  readonly RouterId: string;
  readonly RouterType: 'VRouter' | 'VBR';
  readonly OwnerId: number;
  readonly Status: string;
  readonly VSwitchIds: { readonly VSwitchId: readonly string[] };
  readonly CreationTime: string;
  readonly Tags: { readonly Tag: readonly Tag[] };
  /** Of DescribeRouteEntryList: the list does not have them. */
  readonly entries: readonly RouteEntry[];
}

export const routeTable = (row: Given<RouteTable, 'RouteTableId' | 'VpcId' | 'OwnerId'>): RouteTable => ({
  RouteTableName: '',
  RouteTableType: 'System',
  AssociateType: 'VSwitch',
  RouterId: `vrt-${row.VpcId.slice(4)}`,
  RouterType: 'VRouter',
  Status: 'Available',
  VSwitchIds: { VSwitchId: [] },
  CreationTime: '2025-03-01T02:03:04Z',
  Tags: { Tag: [] },
  entries: [],
  ...row,
});

export interface SnatEntry {
  readonly SnatEntryId: string;
  readonly SnatEntryName: string;
  readonly SnatTableId: string;
  readonly NatGatewayId: string;
  readonly SourceCIDR: string;
  readonly SourceVSwitchId: string;
  /** Several with commas. */
  readonly SnatIp: string;
  readonly Status: string;
}

export interface ForwardEntry {
  readonly ForwardEntryId: string;
  readonly ForwardEntryName: string;
  readonly ForwardTableId: string;
  readonly NatGatewayId: string;
  readonly ExternalIp: string;
  /** A port, a range (`10/20`) or `Any`. */
  readonly ExternalPort: string;
  readonly InternalIp: string;
  readonly InternalPort: string;
  /** `TCP`, `UDP`, `Any`. */
  readonly IpProtocol: string;
  readonly Status: string;
}

export interface NatGateway {
  readonly NatGatewayId: string;
  readonly Name: string;
  readonly RegionId: string;
  readonly VpcId: string;
  readonly NatType: string;
  readonly NetworkType: 'internet' | 'intranet';
  /** `Creating`, `Available`, `Modifying`, `Deleting`, … */
  readonly Status: string;
  readonly IpLists: {
    readonly IpList: readonly {
      readonly AllocationId: string;
      readonly IpAddress: string;
      readonly PrivateIpAddress: string;
      readonly UsingStatus: string;
    }[];
  };
  readonly NatGatewayPrivateInfo: {
    readonly EniInstanceId: string;
    readonly IzNo: string;
    readonly PrivateIpAddress: string;
    readonly VswitchId: string;
  };
  readonly SnatTableIds: { readonly SnatTableId: readonly string[] };
  readonly ForwardTableIds: { readonly ForwardTableId: readonly string[] };
  readonly CreationTime: string;
  readonly Tags: { readonly Tag: readonly TagPair[] };
  /** Of the rule lists: the list of gateways does not have them. */
  readonly snat: readonly SnatEntry[];
  readonly dnat: readonly ForwardEntry[];
}

export const natGateway = (
  row: Given<NatGateway, 'NatGatewayId' | 'RegionId' | 'VpcId' | 'NatGatewayPrivateInfo'>,
): NatGateway => ({
  Name: '',
  NatType: 'Enhanced',
  NetworkType: 'internet',
  Status: 'Available',
  IpLists: { IpList: [] },
  SnatTableIds: { SnatTableId: [`stb-${row.NatGatewayId.slice(4)}`] },
  ForwardTableIds: { ForwardTableId: [`ftb-${row.NatGatewayId.slice(4)}`] },
  CreationTime: '2025-03-01T02:03:04Z',
  Tags: { Tag: [] },
  snat: [],
  dnat: [],
  ...row,
});

export const snatEntry = (row: Given<SnatEntry, 'SnatEntryId' | 'NatGatewayId' | 'SnatIp'>): SnatEntry => ({
  SnatEntryName: '',
  SnatTableId: `stb-${row.NatGatewayId.slice(4)}`,
  SourceCIDR: '',
  SourceVSwitchId: '',
  Status: 'Available',
  ...row,
});

export const forwardEntry = (
  row: Given<ForwardEntry, 'ForwardEntryId' | 'NatGatewayId' | 'ExternalIp' | 'InternalIp'>,
): ForwardEntry => ({
  ForwardEntryName: '',
  ForwardTableId: `ftb-${row.NatGatewayId.slice(4)}`,
  ExternalPort: 'Any',
  InternalPort: 'Any',
  IpProtocol: 'Any',
  Status: 'Available',
  ...row,
});

export interface Eip {
  readonly AllocationId: string;
  readonly Name: string;
  readonly IpAddress: string;
  readonly RegionId: string;
  /** `Available`: not attached; `InUse`. */
  readonly Status: string;
  /** `EcsInstance`, `SlbInstance`, `Nat`, `HaVip`, `NetworkInterface`, `IpAddress`, or empty. */
  readonly InstanceType: string;
  readonly InstanceId: string;
  readonly PrivateIpAddress: string;
  readonly VpcId: string;
  /** A number as text. */
  readonly Bandwidth: string;
  readonly AllocationTime: string;
  readonly ServiceManaged: number;
  readonly Tags: { readonly Tag: readonly Tag[] };
}

export const eip = (row: Given<Eip, 'AllocationId' | 'IpAddress' | 'RegionId'>): Eip => ({
  Name: '',
  Status: row.InstanceId === undefined ? 'Available' : 'InUse',
  InstanceType: '',
  InstanceId: '',
  PrivateIpAddress: '',
  VpcId: '',
  Bandwidth: '5',
  AllocationTime: '2025-03-01T02:03:04Z',
  ServiceManaged: 0,
  Tags: { Tag: [] },
  ...row,
});

export interface PeerVpc {
  readonly VpcId: string;
  readonly Ipv4Cidrs: readonly string[];
  readonly Ipv6Cidrs: readonly string[];
}

/** One row for both sides; which of them is ours, the owner and the region tell. */
export interface VpcPeer {
  readonly InstanceId: string;
  readonly Name: string;
  readonly Description: string;
  /** `Creating`, `Accepting`, `Activated`, `Rejected`, `Expired`, … */
  readonly Status: string;
  readonly BizStatus: string;
  /** Of the requester. */
  readonly OwnerId: number;
  readonly RegionId: string;
  readonly Vpc: PeerVpc;
  readonly AcceptingOwnerUid: number;
  readonly AcceptingRegionId: string;
  readonly AcceptingVpc: PeerVpc;
  readonly Bandwidth: number;
  readonly GmtCreate: string;
  readonly Tags: readonly Tag[];
}

export const vpcPeer = (
  row: Given<
    VpcPeer,
    'InstanceId' | 'OwnerId' | 'RegionId' | 'Vpc' | 'AcceptingOwnerUid' | 'AcceptingRegionId' | 'AcceptingVpc'
  >,
): VpcPeer => ({
  Name: '',
  Description: '',
  Status: 'Activated',
  BizStatus: 'Normal',
  Bandwidth: -1,
  GmtCreate: '2025-03-01T02:03:04Z',
  Tags: [],
  ...row,
});
