/**
 * Rows of CLB and ALB 2020-04-01. Names and nesting: documented.ts; values: website/docs of
 * https://github.com/volcengine/terraform-provider-volcengine
 */
import { CREATED, type Given, type Tag } from './given.ts';

export interface Clb {
  readonly LoadBalancerId: string;
  readonly LoadBalancerName: string;
  readonly AccountId: string;
  readonly Type: 'public' | 'private';
  readonly Status: string;
  readonly VpcId: string;
  readonly SubnetId: string;
  readonly AddressIpVersion: string;
  readonly EniID: string;
  readonly EniAddress: string;
  readonly EniAddresses: readonly {
    readonly EniAddress: string;
    readonly EipAddress: string;
    readonly EipId: string;
  }[];
  readonly EniIpv6Address: string;
  readonly EipID: string;
  readonly EipAddress: string;
  readonly MasterZoneId: string;
  readonly SlaveZoneId: string;
  readonly CreateTime: string;
  readonly Tags: readonly Tag[] | null;
}

export const clb = (row: Given<Clb, 'LoadBalancerId' | 'VpcId' | 'SubnetId' | 'EniAddress'>): Clb => ({
  LoadBalancerName: row.LoadBalancerId,
  AccountId: '2100000001',
  Type: (row.EipAddress ?? '') === '' ? 'private' : 'public',
  Status: 'Active',
  AddressIpVersion: (row.EniIpv6Address ?? '') === '' ? 'ipv4' : 'DualStack',
  EniID: '',
  EniAddresses: [],
  EniIpv6Address: '',
  EipID: '',
  EipAddress: '',
  MasterZoneId: '',
  SlaveZoneId: '',
  CreateTime: CREATED,
  Tags: [],
  ...row,
});

/** Of CLB; those of ALB have `ServerGroups` too. */
export interface Listener {
  readonly ListenerId: string;
  readonly ListenerName: string;
  readonly LoadBalancerId: string;
  readonly Protocol: string;
  readonly Port: number;
  readonly ServerGroupId: string;
  readonly Enabled: string;
  readonly Status: string;
  readonly CreateTime: string;
  readonly Tags: readonly Tag[] | null;
}

export const listener = (
  row: Given<Listener, 'ListenerId' | 'LoadBalancerId' | 'Protocol' | 'Port'>,
): Listener => ({
  ListenerName: row.ListenerId,
  ServerGroupId: '',
  Enabled: 'on',
  Status: 'Active',
  CreateTime: CREATED,
  Tags: [],
  ...row,
});

export interface AlbListener extends Listener {
  readonly ServerGroups:
    | readonly { readonly ServerGroupId: string; readonly ServerGroupName: string }[]
    | null;
}

export const albListener = (
  row: Given<AlbListener, 'ListenerId' | 'LoadBalancerId' | 'Protocol' | 'Port'>,
): AlbListener => ({ ServerGroups: null, ...listener(row), ...row });

export interface Server {
  readonly ServerId: string;
  readonly Type: 'ecs' | 'eni' | 'ip';
  readonly InstanceId: string;
  readonly Ip: string;
  readonly Port: number;
  readonly Weight: number;
  readonly Description: string;
}

export const server = (row: Given<Server, 'ServerId' | 'InstanceId' | 'Ip' | 'Port'>): Server => ({
  Type: row.InstanceId === '' ? 'ip' : row.InstanceId.startsWith('eni-') ? 'eni' : 'ecs',
  Weight: 100,
  Description: '',
  ...row,
});

export interface ClbGroup {
  readonly ServerGroupId: string;
  readonly ServerGroupName: string;
  readonly Type: 'instance' | 'ip';
  readonly AddressIpVersion: string;
  readonly AnyPortEnabled: string;
  readonly CreateTime: string;
  readonly Tags: readonly Tag[] | null;
  /** Of DescribeServerGroupAttributes. */
  readonly balancer: string;
  readonly listeners: readonly string[];
  readonly servers: readonly Server[];
}

export const clbGroup = (row: Given<ClbGroup, 'ServerGroupId' | 'balancer'>): ClbGroup => ({
  ServerGroupName: row.ServerGroupId,
  Type: 'instance',
  AddressIpVersion: 'ipv4',
  AnyPortEnabled: 'off',
  CreateTime: CREATED,
  Tags: [],
  listeners: [],
  servers: [],
  ...row,
});

export interface Alb {
  readonly LoadBalancerId: string;
  readonly LoadBalancerName: string;
  readonly Type: 'public' | 'private';
  readonly Status: string;
  readonly VpcId: string;
  readonly AddressIpVersion: string;
  readonly DNSName: string;
  readonly ZoneMappings: readonly {
    readonly ZoneId: string;
    readonly SubnetId: string;
    readonly LoadBalancerAddresses: readonly {
      readonly EniId: string;
      readonly EniAddress: string;
      readonly EniIpv6Address: string;
      readonly EipId: string;
      readonly EipAddress: string;
    }[];
  }[];
  readonly SecurityGroupIds: readonly string[] | null;
  readonly CreateTime: string;
  readonly Tags: readonly Tag[] | null;
}

export const alb = (row: Given<Alb, 'LoadBalancerId' | 'VpcId' | 'ZoneMappings'>): Alb => ({
  LoadBalancerName: row.LoadBalancerId,
  Type: 'private',
  Status: 'Active',
  AddressIpVersion: 'IPv4',
  DNSName: `${row.LoadBalancerId}.cn-beijing.volcalb.com`,
  SecurityGroupIds: null,
  CreateTime: CREATED,
  Tags: [],
  ...row,
});

export interface AlbGroup {
  readonly ServerGroupId: string;
  readonly ServerGroupName: string;
  readonly ServerGroupType: 'instance' | 'ip';
  readonly Protocol: string;
  readonly VpcId: string;
  readonly Listeners: readonly string[] | null;
  readonly Status: string;
  readonly CreateTime: string;
  readonly Tags: readonly Tag[] | null;
  /** Of DescribeServerGroupBackendServers. */
  readonly servers: readonly Server[];
}

export const albGroup = (row: Given<AlbGroup, 'ServerGroupId' | 'VpcId'>): AlbGroup => ({
  ServerGroupName: row.ServerGroupId,
  ServerGroupType: 'instance',
  Protocol: 'HTTP',
  Listeners: null,
  Status: 'Active',
  CreateTime: CREATED,
  Tags: [],
  servers: [],
  ...row,
});
