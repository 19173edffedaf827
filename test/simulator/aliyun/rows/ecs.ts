/**
 * Rows of ECS 2014-05-26 as its lists give them.
 * https://help.aliyun.com/zh/ecs/developer-reference/api-ecs-2014-05-26-describeinstances
 * https://help.aliyun.com/zh/ecs/developer-reference/api-ecs-2014-05-26-describenetworkinterfaces
 * https://help.aliyun.com/zh/ecs/developer-reference/api-ecs-2014-05-26-describesecuritygroups
 * https://help.aliyun.com/zh/ecs/developer-reference/api-ecs-2014-05-26-describesecuritygroupattribute
 * Names and nesting: alibabacloud-typescript-sdk, ecs-20140526/src/models.
 */
import type { Given, TagPair } from './tags.ts';

export interface Region {
  readonly RegionId: string;
  readonly LocalName: string;
  readonly RegionEndpoint: string;
  readonly Status: string;
}

export interface Instance {
  readonly InstanceId: string;
  readonly InstanceName: string;
  readonly HostName: string;
  readonly RegionId: string;
  readonly ZoneId: string;
  /** `Pending`, `Running`, `Starting`, `Stopping`, `Stopped`. */
  readonly Status: string;
  readonly InstanceType: string;
  readonly InstanceNetworkType: 'vpc' | 'classic';
  /** To the minute: `2017-12-10T04:04Z`. */
  readonly CreationTime: string;
  readonly ImageId: string;
  readonly Cpu: number;
  readonly Memory: number;
  readonly OSType: string;
  readonly VpcAttributes: {
    readonly VpcId: string;
    readonly VSwitchId: string;
    readonly NatIpAddress: string;
    readonly PrivateIpAddress: { readonly IpAddress: readonly string[] };
  };
  readonly NetworkInterfaces: {
    readonly NetworkInterface: readonly {
      readonly NetworkInterfaceId: string;
      readonly MacAddress: string;
      readonly PrimaryIpAddress: string;
      readonly Type: 'Primary' | 'Secondary';
    }[];
  };
  readonly PublicIpAddress: { readonly IpAddress: readonly string[] };
  readonly InnerIpAddress: { readonly IpAddress: readonly string[] };
  readonly EipAddress: { readonly AllocationId: string; readonly IpAddress: string };
  readonly SecurityGroupIds: { readonly SecurityGroupId: readonly string[] };
  readonly Tags: { readonly Tag: readonly TagPair[] };
}

export const instance = (
  row: Given<Instance, 'InstanceId' | 'RegionId' | 'ZoneId' | 'VpcAttributes' | 'SecurityGroupIds'>,
): Instance => ({
  InstanceName: row.InstanceId,
  HostName: `host-${row.InstanceId}`,
  Status: 'Running',
  InstanceType: 'ecs.g7.large',
  InstanceNetworkType: 'vpc',
  CreationTime: '2025-03-01T02:03Z',
  ImageId: 'aliyun_3_x64_20G_alibase_20250117.vhd',
  Cpu: 2,
  Memory: 8192,
  OSType: 'linux',
  NetworkInterfaces: { NetworkInterface: [] },
  PublicIpAddress: { IpAddress: [] },
  InnerIpAddress: { IpAddress: [] },
  EipAddress: { AllocationId: '', IpAddress: '' },
  Tags: { Tag: [] },
  ...row,
});

export interface PrivateIp {
  readonly PrivateIpAddress: string;
  readonly Primary: boolean;
  readonly AssociatedPublicIp?: { readonly AllocationId: string; readonly PublicIpAddress: string };
}

export interface NetworkInterface {
  readonly NetworkInterfaceId: string;
  readonly NetworkInterfaceName: string;
  readonly Description: string;
  readonly Type: 'Primary' | 'Secondary' | 'Trunk' | 'Member';
  /** `Available`, `InUse`, … */
  readonly Status: string;
  /** Of the server; a service that owns the interface may leave an id of its own, or nothing. */
  readonly InstanceId: string;
  readonly OwnerId: string;
  readonly ServiceManaged: boolean;
  readonly MacAddress: string;
  readonly PrivateIpAddress: string;
  readonly PrivateIpSets: { readonly PrivateIpSet: readonly PrivateIp[] };
  readonly Ipv6Sets: { readonly Ipv6Set: readonly { readonly Ipv6Address: string }[] };
  readonly AssociatedPublicIp: { readonly AllocationId?: string; readonly PublicIpAddress?: string };
  readonly SecurityGroupIds: { readonly SecurityGroupId: readonly string[] };
  readonly VpcId: string;
  readonly VSwitchId: string;
  readonly ZoneId: string;
  readonly CreationTime: string;
  readonly Tags: { readonly Tag: readonly TagPair[] };
}

export const networkInterface = (
  row: Given<
    NetworkInterface,
    | 'NetworkInterfaceId'
    | 'OwnerId'
    | 'MacAddress'
    | 'PrivateIpAddress'
    | 'VpcId'
    | 'VSwitchId'
    | 'ZoneId'
    | 'SecurityGroupIds'
  >,
): NetworkInterface => ({
  NetworkInterfaceName: '',
  Description: '',
  Type: 'Secondary',
  Status: 'InUse',
  InstanceId: '',
  ServiceManaged: false,
  PrivateIpSets: { PrivateIpSet: [{ PrivateIpAddress: row.PrivateIpAddress, Primary: true }] },
  Ipv6Sets: { Ipv6Set: [] },
  AssociatedPublicIp: {},
  CreationTime: '2025-03-01T02:03:04Z',
  Tags: { Tag: [] },
  ...row,
});

/** What a rule does not use is there, and empty. */
export interface Permission {
  readonly SecurityGroupRuleId: string;
  readonly Direction: 'ingress' | 'egress';
  /** `TCP`, `UDP`, `ICMP`, `ICMPv6`, `GRE`, `ALL`. */
  readonly IpProtocol: string;
  /** `80/80`; `-1/-1`: all. */
  readonly PortRange: string;
  readonly SourcePortRange: string;
  readonly Policy: 'Accept' | 'Drop';
  /** A number, as text. */
  readonly Priority: string;
  readonly NicType: string;
  readonly SourceCidrIp: string;
  readonly Ipv6SourceCidrIp: string;
  readonly SourceGroupId: string;
  readonly SourcePrefixListId: string;
  readonly DestCidrIp: string;
  readonly Ipv6DestCidrIp: string;
  readonly DestGroupId: string;
  readonly DestPrefixListId: string;
  readonly Description: string;
  readonly CreateTime: string;
}

export const permission = (row: Given<Permission, 'SecurityGroupRuleId' | 'Direction'>): Permission => ({
  IpProtocol: 'ALL',
  PortRange: '-1/-1',
  SourcePortRange: '',
  Policy: 'Accept',
  Priority: '1',
  NicType: 'intranet',
  SourceCidrIp: '',
  Ipv6SourceCidrIp: '',
  SourceGroupId: '',
  SourcePrefixListId: '',
  DestCidrIp: '',
  Ipv6DestCidrIp: '',
  DestGroupId: '',
  DestPrefixListId: '',
  Description: '',
  CreateTime: '2025-03-01T02:03:04Z',
  ...row,
});

export interface SecurityGroup {
  readonly SecurityGroupId: string;
  readonly SecurityGroupName: string;
  readonly SecurityGroupType: 'normal' | 'enterprise';
  readonly Description: string;
  readonly VpcId: string;
  readonly CreationTime: string;
  readonly ServiceManaged: boolean;
  readonly Tags: { readonly Tag: readonly TagPair[] };
  /** Of DescribeSecurityGroupAttribute: the list does not have them. */
  readonly Permissions: readonly Permission[];
}

export const securityGroup = (row: Given<SecurityGroup, 'SecurityGroupId' | 'VpcId'>): SecurityGroup => ({
  SecurityGroupName: row.SecurityGroupId,
  SecurityGroupType: 'normal',
  Description: '',
  CreationTime: '2025-03-01T02:03:04Z',
  ServiceManaged: false,
  Tags: { Tag: [] },
  Permissions: [],
  ...row,
});
