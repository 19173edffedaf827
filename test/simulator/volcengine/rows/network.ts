/**
 * Rows of VPC, ECS, NAT gateway, CEN and transit router 2020-04-01. Names and nesting: documented.ts; values:
 * website/docs of https://github.com/volcengine/terraform-provider-volcengine
 */
import { CREATED, type Given, type Tag } from './given.ts';

export interface Vpc {
  readonly VpcId: string;
  readonly VpcName: string;
  readonly AccountId: string;
  readonly CidrBlock: string;
  readonly SecondaryCidrBlocks: readonly string[];
  readonly Ipv6CidrBlock: string;
  readonly Ipv6CidrBlocks: readonly { readonly Ipv6CidrBlock: string; readonly Ipv6Isp: string }[];
  readonly IsDefault: boolean;
  readonly Status: string;
  readonly CreationTime: string;
  readonly Tags: readonly Tag[] | null;
}

export const vpc = (row: Given<Vpc, 'VpcId' | 'CidrBlock'>): Vpc => ({
  VpcName: row.VpcId,
  AccountId: '2100000001',
  SecondaryCidrBlocks: [],
  Ipv6CidrBlock: '',
  Ipv6CidrBlocks: [],
  IsDefault: false,
  Status: 'Available',
  CreationTime: CREATED,
  Tags: [],
  ...row,
});

export interface Subnet {
  readonly SubnetId: string;
  readonly SubnetName: string;
  readonly AccountId: string;
  readonly VpcId: string;
  readonly ZoneId: string;
  readonly CidrBlock: string;
  readonly Ipv6CidrBlock: string;
  readonly RouteTable: { readonly RouteTableId: string; readonly RouteTableType: string };
  readonly AvailableIpAddressCount: number;
  readonly TotalIpv4Count: number;
  readonly Status: string;
  readonly CreationTime: string;
  readonly Tags: readonly Tag[] | null;
}

export const subnet = (
  row: Given<Subnet, 'SubnetId' | 'VpcId' | 'CidrBlock' | 'ZoneId' | 'RouteTable'>,
): Subnet => ({
  SubnetName: row.SubnetId,
  AccountId: '2100000001',
  Ipv6CidrBlock: '',
  AvailableIpAddressCount: 250,
  TotalIpv4Count: 256,
  Status: 'Available',
  CreationTime: CREATED,
  Tags: [],
  ...row,
});

export interface RouteEntry {
  readonly RouteEntryId: string;
  readonly RouteEntryName: string;
  readonly RouteTableId: string;
  readonly VpcId: string;
  /** A CIDR, v4 or v6, or the id of a prefix list. */
  readonly DestinationCidrBlock: string;
  readonly NextHopType: string;
  readonly NextHopId: string;
  readonly NextHopName: string;
  readonly Status: string;
  readonly Type: 'System' | 'Custom' | 'CEN' | 'TR';
}

export const routeEntry = (
  row: Given<RouteEntry, 'RouteEntryId' | 'DestinationCidrBlock' | 'NextHopType'>,
): RouteEntry => ({
  RouteEntryName: '',
  RouteTableId: '',
  VpcId: '',
  NextHopId: '',
  NextHopName: '',
  Status: 'Available',
  Type: row.NextHopType === 'Local' ? 'System' : 'Custom',
  ...row,
});

export interface RouteTable {
  readonly RouteTableId: string;
  readonly RouteTableName: string;
  readonly RouteTableType: 'System' | 'Custom';
  readonly AccountId: string;
  readonly VpcId: string;
  readonly SubnetIds: readonly string[];
  readonly AssociateType: string;
  readonly CreationTime: string;
  readonly Tags: readonly Tag[] | null;
  /** Of DescribeRouteEntryList. */
  readonly entries: readonly RouteEntry[];
}

export const routeTable = (row: Given<RouteTable, 'RouteTableId' | 'VpcId'>): RouteTable => ({
  RouteTableName: '',
  RouteTableType: 'Custom',
  AccountId: '2100000001',
  SubnetIds: [],
  AssociateType: 'Subnet',
  CreationTime: CREATED,
  Tags: [],
  entries: [],
  ...row,
});

export interface Permission {
  readonly Direction: 'ingress' | 'egress';
  readonly Policy: 'accept' | 'drop';
  readonly Protocol: string;
  readonly PortStart: number;
  readonly PortEnd: number;
  readonly Priority: number;
  readonly CidrIp: string;
  readonly SourceGroupId: string;
  readonly PrefixListId: string;
  readonly Description: string;
}

export const permission = (row: Given<Permission, 'Direction' | 'Protocol'>): Permission => ({
  Policy: 'accept',
  PortStart: -1,
  PortEnd: -1,
  Priority: 1,
  CidrIp: '',
  SourceGroupId: '',
  PrefixListId: '',
  Description: '',
  ...row,
});

export interface SecurityGroup {
  readonly SecurityGroupId: string;
  readonly SecurityGroupName: string;
  readonly AccountId: string;
  readonly VpcId: string;
  readonly Type: string;
  readonly Status: string;
  readonly CreationTime: string;
  readonly Tags: readonly Tag[] | null;
  /** Of DescribeSecurityGroupAttributes. */
  readonly permissions: readonly Permission[];
}

export const securityGroup = (row: Given<SecurityGroup, 'SecurityGroupId' | 'VpcId'>): SecurityGroup => ({
  SecurityGroupName: row.SecurityGroupId,
  AccountId: '2100000001',
  Type: 'normal',
  Status: 'Available',
  CreationTime: CREATED,
  Tags: [],
  permissions: [],
  ...row,
});

export interface ElasticIp {
  readonly AllocationId: string;
  readonly EipAddress: string;
}

export interface NetworkInterface {
  readonly NetworkInterfaceId: string;
  readonly NetworkInterfaceName: string;
  readonly AccountId: string;
  readonly VpcId: string;
  readonly SubnetId: string;
  readonly ZoneId: string;
  readonly DeviceId: string;
  readonly Type: 'primary' | 'secondary';
  readonly MacAddress: string;
  readonly PrimaryIpAddress: string;
  readonly AssociatedElasticIp: ElasticIp | null;
  readonly PrivateIpSets: {
    readonly PrivateIpSet: readonly {
      readonly PrivateIpAddress: string;
      readonly Primary: boolean;
      readonly AssociatedElasticIp: ElasticIp | null;
    }[];
  };
  readonly IPv6Sets: readonly string[];
  readonly SecurityGroupIds: readonly string[];
  readonly Status: string;
  readonly CreatedAt: string;
  readonly Tags: readonly Tag[] | null;
}

export const networkInterface = (
  row: Given<NetworkInterface, 'NetworkInterfaceId' | 'SubnetId' | 'VpcId' | 'PrimaryIpAddress'>,
): NetworkInterface => ({
  NetworkInterfaceName: row.NetworkInterfaceId,
  AccountId: '2100000001',
  ZoneId: '',
  DeviceId: '',
  Type: 'secondary',
  MacAddress: '00:16:3E:00:00:01',
  AssociatedElasticIp: null,
  PrivateIpSets: {
    PrivateIpSet: [
      {
        PrivateIpAddress: row.PrimaryIpAddress,
        Primary: true,
        AssociatedElasticIp: row.AssociatedElasticIp ?? null,
      },
    ],
  },
  IPv6Sets: [],
  SecurityGroupIds: [],
  Status: (row.DeviceId ?? '') === '' ? 'Available' : 'InUse',
  CreatedAt: CREATED,
  Tags: [],
  ...row,
});

export interface Address {
  readonly AllocationId: string;
  readonly Name: string;
  readonly EipAddress: string;
  readonly InstanceId: string;
  readonly InstanceType:
    | ''
    | 'Nat'
    | 'NetworkInterface'
    | 'ClbInstance'
    | 'AlbInstance'
    | 'HaVip'
    | 'EcsInstance';
  readonly Status: string;
  readonly ISP: string;
  readonly Bandwidth: number;
  readonly AllocationTime: string;
  readonly Tags: readonly Tag[] | null;
}

export const address = (row: Given<Address, 'AllocationId' | 'EipAddress'>): Address => ({
  Name: row.AllocationId,
  InstanceId: '',
  InstanceType: '',
  Status: (row.InstanceId ?? '') === '' ? 'Available' : 'Attached',
  ISP: 'BGP',
  Bandwidth: 5,
  AllocationTime: CREATED,
  Tags: [],
  ...row,
});

export interface NatGateway {
  readonly NatGatewayId: string;
  readonly NatGatewayName: string;
  readonly NetworkType: 'internet' | 'intranet';
  readonly Status: string;
  readonly Spec: string;
  readonly VpcId: string;
  readonly SubnetId: string;
  readonly ZoneId: string;
  readonly NetworkInterfaceId: string;
  readonly EipAddresses: readonly (ElasticIp & { readonly UsingStatus: string })[] | null;
  readonly CreationTime: string;
  readonly Tags: readonly Tag[] | null;
}

export const natGateway = (row: Given<NatGateway, 'NatGatewayId' | 'VpcId' | 'SubnetId'>): NatGateway => ({
  NatGatewayName: row.NatGatewayId,
  NetworkType: 'internet',
  Status: 'Available',
  Spec: 'Small',
  ZoneId: '',
  NetworkInterfaceId: '',
  EipAddresses: null,
  CreationTime: CREATED,
  Tags: [],
  ...row,
});

export interface SnatEntry {
  readonly SnatEntryId: string;
  readonly SnatEntryName: string;
  readonly NatGatewayId: string;
  readonly SubnetId: string;
  readonly SourceCidr: string;
  readonly EipId: string;
  readonly EipAddress: string;
  readonly NatIpId: string;
  readonly Status: string;
}

export const snatEntry = (row: Given<SnatEntry, 'SnatEntryId' | 'NatGatewayId'>): SnatEntry => ({
  SnatEntryName: '',
  SubnetId: '',
  SourceCidr: '',
  EipId: '',
  EipAddress: '',
  NatIpId: '',
  Status: 'Available',
  ...row,
});

export interface DnatEntry {
  readonly DnatEntryId: string;
  readonly DnatEntryName: string;
  readonly NatGatewayId: string;
  readonly Protocol: string;
  readonly ExternalIp: string;
  readonly ExternalPort: string;
  readonly InternalIp: string;
  readonly InternalPort: string;
  readonly PortType: string;
  readonly Status: string;
}

export const dnatEntry = (
  row: Given<DnatEntry, 'DnatEntryId' | 'NatGatewayId' | 'ExternalIp' | 'InternalIp'>,
): DnatEntry => ({
  DnatEntryName: '',
  Protocol: 'tcp',
  ExternalPort: 'any',
  InternalPort: 'any',
  PortType: row.ExternalPort === undefined ? 'any' : 'specified',
  Status: 'Available',
  ...row,
});

export interface Instance {
  readonly InstanceId: string;
  readonly InstanceName: string;
  readonly InstanceTypeId: string;
  readonly Status: string;
  readonly VpcId: string;
  readonly ZoneId: string;
  readonly Hostname: string;
  readonly HostName: string;
  readonly CreatedAt: string;
  readonly UpdatedAt: string;
  readonly Cpus: number;
  readonly MemorySize: number;
  readonly OsType: string;
  readonly EipAddress: { readonly AllocationId: string; readonly IpAddress: string } | null;
  readonly NetworkInterfaces: readonly {
    readonly NetworkInterfaceId: string;
    readonly Type: string;
    readonly VpcId: string;
    readonly SubnetId: string;
    readonly MacAddress: string;
    readonly PrimaryIpAddress: string;
    readonly Ipv6Addresses: readonly string[] | null;
    readonly SecurityGroupIds: readonly string[] | null;
  }[];
  readonly Tags: readonly Tag[] | null;
}

export const instance = (row: Given<Instance, 'InstanceId' | 'VpcId' | 'ZoneId'>): Instance => ({
  InstanceName: row.InstanceId,
  InstanceTypeId: 'ecs.g3i.large',
  Status: 'RUNNING',
  Hostname: row.InstanceId,
  HostName: row.Hostname ?? row.InstanceId,
  CreatedAt: CREATED,
  UpdatedAt: CREATED,
  Cpus: 2,
  MemorySize: 8192,
  OsType: 'Linux',
  EipAddress: null,
  NetworkInterfaces: [],
  Tags: [],
  ...row,
});

export interface Cen {
  readonly CenId: string;
  readonly CenName: string;
  readonly AccountId: string;
  readonly Status: string;
  readonly CreationTime: string;
  readonly Tags: readonly Tag[] | null;
}

export const cen = (row: Given<Cen, 'CenId'>): Cen => ({
  CenName: row.CenId,
  AccountId: '2100000001',
  Status: 'Available',
  CreationTime: CREATED,
  Tags: [],
  ...row,
});

export interface AttachedInstance {
  readonly CenId: string;
  readonly InstanceId: string;
  readonly InstanceType: 'VPC' | 'DCGW';
  readonly InstanceOwnerId: string;
  readonly InstanceRegionId: string;
  readonly Status: string;
  readonly CreationTime: string;
}

export const attachedInstance = (
  row: Given<AttachedInstance, 'CenId' | 'InstanceId' | 'InstanceRegionId'>,
): AttachedInstance => ({
  InstanceType: 'VPC',
  InstanceOwnerId: '2100000001',
  Status: 'Available',
  CreationTime: CREATED,
  ...row,
});

export interface TransitRouter {
  readonly TransitRouterId: string;
  readonly TransitRouterName: string;
  readonly AccountId: string;
  readonly Status: string;
  readonly CreationTime: string;
  readonly Tags: readonly Tag[] | null;
}

export const transitRouter = (row: Given<TransitRouter, 'TransitRouterId'>): TransitRouter => ({
  TransitRouterName: row.TransitRouterId,
  AccountId: '2100000001',
  Status: 'Available',
  CreationTime: CREATED,
  Tags: [],
  ...row,
});

export interface RouterAttachment {
  readonly TransitRouterAttachmentId: string;
  readonly TransitRouterAttachmentName: string;
  readonly TransitRouterId: string;
  /** `VPC`, `VPN`, `DirectConnectGateway`, `TransitRouter`. */
  readonly ResourceType: string;
  readonly ResourceId: string;
  readonly AccountId: string;
  readonly Status: string;
  readonly CreationTime: string;
  readonly Tags: readonly Tag[] | null;
}

export const routerAttachment = (
  row: Given<RouterAttachment, 'TransitRouterAttachmentId' | 'TransitRouterId' | 'ResourceId'>,
): RouterAttachment => ({
  TransitRouterAttachmentName: '',
  ResourceType: 'VPC',
  AccountId: '2100000001',
  Status: 'Available',
  CreationTime: CREATED,
  Tags: [],
  ...row,
});
