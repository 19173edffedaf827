/**
 * Rows of RDS 2014-08-15, PolarDB 2017-08-01 and R-KVStore 2015-01-01 (Tair and Redis).
 * https://help.aliyun.com/zh/rds/developer-reference/api-rds-2014-08-15-describedbinstances and …-describedbinstancenetinfo
 * https://help.aliyun.com/zh/polardb/polardb-for-mysql/api-polardb-2017-08-01-describedbclusters and …-describedbclusterendpoints
 * https://help.aliyun.com/zh/redis/developer-reference/api-r-kvstore-2015-01-01-describeinstances-redis and …-describedbinstancenetinfo-redis
 * Names and nesting: alibabacloud-typescript-sdk, rds-20140815, polardb-20170801, r-kvstore-20150101, src/models.
 */
import type { Given, Tag } from './tags.ts';

export interface NetInfo {
  readonly ConnectionString: string;
  readonly ConnectionStringType: string;
  readonly IPAddress: string;
  /** `Inner` (classic), `Private` (VPC), `Public`. */
  readonly IPType: 'Inner' | 'Private' | 'Public';
  /** A number as text. */
  readonly Port: string;
  readonly VPCId: string;
  readonly VSwitchId: string;
}

export interface DbInstance {
  readonly DBInstanceId: string;
  /** The name people gave it; may be missing. */
  readonly DBInstanceDescription?: string;
  readonly DBInstanceStatus: string;
  readonly DBInstanceType: 'Primary' | 'Readonly' | 'Guard' | 'Temp';
  readonly MasterInstanceId?: string;
  readonly ReadOnlyDBInstanceIds: {
    readonly ReadOnlyDBInstanceId: readonly { readonly DBInstanceId: string }[];
  };
  readonly DBInstanceClass: string;
  readonly DBInstanceNetType: 'Internet' | 'Intranet';
  readonly InstanceNetworkType: 'VPC' | 'Classic';
  readonly ConnectionMode: string;
  readonly ConnectionString: string;
  readonly Engine: string;
  readonly EngineVersion: string;
  /** Only where the request asks with `InstanceLevel`. */
  readonly Category: string;
  readonly RegionId: string;
  readonly ZoneId: string;
  readonly VpcId: string;
  readonly VSwitchId: string;
  readonly CreateTime: string;
  /** Of DescribeDBInstanceNetInfo. */
  readonly netInfos: readonly NetInfo[];
  /** Of ListTagResources: the list of instances does not have them. */
  readonly tags: readonly Tag[];
}

export const dbInstance = (
  row: Given<DbInstance, 'DBInstanceId' | 'RegionId' | 'ZoneId' | 'VpcId' | 'VSwitchId'>,
): DbInstance => ({
  DBInstanceStatus: 'Running',
  DBInstanceType: 'Primary',
  ReadOnlyDBInstanceIds: { ReadOnlyDBInstanceId: [] },
  DBInstanceClass: 'mysql.n2.medium.2c',
  DBInstanceNetType: 'Intranet',
  InstanceNetworkType: 'VPC',
  ConnectionMode: 'Standard',
  ConnectionString: `${row.DBInstanceId}.mysql.rds.aliyuncs.com`,
  Engine: 'MySQL',
  EngineVersion: '8.0',
  Category: 'HighAvailability',
  CreateTime: '2025-03-01T02:03:04Z',
  netInfos: [],
  tags: [],
  ...row,
});

export interface PolarEndpoint {
  readonly DBEndpointId: string;
  readonly DBEndpointDescription: string;
  readonly EndpointType: 'Primary' | 'Cluster' | 'Custom';
  readonly ReadWriteMode: string;
  readonly Nodes: string;
  readonly AddressItems: readonly {
    readonly NetType: 'Private' | 'Public' | 'Inner';
    readonly ConnectionString: string;
    readonly IPAddress: string;
    readonly Port: string;
    readonly VPCId: string;
    readonly VSwitchId: string;
  }[];
}

export interface PolarCluster {
  readonly DBClusterId: string;
  readonly DBClusterDescription: string;
  readonly DBClusterStatus: string;
  /** `MySQL`, `PostgreSQL`, `Oracle`. */
  readonly DBType: string;
  readonly DBVersion: string;
  readonly Engine: string;
  readonly Category: string;
  readonly DBNodeClass: string;
  readonly DBNodeNumber: number;
  readonly DBNodes: {
    readonly DBNode: readonly {
      readonly DBNodeId: string;
      readonly DBNodeClass: string;
      readonly DBNodeRole: 'Writer' | 'Reader';
      readonly ZoneId: string;
      readonly RegionId: string;
    }[];
  };
  readonly DBClusterNetworkType: string;
  readonly RegionId: string;
  readonly ZoneId: string;
  readonly VpcId: string;
  readonly VswitchId: string;
  readonly CreateTime: string;
  readonly Tags: { readonly Tag: readonly Tag[] };
  /** Of DescribeDBClusterEndpoints. */
  readonly endpoints: readonly PolarEndpoint[];
}

export const polarCluster = (
  row: Given<PolarCluster, 'DBClusterId' | 'RegionId' | 'ZoneId' | 'VpcId' | 'VswitchId'>,
): PolarCluster => ({
  DBClusterDescription: row.DBClusterId,
  DBClusterStatus: 'Running',
  DBType: 'MySQL',
  DBVersion: '8.0',
  Engine: 'POLARDB',
  Category: 'Normal',
  DBNodeClass: 'polar.mysql.x4.medium',
  DBNodeNumber: row.DBNodes?.DBNode.length ?? 0,
  DBNodes: { DBNode: [] },
  DBClusterNetworkType: 'VPC',
  CreateTime: '2025-03-01T02:03:04Z',
  Tags: { Tag: [] },
  endpoints: [],
  ...row,
});

export interface KvNetInfo {
  readonly ConnectionString: string;
  /** `0` public, `1` classic, `2` VPC: numbers as text. */
  readonly DBInstanceNetType: '0' | '1' | '2';
  /** 1: past the proxies, straight to the shards. */
  readonly DirectConnection: 0 | 1;
  readonly IPAddress: string;
  /** `Inner` (classic), `Private` (VPC), `Public`. */
  readonly IPType: 'Inner' | 'Private' | 'Public';
  /** 1: of the second zone; only where reads and writes are split over several. */
  readonly IsSlaveProxy?: 0 | 1;
  /** A number as text. */
  readonly Port: string;
  readonly VPCId: string;
  readonly VSwitchId: string;
}

export interface KvInstance {
  readonly InstanceId: string;
  readonly InstanceName: string;
  /** `Normal`, `Creating`, `Changing`, `Inactive`, `Released`, … */
  readonly InstanceStatus: string;
  /** `Redis`, `Tair`, `Memcache`. */
  readonly InstanceType: string;
  readonly InstanceClass: string;
  readonly ArchitectureType: 'cluster' | 'standard' | 'rwsplit';
  readonly EditionType: string;
  readonly EngineVersion: string;
  readonly NetworkType: 'VPC' | 'CLASSIC';
  readonly RegionId: string;
  readonly ZoneId: string;
  readonly VpcId: string;
  readonly VSwitchId: string;
  readonly PrivateIp: string;
  readonly Port: number;
  readonly ConnectionDomain: string;
  readonly CreateTime: string;
  readonly Tags: { readonly Tag: readonly Tag[] };
  /** Of DescribeDBInstanceNetInfo. */
  readonly netInfos: readonly KvNetInfo[];
}

export const kvInstance = (
  row: Given<KvInstance, 'InstanceId' | 'RegionId' | 'ZoneId' | 'VpcId' | 'VSwitchId' | 'PrivateIp'>,
): KvInstance => ({
  InstanceName: '',
  InstanceStatus: 'Normal',
  InstanceType: 'Redis',
  InstanceClass: 'redis.master.small.default',
  ArchitectureType: 'standard',
  EditionType: 'Community',
  EngineVersion: '7.0',
  NetworkType: 'VPC',
  Port: 6379,
  ConnectionDomain: `${row.InstanceId}.redis.rds.aliyuncs.com`,
  CreateTime: '2025-03-01T02:03:04Z',
  Tags: { Tag: [] },
  netInfos: [],
  ...row,
});
