/**
 * Rows of the three load balancers: SLB 2014-05-15 (CLB), ALB 2020-06-16, NLB 2022-04-30.
 * https://help.aliyun.com/zh/slb/classic-load-balancer/developer-reference/api-slb-2014-05-15-describeloadbalancers
 * and its neighbours describeloadbalancerlisteners, describevservergroups, describehealthstatus
 * https://help.aliyun.com/zh/slb/application-load-balancer/developer-reference/api-alb-2020-06-16-listloadbalancers
 * https://help.aliyun.com/zh/slb/network-load-balancer/developer-reference/api-nlb-2022-04-30-listloadbalancers
 * Names and nesting: alibabacloud-typescript-sdk, slb-20140515, alb-20200616, nlb-20220430, src/models.
 */
import type { Given, Tag, TagPair } from './tags.ts';

export interface ClbServer {
  readonly ServerId: string;
  readonly ServerIp: string;
  /** `ecs`, `eni`, `eci`. */
  readonly Type: string;
  readonly Weight: number;
  readonly Port: number;
  readonly Description: string;
}

export const clbServer = (row: Given<ClbServer, 'ServerId' | 'ServerIp'>): ClbServer => ({
  Type: 'ecs',
  Weight: 100,
  Port: 80,
  Description: '',
  ...row,
});

export interface ServerGroup {
  readonly id: string;
  readonly name: string;
  readonly servers: readonly ClbServer[];
  readonly tags: readonly TagPair[];
}

export interface ClbRule {
  readonly RuleId: string;
  readonly RuleName: string;
  readonly Domain: string;
  readonly Url: string;
  readonly VServerGroupId: string;
}

export interface ClbListener {
  readonly LoadBalancerId: string;
  readonly ListenerPort: number;
  readonly ListenerProtocol: 'tcp' | 'udp' | 'http' | 'https';
  readonly Description: string;
  readonly Status: string;
  /** Of the default servers: not there when a group takes their place. */
  readonly BackendServerPort?: number;
  readonly VServerGroupId?: string;
  readonly Bandwidth: number;
  readonly Scheduler: string;
  /** Bare, unlike in DescribeLoadBalancers. */
  readonly Tags: readonly TagPair[];
  /** `HTTP`, `TCP` … `ListenerConfig`, by protocol. */
  readonly masterSlaveServerGroupId?: string;
  readonly rules: readonly ClbRule[];
}

export const clbListener = (
  row: Given<ClbListener, 'LoadBalancerId' | 'ListenerPort' | 'ListenerProtocol'>,
): ClbListener => ({
  Description: '',
  Status: 'running',
  Bandwidth: -1,
  Scheduler: 'wrr',
  Tags: [],
  rules: [],
  ...row,
});

export interface Clb {
  readonly LoadBalancerId: string;
  readonly LoadBalancerName: string;
  /** `active`, `inactive`, `locked`. */
  readonly LoadBalancerStatus: string;
  readonly RegionId: string;
  readonly MasterZoneId: string;
  readonly SlaveZoneId: string;
  readonly AddressType: 'internet' | 'intranet';
  readonly AddressIPVersion: 'ipv4' | 'ipv6';
  readonly NetworkType: 'vpc' | 'classic';
  readonly Address: string;
  /** Empty for one on the internet. */
  readonly VpcId: string;
  readonly VSwitchId: string;
  readonly CreateTime: string;
  readonly Tags: { readonly Tag: readonly TagPair[] };
  readonly defaultServers: readonly ClbServer[];
  readonly vServerGroups: readonly ServerGroup[];
  readonly masterSlaveGroups: readonly ServerGroup[];
}

export const clb = (row: Given<Clb, 'LoadBalancerId' | 'RegionId' | 'Address'>): Clb => ({
  LoadBalancerName: '',
  LoadBalancerStatus: 'active',
  MasterZoneId: `${row.RegionId}-a`,
  SlaveZoneId: `${row.RegionId}-b`,
  AddressType: 'intranet',
  AddressIPVersion: 'ipv4',
  NetworkType: 'vpc',
  VpcId: '',
  VSwitchId: '',
  CreateTime: '2025-03-01T02:03Z',
  Tags: { Tag: [] },
  defaultServers: [],
  vServerGroups: [],
  masterSlaveGroups: [],
  ...row,
});

export interface AlbAddress {
  /** Public for an ALB on the internet, else private. */
  readonly Address: string;
  readonly IntranetAddress?: string;
  readonly AllocationId?: string;
  readonly EipType?: string;
  readonly Ipv6Address?: string;
}

export interface Alb {
  readonly LoadBalancerId: string;
  readonly LoadBalancerName: string;
  /** `Inactive`, `Active`, `Provisioning`, `Configuring`, `CreateFailed`. */
  readonly LoadBalancerStatus: string;
  readonly LoadBalancerEdition: string;
  readonly AddressType: 'Internet' | 'Intranet';
  readonly AddressIpVersion: 'IPv4' | 'DualStack';
  readonly DNSName: string;
  readonly VpcId: string;
  readonly SecurityGroupIds: readonly string[];
  readonly CreateTime: string;
  readonly Tags: readonly Tag[];
  /** Of GetLoadBalancerAttribute: the list does not have them. */
  readonly ZoneMappings: readonly {
    readonly ZoneId: string;
    readonly VSwitchId: string;
    readonly LoadBalancerAddresses: readonly AlbAddress[];
  }[];
}

export const alb = (row: Given<Alb, 'LoadBalancerId' | 'VpcId'>): Alb => ({
  LoadBalancerName: row.LoadBalancerId,
  LoadBalancerStatus: 'Active',
  LoadBalancerEdition: 'Standard',
  AddressType: 'Intranet',
  AddressIpVersion: 'IPv4',
  DNSName: `${row.LoadBalancerId}.alb.aliyuncs.com`,
  SecurityGroupIds: [],
  CreateTime: '2025-03-01T02:03:04Z',
  Tags: [],
  ZoneMappings: [],
  ...row,
});

export interface AlbListener {
  readonly ListenerId: string;
  readonly LoadBalancerId: string;
  readonly ListenerPort: number;
  readonly ListenerProtocol: 'HTTP' | 'HTTPS' | 'QUIC';
  readonly ListenerStatus: string;
  readonly ListenerDescription: string;
  readonly DefaultActions: readonly {
    readonly Type: string;
    readonly ForwardGroupConfig: {
      readonly ServerGroupTuples: readonly { readonly ServerGroupId: string }[];
    };
  }[];
  readonly Tags: readonly Tag[];
}

export const forwardTo = (...groups: readonly string[]): AlbListener['DefaultActions'] => [
  {
    Type: 'ForwardGroup',
    ForwardGroupConfig: { ServerGroupTuples: groups.map((ServerGroupId) => ({ ServerGroupId })) },
  },
];

export const albListener = (
  row: Given<AlbListener, 'ListenerId' | 'LoadBalancerId' | 'ListenerPort' | 'DefaultActions'>,
): AlbListener => ({
  ListenerProtocol: 'HTTP',
  ListenerStatus: 'Running',
  ListenerDescription: '',
  Tags: [],
  ...row,
});

export interface AlbRule {
  readonly RuleId: string;
  readonly RuleName: string;
  readonly RuleStatus: string;
  readonly ListenerId: string;
  readonly LoadBalancerId: string;
  readonly Priority: number;
  readonly Direction: 'Request' | 'Response';
  readonly RuleActions: readonly {
    readonly Type: string;
    readonly Order: number;
    readonly ForwardGroupConfig?: {
      readonly ServerGroupTuples: readonly { readonly ServerGroupId: string; readonly Weight: number }[];
    };
    readonly RedirectConfig?: { readonly Path: string; readonly HttpCode: string };
  }[];
  readonly RuleConditions: readonly {
    readonly Type: string;
    readonly PathConfig?: { readonly Values: readonly string[] };
  }[];
  readonly Tags: readonly Tag[];
}

export const albRule = (
  row: Given<AlbRule, 'RuleId' | 'ListenerId' | 'LoadBalancerId' | 'RuleActions'>,
): AlbRule => ({
  RuleName: row.RuleId,
  RuleStatus: 'Available',
  Priority: 10,
  Direction: 'Request',
  RuleConditions: [{ Type: 'Path', PathConfig: { Values: ['/*'] } }],
  Tags: [],
  ...row,
});

export interface AlbServerGroup {
  readonly ServerGroupId: string;
  readonly ServerGroupName: string;
  readonly ServerGroupStatus: string;
  readonly ServerGroupType: 'Instance' | 'Ip' | 'Fc';
  readonly Protocol: string;
  readonly VpcId: string;
  readonly RelatedLoadBalancerIds: readonly string[];
  readonly ServerCount: number;
  readonly Tags: readonly Tag[];
}

export const albServerGroup = (row: Given<AlbServerGroup, 'ServerGroupId' | 'VpcId'>): AlbServerGroup => ({
  ServerGroupName: row.ServerGroupId,
  ServerGroupStatus: 'Available',
  ServerGroupType: 'Instance',
  Protocol: 'HTTP',
  RelatedLoadBalancerIds: [],
  ServerCount: 0,
  Tags: [],
  ...row,
});

export interface GroupServer {
  readonly ServerGroupId: string;
  readonly ServerId: string;
  readonly ServerIp: string;
  /** `Ecs`, `Eni`, `Eci`, `Ip`, `Fc`. */
  readonly ServerType: string;
  readonly Port: number;
  readonly Weight: number;
  /** `Adding`, `Available`, `Configuring`, `Removing`. */
  readonly Status: string;
  readonly Description: string;
}

export const groupServer = (
  row: Given<GroupServer, 'ServerGroupId' | 'ServerId' | 'ServerIp'>,
): GroupServer => ({
  ServerType: 'Ecs',
  Port: 80,
  Weight: 100,
  Status: 'Available',
  Description: '',
  ...row,
});

export interface Nlb {
  readonly LoadBalancerId: string;
  readonly LoadBalancerName: string;
  readonly LoadBalancerStatus: string;
  readonly LoadBalancerType: string;
  readonly AddressType: 'Internet' | 'Intranet';
  readonly AddressIpVersion: 'ipv4' | 'DualStack';
  readonly DNSName: string;
  readonly RegionId: string;
  readonly VpcId: string;
  readonly SecurityGroupIds: readonly string[];
  readonly ZoneMappings: readonly {
    readonly ZoneId: string;
    readonly VSwitchId: string;
    readonly LoadBalancerAddresses: readonly {
      readonly PrivateIPv4Address: string;
      readonly PublicIPv4Address?: string;
      readonly Ipv6Address?: string;
      readonly AllocationId?: string;
      readonly EniId: string;
    }[];
  }[];
  readonly CreateTime: string;
  readonly Tags: readonly Tag[];
}

export const nlb = (row: Given<Nlb, 'LoadBalancerId' | 'RegionId' | 'VpcId'>): Nlb => ({
  LoadBalancerName: '',
  LoadBalancerStatus: 'Active',
  LoadBalancerType: 'Network',
  AddressType: 'Intranet',
  AddressIpVersion: 'ipv4',
  DNSName: `${row.LoadBalancerId}.${row.RegionId}.nlb.aliyuncs.com`,
  SecurityGroupIds: [],
  ZoneMappings: [],
  CreateTime: '2025-03-01T02:03:04Z',
  Tags: [],
  ...row,
});

export interface NlbListener {
  readonly ListenerId: string;
  readonly LoadBalancerId: string;
  readonly RegionId: string;
  /** 0 where the listener has a range of ports. */
  readonly ListenerPort: number;
  readonly StartPort: string;
  readonly EndPort: string;
  readonly ListenerProtocol: 'TCP' | 'UDP' | 'TCPSSL';
  readonly ListenerStatus: string;
  readonly ListenerDescription: string;
  readonly ServerGroupId: string;
  readonly Tags: readonly Tag[];
}

export const nlbListener = (
  row: Given<NlbListener, 'ListenerId' | 'LoadBalancerId' | 'RegionId' | 'ListenerPort' | 'ServerGroupId'>,
): NlbListener => ({
  StartPort: '',
  EndPort: '',
  ListenerProtocol: 'TCP',
  ListenerStatus: 'Running',
  ListenerDescription: '',
  Tags: [],
  ...row,
});

export interface NlbServerGroup {
  readonly ServerGroupId: string;
  readonly ServerGroupName: string;
  readonly ServerGroupStatus: string;
  readonly ServerGroupType: 'Instance' | 'Ip';
  readonly Protocol: string;
  readonly RegionId: string;
  readonly VpcId: string;
  readonly RelatedLoadBalancerIds: readonly string[];
  readonly ServerCount: number;
  readonly Tags: readonly Tag[];
}

export const nlbServerGroup = (
  row: Given<NlbServerGroup, 'ServerGroupId' | 'RegionId' | 'VpcId'>,
): NlbServerGroup => ({
  ServerGroupName: row.ServerGroupId,
  ServerGroupStatus: 'Available',
  ServerGroupType: 'Instance',
  Protocol: 'TCP',
  RelatedLoadBalancerIds: [],
  ServerCount: 0,
  Tags: [],
  ...row,
});
