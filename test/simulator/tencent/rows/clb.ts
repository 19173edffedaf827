/**
 * Rows of CLB 2018-03-17.
 * https://cloud.tencent.com/document/api/214/30685 (DescribeLoadBalancers), …/30686 (DescribeListeners), …/30684
 * (DescribeTargets), …/34898 (DescribeTargetHealth), …/33726 and …/33725 (the classical two), …/40554
 * (DescribeTargetGroups), …/40556 (DescribeTargetGroupInstances)
 * Names and nesting: tencentcloud-sdk-nodejs 4.1.313, clb_models; nulls: tencentcloud-cli, clb examples.json.
 */
import type { Given, TagInfo } from './tags.ts';

const CREATED = '2025-03-01 10:03:04';

export interface LoadBalancer {
  readonly LoadBalancerId: string;
  readonly LoadBalancerName: string;
  readonly LoadBalancerType: 'OPEN' | 'INTERNAL';
  /** 1: application, 0: classical. */
  readonly Forward: 0 | 1;
  readonly Domain: string;
  readonly LoadBalancerDomain: string;
  /** Empty where the balancer has a domain in their place. */
  readonly LoadBalancerVips: readonly string[];
  /** 0 is being made, 1 works. */
  readonly Status: number;
  readonly CreateTime: string;
  readonly StatusTime: string;
  readonly ProjectId: number;
  readonly VpcId: string;
  readonly NumericalVpcId: number;
  readonly OpenBgp: number;
  readonly Snat: boolean;
  readonly Isolation: number;
  /** Empty for a public one. */
  readonly SubnetId: string;
  readonly Tags: readonly TagInfo[];
  readonly SecureGroups: readonly string[];
  readonly TargetRegionInfo: {
    readonly Region: string;
    readonly VpcId: string;
    readonly NumericalVpcId: number;
  };
  readonly AnycastZone: string;
  readonly AddressIPVersion: string;
  readonly AddressIPv6: string | null;
  readonly IPv6Mode: string | null;
  readonly VipIsp: string | null;
  readonly MasterZone: {
    readonly ZoneId: number;
    readonly Zone: string;
    readonly ZoneName: string;
    readonly ZoneRegion: string;
    readonly LocalZone: boolean;
    readonly EdgeZone: boolean;
  } | null;
  readonly BackupZoneSet: null;
  readonly IsolatedTime: string | null;
  readonly ExpireTime: string | null;
  readonly ChargeType: string | null;
  readonly Zones: null;
  readonly ClusterIds: null;
}

export const loadBalancer = (
  row: Given<LoadBalancer, 'LoadBalancerId' | 'VpcId'> & { readonly region: string },
): LoadBalancer => {
  const { region: Region, ...given } = row;
  return {
    LoadBalancerName: row.LoadBalancerId,
    LoadBalancerType: 'OPEN',
    Forward: 1,
    Domain: '',
    LoadBalancerDomain: '',
    LoadBalancerVips: [],
    Status: 1,
    CreateTime: CREATED,
    StatusTime: CREATED,
    ProjectId: 0,
    NumericalVpcId: 1_111_113,
    OpenBgp: 0,
    Snat: false,
    Isolation: 0,
    SubnetId: '',
    Tags: [],
    SecureGroups: [],
    TargetRegionInfo: { Region, VpcId: row.VpcId, NumericalVpcId: 1_111_113 },
    AnycastZone: '',
    AddressIPVersion: 'ipv4',
    AddressIPv6: null,
    IPv6Mode: null,
    VipIsp: 'BGP',
    MasterZone: null,
    BackupZoneSet: null,
    IsolatedTime: null,
    ExpireTime: null,
    ChargeType: 'POSTPAID_BY_HOUR',
    Zones: null,
    ClusterIds: null,
    ...given,
  };
};

/** One server behind a listener or a rule, as all three lists of targets tell it in part. */
export interface Target {
  /** `CVM`, `ENI`, `CCN`, `EVM`, `GLOBALROUTE`, `NAT`, `SRV` … */
  readonly type: string;
  /** Empty where only the address is known (`CCN`, `NAT`). */
  readonly instance: string;
  readonly eni: string;
  readonly ip: string;
  readonly port: number;
  readonly weight: number;
  readonly healthy: boolean;
}

export const target = (given: Given<Target, 'ip' | 'port'>): Target => ({
  type: 'CVM',
  instance: '',
  eni: '',
  weight: 10,
  healthy: true,
  ...given,
});

/** A forwarding rule of HTTP and HTTPS; a listener of another protocol has one without domain and path. */
export interface Rule {
  readonly id: string;
  readonly domain: string;
  readonly url: string;
  readonly targets: readonly Target[];
  /** A target group in the place of targets. */
  readonly group: string | undefined;
}

export interface Listener {
  readonly balancer: string;
  readonly id: string;
  readonly name: string;
  /** `TCP`, `UDP`, `HTTP`, `HTTPS`, `TCP_SSL`, `QUIC`. */
  readonly protocol: string;
  readonly port: number;
  /** Of a range of ports; 0 is none. */
  readonly endPort: number;
  readonly rules: readonly Rule[];
  readonly targets: readonly Target[];
  readonly group: string | undefined;
}

export const listener = (given: Given<Listener, 'balancer' | 'id' | 'protocol' | 'port'>): Listener => ({
  name: given.id,
  endPort: 0,
  rules: [],
  targets: [],
  group: undefined,
  ...given,
});

export const LAYER_7: readonly string[] = ['HTTP', 'HTTPS', 'QUIC'];

export interface ClassicalListener {
  readonly ListenerId: string;
  readonly ListenerPort: number;
  readonly InstancePort: number;
  readonly ListenerName: string;
  /** Small letters, unlike the other kind's. */
  readonly Protocol: string;
  readonly SessionExpire: number;
  readonly HealthSwitch: number;
  readonly TimeOut: number;
  readonly IntervalTime: number;
  readonly HealthNum: number;
  readonly UnhealthNum: number;
  readonly HttpHash: string;
  readonly HttpCode: number;
  readonly HttpCheckPath: string;
  readonly SSLMode: string;
  readonly CertId: string;
  readonly CertCaId: string;
  readonly Status: number;
  readonly balancer: string;
}

export const classicalListener = (
  row: Given<ClassicalListener, 'balancer' | 'ListenerId' | 'ListenerPort' | 'InstancePort'>,
): ClassicalListener => ({
  ListenerName: row.ListenerId,
  Protocol: 'tcp',
  SessionExpire: 0,
  HealthSwitch: 1,
  TimeOut: 2,
  IntervalTime: 5,
  HealthNum: 3,
  UnhealthNum: 3,
  HttpHash: '',
  HttpCode: 31,
  HttpCheckPath: '',
  SSLMode: '',
  CertId: '',
  CertCaId: '',
  Status: 1,
  ...row,
});

export interface ClassicalTarget {
  readonly Type: string;
  readonly InstanceId: string;
  readonly Weight: number;
  readonly PublicIpAddresses: readonly string[];
  readonly PrivateIpAddresses: readonly string[];
  readonly InstanceName: string;
  readonly RunFlag: number;
  readonly balancer: string;
}

export const classicalTarget = (
  row: Given<ClassicalTarget, 'balancer' | 'InstanceId' | 'PrivateIpAddresses'>,
): ClassicalTarget => ({
  Type: 'CVM',
  Weight: 10,
  PublicIpAddresses: [],
  InstanceName: row.InstanceId,
  RunFlag: 2,
  ...row,
});

export interface TargetGroup {
  readonly TargetGroupId: string;
  readonly TargetGroupName: string;
  readonly VpcId: string;
  readonly Port: number | null;
  readonly Protocol: string | null;
  readonly CreatedTime: string;
  readonly UpdatedTime: string;
  readonly TargetGroupType: string;
  readonly Tag: readonly TagInfo[];
  readonly targets: readonly Target[];
}

export const targetGroup = (row: Given<TargetGroup, 'TargetGroupId' | 'VpcId'>): TargetGroup => ({
  TargetGroupName: row.TargetGroupId,
  Port: 80,
  Protocol: null,
  CreatedTime: CREATED,
  UpdatedTime: CREATED,
  TargetGroupType: 'v1',
  Tag: [],
  targets: [],
  ...row,
});
