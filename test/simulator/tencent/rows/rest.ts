/**
 * Rows of Redis 2018-04-12 and TKE 2018-05-25.
 * https://cloud.tencent.com/document/api/239/20018 (DescribeInstances), …/457/31862 (DescribeClusters), …/457/46200
 * (DescribeClusterEndpoints)
 * Names and nesting: tencentcloud-sdk-nodejs 4.1.313, redis_models and tke_models; values: tencentcloud-cli,
 * examples.json.
 */
import type { Given, Tag, TagInfo } from './tags.ts';

export interface Redis {
  readonly InstanceId: string;
  readonly InstanceName: string;
  readonly Appid: number;
  readonly ProjectId: number;
  readonly RegionId: number;
  readonly Region: string;
  /** There is no name of the zone in the answer. */
  readonly ZoneId: number;
  readonly VpcId: number;
  readonly SubnetId: number;
  readonly UniqVpcId: string;
  readonly UniqSubnetId: string;
  /** 0 to be initialised, 1 in a task, 2 running, -2 isolated, -3 to be deleted. */
  readonly Status: number;
  readonly InstanceTitle: string;
  /** The private address, whatever it is called. */
  readonly WanIp: string;
  /** The public one, with its port; empty where there is none. */
  readonly WanAddress: string;
  readonly Port: number;
  readonly Vip6: string;
  readonly IPv6: string;
  readonly Createtime: string;
  readonly Size: number;
  readonly Type: number;
  readonly Engine: string;
  readonly ProductType: 'standalone' | 'cluster';
  readonly BillingMode: number;
  readonly RedisShardSize: number;
  readonly RedisShardNum: number;
  readonly RedisReplicasNum: number;
  /** Of anti-affinity: no tags of ours. */
  readonly Tags: readonly string[];
  readonly InstanceTags: readonly TagInfo[];
  readonly InstanceNode: readonly never[];
  /** Only of an instance in several zones. */
  readonly NodeSet: readonly {
    readonly NodeId: number;
    readonly NodeType: number;
    readonly ZoneId: number;
    readonly ZoneName: string;
  }[];
  readonly CurrentRedisVersion: string;
  readonly CurrentProxyVersion: string;
  readonly OfflineTime: string;
  readonly CloseTime: string;
  readonly DeadlineTime: string;
}

export const redis = (
  row: Given<Redis, 'InstanceId' | 'Region' | 'ZoneId' | 'UniqVpcId' | 'UniqSubnetId' | 'WanIp'>,
): Redis => ({
  InstanceName: row.InstanceId,
  Appid: 251_223_628,
  ProjectId: 0,
  RegionId: 1,
  VpcId: 11_133_673,
  SubnetId: 2_282_634,
  Status: 2,
  InstanceTitle: '运行中',
  WanAddress: '',
  Port: 6379,
  Vip6: '',
  IPv6: '',
  Createtime: '2025-03-01 10:03:04',
  Size: 4096,
  Type: 15,
  Engine: 'Redis',
  ProductType: 'standalone',
  BillingMode: 0,
  RedisShardSize: 4096,
  RedisShardNum: 1,
  RedisReplicasNum: 1,
  Tags: [],
  InstanceTags: [],
  InstanceNode: [],
  NodeSet: [],
  CurrentRedisVersion: '6.2.7',
  CurrentProxyVersion: '5.8.0',
  OfflineTime: '',
  CloseTime: '0000-00-00 00:00:00',
  DeadlineTime: '0000-00-00 00:00:00',
  ...row,
});

export interface Cluster {
  readonly ClusterId: string;
  readonly ClusterName: string;
  readonly ClusterDescription: string;
  readonly ClusterVersion: string;
  readonly ClusterOs: string;
  readonly ClusterType: 'MANAGED_CLUSTER' | 'INDEPENDENT_CLUSTER';
  readonly ClusterNetworkSettings: {
    readonly ClusterCIDR: string;
    readonly IgnoreClusterCIDRConflict: boolean;
    readonly MaxNodePodNum: number;
    readonly MaxClusterServiceNum: number;
    readonly Ipvs: boolean;
    readonly VpcId: string;
    readonly Cni: boolean;
    readonly KubeProxyMode: string;
    readonly ServiceCIDR: string;
    readonly Subnets: readonly string[] | null;
    readonly IgnoreServiceCIDRConflict: boolean;
    readonly IsDualStack: boolean;
    readonly Ipv6ServiceCIDR: string;
    readonly CiliumMode: string;
  };
  readonly ClusterNodeNum: number;
  readonly ProjectId: number;
  readonly TagSpecification:
    | readonly {
        readonly ResourceType: string;
        readonly Tags: readonly Tag[] | null;
      }[]
    | null;
  /** `Trading`, `Creating`, `Running`, `Deleting`, `Idling`, `Recovering`, `Scaling`, `Upgrading`, `Abnormal` … */
  readonly ClusterStatus: string;
  readonly Property: string;
  readonly ContainerRuntime: string;
  readonly RuntimeVersion: string;
  readonly CreatedTime: string;
  readonly DeletionProtection: boolean;
  readonly ClusterLevel: string;
  /** Of DescribeClusterEndpoints. */
  readonly endpoints: {
    readonly ClusterExternalEndpoint: string;
    readonly ClusterIntranetEndpoint: string;
    readonly ClusterDomain: string;
    readonly SecurityGroup: string;
  };
}

export function cluster(
  row: Given<Cluster, 'ClusterId'> & {
    readonly vpc: string;
    readonly serviceCidr: string;
    readonly subnets?: readonly string[];
    readonly ipv6ServiceCidr?: string;
  },
): Cluster {
  const { vpc, serviceCidr, subnets, ipv6ServiceCidr, ...given } = row;
  return {
    ClusterName: row.ClusterId,
    ClusterDescription: '',
    ClusterVersion: '1.30.0',
    ClusterOs: 'tlinux3.1x86_64',
    ClusterType: 'MANAGED_CLUSTER',
    ClusterNetworkSettings: {
      ClusterCIDR: subnets === undefined ? '10.12.0.0/14' : '',
      IgnoreClusterCIDRConflict: false,
      MaxNodePodNum: 64,
      MaxClusterServiceNum: 1024,
      Ipvs: false,
      VpcId: vpc,
      Cni: true,
      KubeProxyMode: '',
      ServiceCIDR: serviceCidr,
      Subnets: subnets ?? null,
      IgnoreServiceCIDRConflict: false,
      IsDualStack: ipv6ServiceCidr !== undefined,
      Ipv6ServiceCIDR: ipv6ServiceCidr ?? '',
      CiliumMode: '',
    },
    ClusterNodeNum: 3,
    ProjectId: 0,
    TagSpecification: null,
    ClusterStatus: 'Running',
    Property: '{"NodeNameType":"lan-ip","NetworkType":"GR"}',
    ContainerRuntime: 'containerd',
    RuntimeVersion: '1.6.9',
    CreatedTime: '2025-03-01T02:03:04Z',
    DeletionProtection: true,
    ClusterLevel: 'L5',
    endpoints: {
      ClusterExternalEndpoint: '',
      ClusterIntranetEndpoint: '',
      ClusterDomain: '',
      SecurityGroup: '',
    },
    ...given,
  };
}

export const clusterTags = (tags: readonly Tag[]): Cluster['TagSpecification'] =>
  tags.length === 0 ? null : [{ ResourceType: 'cluster', Tags: tags }];
