/**
 * Rows of the relational databases: CDB for MySQL 2017-03-20, MariaDB 2017-03-12, TDSQL (DCDB) 2018-04-11,
 * PostgreSQL 2017-03-12, SQL Server 2018-03-28, TDSQL-C (CynosDB) 2019-01-07.
 * https://cloud.tencent.com/document/api/236/15872 , …/237/16184 , …/557/16136 , …/409/16773 , …/238/19969 ,
 * …/1003/48086 (DescribeClusters), …/1003/48083 (DescribeClusterDetail), …/1003/48080 (DescribeInstances), …/1003/103934 (DescribeClusterInstanceGrps)
 * Names and nesting: tencentcloud-sdk-nodejs 4.1.313, <product>_models; values: tencentcloud-cli, examples.json.
 */
import type { Given, TagInfo } from './tags.ts';

const CREATED = '2025-03-01 10:03:04';
const NEVER = '0000-00-00 00:00:00';

interface SlaveEnd {
  readonly Vport: number;
  readonly Region: string;
  readonly Vip: string;
  readonly Zone: string;
}

export interface Mysql {
  readonly InstanceId: string;
  readonly InstanceName: string;
  /** 1 primary, 2 disaster recovery, 3 read only. */
  readonly InstanceType: number;
  /** 0 being made, 1 running, 4 being isolated, 5 isolated. */
  readonly Status: number;
  readonly TaskStatus: number;
  readonly Region: string;
  readonly Zone: string;
  readonly ZoneId: number;
  readonly ZoneName: string;
  readonly VpcId: number;
  readonly SubnetId: number;
  readonly UniqVpcId: string;
  readonly UniqSubnetId: string;
  readonly Vip: string;
  readonly Vport: number;
  readonly WanStatus: number;
  readonly WanDomain: string;
  readonly WanPort: number;
  readonly EngineVersion: string;
  readonly EngineType: string;
  readonly DeviceType: string;
  readonly Cpu: number;
  readonly Memory: number;
  readonly Volume: number;
  readonly CreateTime: string;
  readonly DeadlineTime: string;
  readonly PayType: number;
  readonly ProjectId: number;
  readonly InstanceNodes: number;
  readonly TagList: readonly TagInfo[];
  /** Of one that has a master. */
  readonly MasterInfo?: {
    readonly InstanceId: string;
    readonly Region: string;
    readonly InstanceType: number;
  };
  readonly SlaveInfo?: { readonly First: SlaveEnd; readonly Second?: SlaveEnd };
  readonly RoGroups: readonly {
    readonly RoGroupMode: string;
    readonly RoGroupId: string;
    readonly RoGroupName: string;
    readonly Vip: string;
    readonly Vport: number;
    readonly UniqVpcId: string;
    readonly UniqSubnetId: string;
    readonly RoGroupRegion: string;
    readonly RoGroupZone: string;
    readonly RoInstances: readonly { readonly InstanceId: string; readonly MasterInstanceId: string }[];
  }[];
  readonly DrInfo: readonly {
    readonly InstanceId: string;
    readonly Region: string;
    readonly Status: number;
  }[];
  readonly RoVipInfo?: {
    readonly RoVipStatus: number;
    readonly RoSubnetId: number;
    readonly RoVpcId: number;
    readonly RoVport: number;
    readonly RoVip: string;
  };
}

export const mysql = (
  row: Given<Mysql, 'InstanceId' | 'Region' | 'Zone' | 'ZoneId' | 'UniqVpcId' | 'UniqSubnetId' | 'Vip'>,
): Mysql => ({
  InstanceName: row.InstanceId,
  InstanceType: 1,
  Status: 1,
  TaskStatus: 0,
  ZoneName: row.Zone,
  VpcId: 51_102,
  SubnetId: 2333,
  Vport: 3306,
  WanStatus: 0,
  WanDomain: '',
  WanPort: 0,
  EngineVersion: '8.0',
  EngineType: 'InnoDB',
  DeviceType: 'UNIVERSAL',
  Cpu: 2,
  Memory: 4000,
  Volume: 50,
  CreateTime: CREATED,
  DeadlineTime: NEVER,
  PayType: 1,
  ProjectId: 0,
  InstanceNodes: 2,
  TagList: [],
  RoGroups: [],
  DrInfo: [],
  ...row,
});

/** MariaDB and TDSQL say nearly the same of an instance. */
interface Tdsql {
  readonly InstanceId: string;
  readonly InstanceName: string;
  readonly AppId: number;
  readonly Uin: string;
  readonly Region: string;
  readonly Zone: string;
  readonly VpcId: number;
  readonly SubnetId: number;
  readonly UniqueVpcId: string;
  readonly UniqueSubnetId: string;
  /** 0 being made, 1 in a task, 2 running, 3 not initialised, -1 isolated, 4 … 7 on the way. */
  readonly Status: number;
  readonly StatusDesc: string;
  readonly Vip: string;
  readonly Vport: number;
  readonly Ipv6Flag: number;
  readonly Vipv6: string;
  readonly WanStatus: number;
  readonly WanDomain: string;
  readonly WanVip: string;
  readonly WanPort: number;
  readonly DbEngine: string;
  readonly DbVersion: string;
  readonly DbVersionId: string;
  readonly CreateTime: string;
  readonly PeriodEndTime: string;
  readonly NodeCount: number;
  readonly Cpu: number;
  readonly Memory: number;
  readonly Storage: number;
  readonly IsTmp: number;
  /** 1 and 2 primary (exclusive, shared), 3 and 4 disaster recovery. */
  readonly InstanceType: number;
  readonly DcnFlag: number;
  readonly ResourceTags: readonly TagInfo[] | null;
}

export type MariaDb = Tdsql & { readonly TdsqlVersion: string; readonly Machine: string };
export type Dcdb = Tdsql & {
  readonly ShardCount: number;
  readonly ShardDetail: readonly {
    readonly ShardInstanceId: string;
    readonly ShardSerialId: string;
    readonly Status: number;
    readonly ShardId: number;
    readonly NodeCount: number;
  }[];
};

type TdsqlKey = 'InstanceId' | 'Region' | 'Zone' | 'UniqueVpcId' | 'UniqueSubnetId' | 'Vip' | 'Uin';

const tdsql = (row: Given<Tdsql, TdsqlKey>): Tdsql => ({
  InstanceName: row.InstanceId,
  AppId: 251_000_022,
  VpcId: 74_809,
  SubnetId: 1_479_311,
  Status: 2,
  StatusDesc: '运行中',
  Vport: 3306,
  Ipv6Flag: 0,
  Vipv6: '',
  WanStatus: 0,
  WanDomain: '',
  WanVip: '',
  WanPort: 0,
  DbEngine: 'Percona',
  DbVersion: '5.7.17',
  DbVersionId: '5.7',
  CreateTime: CREATED,
  PeriodEndTime: NEVER,
  NodeCount: 2,
  Cpu: 1,
  Memory: 2,
  Storage: 10,
  IsTmp: 0,
  InstanceType: 2,
  DcnFlag: 0,
  ResourceTags: [],
  ...row,
});

export const mariaDb = (row: Given<MariaDb, TdsqlKey>): MariaDb => ({
  ...tdsql(row),
  TdsqlVersion: '基于Percona 5.7.17设计(兼容Mysql 5.7)',
  Machine: 'TS85',
  ...row,
});

export const dcdb = (row: Given<Dcdb, TdsqlKey>): Dcdb => ({
  ...tdsql(row),
  ShardCount: 2,
  ShardDetail: [],
  ...row,
});

export interface PostgresNet {
  readonly Address: string;
  readonly Ip: string;
  readonly Port: number;
  /** `inner` classic, `private` VPC, `public`. */
  readonly NetType: 'inner' | 'private' | 'public';
  /** `initing` is never opened, `opened`, `closed`, … */
  readonly Status: string;
  readonly VpcId: string;
  readonly SubnetId: string;
  readonly ProtocolType: string;
}

export const postgresNet = (given: Partial<PostgresNet>): PostgresNet => ({
  Address: '',
  Ip: '',
  Port: given.Ip === undefined ? 0 : 5432,
  NetType: 'private',
  Status: given.Ip === undefined ? 'initing' : 'opened',
  VpcId: '',
  SubnetId: '',
  ProtocolType: given.Ip === undefined ? '' : 'postgresql',
  ...given,
});

export interface Postgres {
  readonly Region: string;
  readonly Zone: string;
  readonly VpcId: string;
  readonly SubnetId: string;
  readonly DBInstanceId: string;
  readonly DBInstanceName: string;
  /** `applying`, `init`, `initing`, `running`, `limited run`, `isolating`, `isolated`, … */
  readonly DBInstanceStatus: string;
  readonly DBInstanceClass: string;
  readonly DBInstanceCpu: number;
  readonly DBInstanceMemory: number;
  readonly DBInstanceStorage: number;
  readonly DBMajorVersion: string;
  readonly DBVersion: string;
  readonly DBKernelVersion: string;
  /** `primary`, `readonly`, `guard`, `temp`. */
  readonly DBInstanceType: string;
  readonly DBInstanceVersion: string;
  readonly DBEngine: string;
  readonly CreateTime: string;
  readonly UpdateTime: string;
  readonly ExpireTime: string;
  readonly IsolatedTime: string;
  readonly PayType: string;
  readonly DBInstanceNetInfo: readonly PostgresNet[];
  readonly AppId: number;
  readonly Uid: number;
  readonly TagList: readonly TagInfo[];
  readonly MasterDBInstanceId: string;
  readonly ReadOnlyInstanceNum: number;
  readonly DBNodeSet: readonly { readonly Role: string; readonly Zone: string }[] | null;
  readonly NetworkAccessList: null;
}

export const postgres = (
  row: Given<Postgres, 'DBInstanceId' | 'Region' | 'Zone' | 'VpcId' | 'SubnetId'>,
): Postgres => ({
  DBInstanceName: row.DBInstanceId,
  DBInstanceStatus: 'running',
  DBInstanceClass: 'pg.it.small2',
  DBInstanceCpu: 1,
  DBInstanceMemory: 2,
  DBInstanceStorage: 100,
  DBMajorVersion: '16',
  DBVersion: '16.2',
  DBKernelVersion: 'v16.2_r1.5',
  DBInstanceType: 'primary',
  DBInstanceVersion: 'standard',
  DBEngine: 'postgresql',
  CreateTime: CREATED,
  UpdateTime: CREATED,
  ExpireTime: NEVER,
  IsolatedTime: NEVER,
  PayType: 'postpaid',
  DBInstanceNetInfo: [],
  AppId: 251_240_000,
  Uid: 421_842,
  TagList: [],
  MasterDBInstanceId: '',
  ReadOnlyInstanceNum: 0,
  DBNodeSet: null,
  NetworkAccessList: null,
  ...row,
});

export interface SqlServer {
  readonly InstanceId: string;
  readonly Name: string;
  readonly ProjectId: number;
  readonly RegionId: number;
  readonly ZoneId: number;
  readonly VpcId: number;
  readonly SubnetId: number;
  /** 1 applying, 2 running, 3 limited, 4 isolated, 5 … 12 on the way. */
  readonly Status: number;
  readonly Vip: string;
  readonly Vport: number;
  readonly CreateTime: string;
  readonly Memory: number;
  readonly Storage: number;
  readonly Cpu: number;
  readonly Version: string;
  readonly VersionName: string;
  readonly Model: number;
  readonly Region: string;
  readonly Zone: string;
  readonly PayMode: number;
  readonly Uid: string;
  readonly Type: string;
  readonly UniqVpcId: string;
  readonly UniqSubnetId: string;
  /** `RO`, `MASTER` (has read-only ones), or empty. */
  readonly ROFlag: string;
  readonly HAFlag: string;
  readonly ResourceTags: readonly TagInfo[] | null;
  /** `HA`, `RO`, `SI`, `BI`, `cvmHA`, `cvmRO`, `MultiHA`, `cvmMultiHA`, … */
  readonly InstanceType: string;
  readonly DnsPodDomain: string;
  readonly TgwWanVPort: number;
  readonly IsDrZone: boolean;
}

export const sqlServer = (
  row: Given<SqlServer, 'InstanceId' | 'Region' | 'Zone' | 'ZoneId' | 'UniqVpcId' | 'UniqSubnetId' | 'Vip'>,
): SqlServer => ({
  Name: row.InstanceId,
  ProjectId: 0,
  RegionId: 1,
  VpcId: 81_006,
  SubnetId: 2_920_039,
  Status: 2,
  Vport: 1433,
  CreateTime: CREATED,
  Memory: 4,
  Storage: 20,
  Cpu: 2,
  Version: '2017',
  VersionName: 'SQL Server 2017 Enterprise',
  Model: 1,
  PayMode: 0,
  Uid: `gamedb.gz.${row.InstanceId}.mssql.db`,
  Type: 'CLOUD_BSSD',
  ROFlag: '',
  HAFlag: 'MIRROR',
  ResourceTags: null,
  InstanceType: 'cvmHA',
  DnsPodDomain: '',
  TgwWanVPort: 0,
  IsDrZone: false,
  ...row,
});

export interface CynosNet {
  readonly Vip: string;
  readonly Vport: number;
  readonly WanDomain: string;
  readonly WanIP: string;
  readonly WanPort: number;
  readonly WanStatus: string;
  /** `ha` or `rw`: the writer; `ro` and `singleRo`: readers. */
  readonly NetType: string;
  readonly UniqVpcId: string;
  readonly UniqSubnetId: string;
  readonly Description: string;
  readonly InstanceGroupId: string;
}

export const cynosNet = (
  row: Given<CynosNet, 'Vip' | 'NetType' | 'UniqVpcId' | 'UniqSubnetId' | 'InstanceGroupId'>,
): CynosNet => ({
  Vport: 3306,
  WanDomain: '',
  WanIP: '',
  WanPort: 0,
  WanStatus: 'close',
  Description: '',
  ...row,
});

/** An instance of a cluster, as DescribeInstances and DescribeClusterDetail tell it; the rest is its cluster's. */
export interface CynosInstance {
  readonly InstanceId: string;
  readonly InstanceName: string;
  readonly InstanceType: 'rw' | 'ro';
  readonly InstanceRole: string;
  /** As of a cluster. */
  readonly Status: string;
  readonly Cpu: number;
  readonly Memory: number;
  readonly ResourceTags: readonly TagInfo[] | null;
}

export const cynosInstance = (row: Given<CynosInstance, 'InstanceId' | 'InstanceType'>): CynosInstance => ({
  InstanceName: row.InstanceId,
  InstanceRole: row.InstanceType === 'rw' ? 'master' : 'slave',
  Status: 'running',
  Cpu: 2,
  Memory: 4,
  ResourceTags: null,
  ...row,
});

export interface Cynos {
  readonly ClusterId: string;
  readonly ClusterName: string;
  readonly Region: string;
  readonly Zone: string;
  readonly Uin: string;
  readonly AppId: number;
  /** `creating`, `running`, `isolating`, `isolated`, `activating`, `offlining`, `offlined`, `deleting`, `deleted`. */
  readonly Status: string;
  readonly StatusDesc: string;
  readonly ServerlessStatus: string;
  readonly DbType: 'MYSQL' | 'POSTGRESQL';
  readonly DbVersion: string;
  readonly DbMode: string;
  readonly CynosVersion: string;
  readonly InstanceNum: number;
  readonly CreateTime: string;
  readonly UpdateTime: string;
  readonly PeriodEndTime: string;
  readonly PayMode: number;
  readonly Vip: string;
  readonly Vport: number;
  readonly ProjectID: number;
  readonly VpcId: string;
  readonly SubnetId: string;
  readonly NetAddrs: readonly CynosNet[];
  readonly PhysicalZone: string;
  readonly MasterZone: string;
  readonly HasSlaveZone: string;
  readonly SlaveZones: readonly string[];
  readonly ResourceTags: readonly TagInfo[] | null;
  /** Of the other two lists. */
  readonly instances: readonly CynosInstance[];
}

export const cynos = (
  row: Given<Cynos, 'ClusterId' | 'Region' | 'Zone' | 'Uin' | 'VpcId' | 'SubnetId' | 'Vip'>,
): Cynos => ({
  ClusterName: row.ClusterId,
  AppId: 251_000_022,
  Status: 'running',
  StatusDesc: '运行中',
  ServerlessStatus: '',
  DbType: 'MYSQL',
  DbVersion: '8.0',
  DbMode: 'NORMAL',
  CynosVersion: '3.1.10',
  InstanceNum: row.instances?.length ?? 0,
  CreateTime: CREATED,
  UpdateTime: CREATED,
  PeriodEndTime: NEVER,
  PayMode: 0,
  Vport: 3306,
  ProjectID: 0,
  NetAddrs: [],
  PhysicalZone: row.Zone,
  MasterZone: row.Zone,
  HasSlaveZone: 'no',
  SlaveZones: [],
  ResourceTags: [],
  instances: [],
  ...row,
});
