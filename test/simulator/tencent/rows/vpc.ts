/**
 * Rows of VPC 2017-03-12: networks, interfaces, addresses, security groups.
 * https://cloud.tencent.com/document/api/215/15778 (DescribeVpcs), …/15784 (DescribeSubnets), …/15763
 * (DescribeRouteTables), …/15808 (DescribeSecurityGroups), …/15804 (DescribeSecurityGroupPolicies), …/16702
 * (DescribeAddresses), …/15817 (DescribeNetworkInterfaces)
 * Names and nesting: tencentcloud-sdk-nodejs 4.1.313, vpc_models; nulls: tencentcloud-cli, vpc examples.json.
 */
import type { Given, Tag } from './tags.ts';

/** Times of VPC are Beijing's, without saying so; those of EIP are UTC and say it. */
const CREATED = '2025-03-01 10:03:04';

export interface Vpc {
  readonly VpcName: string;
  readonly VpcId: string;
  readonly CidrBlock: string;
  readonly IsDefault: boolean;
  readonly EnableMulticast: boolean;
  readonly CreatedTime: string;
  readonly DnsServerSet: readonly string[];
  readonly DomainName: string;
  readonly DhcpOptionsId: string;
  readonly EnableDhcp: boolean;
  readonly Ipv6CidrBlock: string;
  readonly TagSet: readonly Tag[];
  /** `AssistantType` 1: for containers. */
  readonly AssistantCidrSet: readonly {
    readonly VpcId: string;
    readonly CidrBlock: string;
    readonly AssistantType: number;
    readonly SubnetSet: readonly never[];
  }[];
  readonly EnableRouteVpcPublish: boolean;
  readonly Ipv6CidrBlockSet: readonly {
    readonly IPv6CidrBlock: string;
    readonly ISPType: string;
    readonly AddressType: string;
  }[];
}

export const vpc = (row: Given<Vpc, 'VpcId' | 'CidrBlock'>): Vpc => ({
  VpcName: row.VpcId,
  IsDefault: false,
  EnableMulticast: false,
  CreatedTime: CREATED,
  DnsServerSet: ['183.60.83.19', '183.60.82.98'],
  DomainName: '',
  DhcpOptionsId: '',
  EnableDhcp: true,
  Ipv6CidrBlock: '',
  TagSet: [],
  AssistantCidrSet: [],
  EnableRouteVpcPublish: false,
  Ipv6CidrBlockSet: [],
  ...row,
});

export interface Subnet {
  readonly VpcId: string;
  readonly SubnetId: string;
  readonly SubnetName: string;
  readonly CidrBlock: string;
  readonly IsDefault: boolean;
  readonly EnableBroadcast: boolean;
  readonly Zone: string;
  readonly RouteTableId: string;
  readonly CreatedTime: string;
  readonly AvailableIpAddressCount: number;
  readonly Ipv6CidrBlock: string;
  readonly NetworkAclId: string;
  readonly IsRemoteVpcSnat: boolean;
  readonly TotalIpAddressCount: number;
  readonly TagSet: readonly Tag[];
  readonly CdcId: string;
  readonly IsCdcSubnet: number;
}

export const subnet = (
  row: Given<Subnet, 'SubnetId' | 'VpcId' | 'CidrBlock' | 'Zone' | 'RouteTableId'>,
): Subnet => ({
  SubnetName: row.SubnetId,
  IsDefault: false,
  EnableBroadcast: false,
  CreatedTime: CREATED,
  AvailableIpAddressCount: 253,
  Ipv6CidrBlock: '',
  NetworkAclId: '',
  IsRemoteVpcSnat: false,
  TotalIpAddressCount: 253,
  TagSet: [],
  CdcId: '',
  IsCdcSubnet: 0,
  ...row,
});

export interface Route {
  readonly RouteTableId: string;
  /** 0 for every IPv6 route: only `RouteItemId` identifies. */
  readonly RouteId: number;
  readonly RouteItemId: string;
  readonly DestinationCidrBlock: string;
  readonly DestinationIpv6CidrBlock: string;
  /** `CVM`, `VPN`, `DIRECTCONNECT`, `PEERCONNECTION`, `HAVIP`, `NAT`, `NORMAL_CVM`, `EIP`, `LOCAL_GATEWAY`, `INTRANAT`, `CCN` … */
  readonly GatewayType: string;
  /** An id; of `NORMAL_CVM` the private address of the server; of `EIP` a zero. */
  readonly GatewayId: string;
  readonly RouteDescription: string;
  readonly Enabled: boolean;
  readonly RouteType: 'USER' | 'NETD' | 'CCN';
  readonly PublishedToVbc: boolean;
  readonly CreatedTime: string;
}

export const route = (
  row: Given<Route, 'RouteTableId' | 'RouteId' | 'RouteItemId' | 'GatewayType' | 'GatewayId'>,
): Route => ({
  DestinationCidrBlock: '',
  DestinationIpv6CidrBlock: '',
  RouteDescription: '',
  Enabled: true,
  RouteType: row.GatewayType === 'CCN' ? 'CCN' : 'USER',
  PublishedToVbc: false,
  CreatedTime: CREATED,
  ...row,
});

export interface RouteTable {
  readonly VpcId: string;
  readonly RouteTableId: string;
  readonly RouteTableName: string;
  readonly AssociationSet: readonly { readonly SubnetId: string; readonly RouteTableId: string }[];
  readonly RouteSet: readonly Route[];
  readonly Main: boolean;
  readonly CreatedTime: string;
  readonly TagSet: readonly Tag[];
  readonly LocalCidrForCcn: readonly { readonly Cidr: string; readonly PublishedToVbc: boolean }[];
}

export const routeTable = (row: Given<RouteTable, 'RouteTableId' | 'VpcId'>): RouteTable => ({
  RouteTableName: 'default',
  AssociationSet: [],
  RouteSet: [],
  Main: false,
  CreatedTime: CREATED,
  TagSet: [],
  LocalCidrForCcn: [],
  ...row,
});

export interface Policy {
  readonly PolicyIndex: number;
  /** One of these two, or `ServiceTemplate`. */
  readonly Protocol?: string;
  readonly Port?: string;
  readonly ServiceTemplate?: { readonly ServiceId: string; readonly ServiceGroupId: string };
  /** One of these four; the others are empty or missing. */
  readonly CidrBlock?: string;
  readonly Ipv6CidrBlock?: string;
  readonly SecurityGroupId?: string;
  readonly AddressTemplate?: { readonly AddressId: string; readonly AddressGroupId: string };
  readonly Action: 'ACCEPT' | 'DROP';
  readonly PolicyDescription: string;
  readonly ModifyTime: string;
}

export const policy = (row: Given<Policy, 'PolicyIndex'>): Policy => ({
  Action: 'ACCEPT',
  PolicyDescription: '',
  ModifyTime: CREATED,
  ...row,
});

export interface SecurityGroup {
  readonly SecurityGroupId: string;
  readonly SecurityGroupName: string;
  readonly SecurityGroupDesc: string;
  readonly ProjectId: string;
  readonly IsDefault: boolean;
  readonly CreatedTime: string;
  readonly UpdateTime: string;
  readonly TagSet: readonly Tag[];
  /** Of DescribeSecurityGroupPolicies. */
  readonly ingress: readonly Policy[];
  readonly egress: readonly Policy[];
}

export const securityGroup = (row: Given<SecurityGroup, 'SecurityGroupId'>): SecurityGroup => ({
  SecurityGroupName: row.SecurityGroupId,
  SecurityGroupDesc: '',
  ProjectId: '0',
  IsDefault: false,
  CreatedTime: CREATED,
  UpdateTime: CREATED,
  TagSet: [],
  ingress: [],
  egress: [],
  ...row,
});

export interface Address {
  readonly AddressId: string;
  readonly AddressName: string;
  /** `CREATING`, `BINDING`, `BIND`, `UNBINDING`, `UNBIND`, `OFFLINING`, `BIND_ENI`. */
  readonly AddressStatus: string;
  readonly AddressIp: string;
  readonly InstanceId: string | null;
  /** `CVM`, `NAT`, `HAVIP`, `ENI`, `CLB`, `DHCPIP`. */
  readonly InstanceType: string | null;
  readonly CreatedTime: string;
  readonly NetworkInterfaceId: string | null;
  readonly PrivateAddressIp: string | null;
  readonly IsArrears: boolean;
  readonly IsBlocked: boolean;
  readonly IsEipDirectConnection: boolean;
  /** `WanIP` is one that belongs to its server, `EIP` an elastic one. */
  readonly AddressType: string;
  readonly CascadeRelease: boolean;
  readonly EipAlgType: { readonly Ftp: boolean; readonly Sip: boolean };
  readonly InternetServiceProvider: string;
  readonly LocalBgp: boolean;
  readonly Bandwidth: number | null;
  readonly InternetChargeType: string | null;
  readonly TagSet: readonly Tag[];
  readonly DeadlineDate: string | null;
  readonly Egress: string | null;
}

export const address = (row: Given<Address, 'AddressId' | 'AddressIp'>): Address => ({
  AddressName: '未命名',
  AddressStatus: (row.InstanceId ?? '') === '' ? 'UNBIND' : 'BIND',
  InstanceId: '',
  InstanceType: null,
  CreatedTime: '2025-03-01T02:03:04Z',
  NetworkInterfaceId: null,
  PrivateAddressIp: null,
  IsArrears: false,
  IsBlocked: false,
  IsEipDirectConnection: false,
  AddressType: 'EIP',
  CascadeRelease: false,
  EipAlgType: { Ftp: true, Sip: true },
  InternetServiceProvider: 'BGP',
  LocalBgp: false,
  Bandwidth: 5,
  InternetChargeType: 'TRAFFIC_POSTPAID_BY_HOUR',
  TagSet: [],
  DeadlineDate: null,
  Egress: 'center_egress1',
  ...row,
});

export interface PrivateIp {
  readonly PrivateIpAddress: string;
  readonly Primary: boolean;
  /** Empty where there is none. */
  readonly PublicIpAddress: string;
  readonly AddressId: string;
  readonly Description: string;
  readonly IsWanIpBlocked: boolean;
  readonly State: string;
}

export const privateIp = (PrivateIpAddress: string, given: Partial<PrivateIp> = {}): PrivateIp => ({
  PrivateIpAddress,
  Primary: true,
  PublicIpAddress: '',
  AddressId: '',
  Description: '',
  IsWanIpBlocked: false,
  State: 'AVAILABLE',
  ...given,
});

export interface Ipv6 {
  readonly Address: string;
  readonly Primary: boolean;
  readonly AddressId: string;
  readonly Description: string;
  readonly IsWanIpBlocked: boolean;
  readonly State: string;
}

export const ipv6 = (Address: string): Ipv6 => ({
  Address,
  Primary: false,
  AddressId: '',
  Description: '',
  IsWanIpBlocked: false,
  State: 'AVAILABLE',
});

export interface NetworkInterface {
  readonly NetworkInterfaceId: string;
  readonly NetworkInterfaceName: string;
  readonly NetworkInterfaceDescription: string;
  readonly SubnetId: string;
  readonly VpcId: string;
  readonly GroupSet: readonly string[];
  readonly Primary: boolean;
  /** Capital letters. */
  readonly MacAddress: string;
  readonly State: string;
  readonly PrivateIpAddressSet: readonly PrivateIp[];
  readonly Ipv6AddressSet: readonly Ipv6[];
  readonly Attachment: {
    readonly InstanceId: string;
    readonly DeviceIndex: number;
    readonly InstanceAccountId: string;
    readonly AttachTime: string;
  } | null;
  readonly Zone: string;
  readonly CreatedTime: string;
  readonly TagSet: readonly Tag[];
  /** 0 secondary, 1 primary, 2 trunk. */
  readonly EniType: number;
  /** `cvm`, `eks`, `hai`. */
  readonly Business: string;
  readonly CdcId: string;
  readonly AttachType: number;
}

export const networkInterface = (
  row: Given<NetworkInterface, 'NetworkInterfaceId' | 'SubnetId' | 'VpcId' | 'MacAddress' | 'Zone'>,
): NetworkInterface => ({
  NetworkInterfaceName: row.NetworkInterfaceId,
  NetworkInterfaceDescription: '',
  GroupSet: [],
  Primary: true,
  State: 'AVAILABLE',
  PrivateIpAddressSet: [],
  Ipv6AddressSet: [],
  Attachment: null,
  CreatedTime: CREATED,
  TagSet: [],
  EniType: row.Primary === false ? 0 : 1,
  Business: 'cvm',
  CdcId: '',
  AttachType: 0,
  ...row,
});
