/**
 * Rows of RDS for MySQL, PostgreSQL and SQL Server 2022-01-01, Redis 2020-12-07, VKE 2022-05-12. Names and nesting:
 * documented.ts; values: website/docs of https://github.com/volcengine/terraform-provider-volcengine
 */
import { CREATED, type Given, type Tag } from './given.ts';

/** Ports are text. */
export interface DatabaseAddress {
  readonly NetworkType: 'Private' | 'Public';
  readonly Domain: string;
  readonly IPAddress: string;
  readonly Port: string;
  readonly SubnetId: string;
  readonly EipId: string;
  readonly DNSVisibility: boolean;
}

export const databaseAddress = (
  row: Given<DatabaseAddress, 'Domain' | 'IPAddress' | 'Port'>,
): DatabaseAddress => ({
  NetworkType: (row.EipId ?? '') === '' ? 'Private' : 'Public',
  SubnetId: '',
  EipId: '',
  DNSVisibility: false,
  ...row,
});

export interface Database {
  readonly InstanceId: string;
  readonly InstanceName: string;
  readonly InstanceStatus: string;
  readonly InstanceType: string;
  readonly DBEngineVersion: string;
  readonly NodeSpec: string;
  readonly NodeNumber: number;
  readonly RegionId: string;
  readonly ZoneId: string;
  readonly ZoneIds: readonly string[];
  readonly VpcId: string;
  readonly SubnetId: string;
  readonly StorageType: string;
  readonly StorageSpace: number;
  readonly CreateTime: string;
  readonly AddressObject: readonly DatabaseAddress[] | null;
  readonly Tags: readonly Tag[] | null;
}

type Needed = 'InstanceId' | 'VpcId' | 'SubnetId' | 'ZoneId';

export const mysql = (row: Given<Database, Needed>): Database => ({
  InstanceName: row.InstanceId,
  InstanceStatus: 'Running',
  InstanceType: 'DoubleNode',
  DBEngineVersion: 'MySQL_8_0',
  NodeSpec: 'rds.mysql.d1.n.2c4g',
  NodeNumber: 2,
  RegionId: 'cn-beijing',
  ZoneIds: [row.ZoneId],
  StorageType: 'LocalSSD',
  StorageSpace: 100,
  CreateTime: CREATED,
  AddressObject: null,
  Tags: [],
  ...row,
});

export const postgres = (row: Given<Database, Needed>): Database => ({
  ...mysql(row),
  DBEngineVersion: row.DBEngineVersion ?? 'PostgreSQL_14',
  NodeSpec: row.NodeSpec ?? 'rds.postgres.1c2g',
});

export interface SqlServer {
  readonly InstanceId: string;
  readonly InstanceName: string;
  readonly InstanceStatus: string;
  readonly InstanceType: 'HA' | 'Basic' | 'Cluster';
  readonly InstanceCategory: string;
  readonly PrimaryInstanceId: string;
  readonly DBEngineVersion: string;
  readonly NodeSpec: string;
  readonly Port: string;
  readonly RegionId: string;
  readonly ZoneId: string;
  readonly VpcId: string;
  readonly SubnetId: string;
  readonly StorageType: string;
  readonly StorageSpace: number;
  readonly CreateTime: string;
  readonly Tags: readonly Tag[] | null;
  /** Of DescribeDBInstanceDetail. */
  readonly addresses: readonly DatabaseAddress[];
}

export const sqlServer = (row: Given<SqlServer, Needed>): SqlServer => ({
  InstanceName: row.InstanceId,
  InstanceStatus: 'Running',
  InstanceType: 'HA',
  InstanceCategory: (row.PrimaryInstanceId ?? '') === '' ? 'Primary' : 'ReadOnly',
  PrimaryInstanceId: '',
  DBEngineVersion: 'SQLServer_2019_Std',
  NodeSpec: 'rds.mssql.se.ha.d2.2c4g',
  Port: '1433',
  RegionId: 'cn-beijing',
  StorageType: 'ESSD_PL1',
  StorageSpace: 100,
  CreateTime: CREATED,
  Tags: [],
  addresses: [],
  ...row,
});

export interface VisitAddr {
  readonly AddrType: 'Private' | 'Public' | 'DirectLink';
  readonly Address: string;
  readonly VIP: string;
  readonly VIPv6: string;
  readonly Port: string;
  readonly EipId: string;
}

export const visitAddr = (row: Given<VisitAddr, 'Address' | 'VIP'>): VisitAddr => ({
  AddrType: 'Private',
  VIPv6: '',
  Port: '6379',
  EipId: '',
  ...row,
});

export interface Redis {
  readonly InstanceId: string;
  readonly InstanceName: string;
  readonly Status: string;
  readonly EngineVersion: string;
  /** Which edition, and with it which action tells its details. */
  readonly ServiceType: 'Basic' | 'Enterprise';
  readonly InstanceClass: string;
  readonly ShardedCluster: number;
  readonly ShardNumber: number;
  readonly NodeNumber: number;
  readonly RegionId: string;
  readonly ZoneIds: readonly string[];
  readonly VpcId: string;
  readonly MultiAZ: string;
  readonly CreateTime: string;
  readonly Tags: readonly Tag[] | null;
  /** Of DescribeDBInstanceDetail. */
  readonly subnet: string;
  readonly addresses: readonly VisitAddr[];
}

export const redis = (row: Given<Redis, 'InstanceId' | 'VpcId' | 'ZoneIds' | 'subnet'>): Redis => ({
  InstanceName: row.InstanceId,
  Status: 'Running',
  EngineVersion: row.ServiceType === 'Enterprise' ? '7.2' : '6.0',
  ServiceType: 'Basic',
  InstanceClass: 'PrimarySecondary',
  ShardedCluster: 0,
  ShardNumber: 1,
  NodeNumber: 2,
  RegionId: 'cn-beijing',
  MultiAZ: row.ZoneIds.length > 1 ? 'enabled' : 'disabled',
  CreateTime: CREATED,
  Tags: [],
  addresses: [],
  ...row,
});

interface Ip {
  readonly Ipv4: string;
}

export interface Cluster {
  readonly Id: string;
  readonly Name: string;
  readonly KubernetesVersion: string;
  readonly Status: {
    readonly Phase: string;
    readonly Conditions: readonly { readonly Type: string }[];
  };
  readonly ClusterConfig: {
    readonly VpcId: string;
    readonly SubnetIds: readonly string[];
    readonly SecurityGroupIds: readonly string[];
    readonly IpFamily: string;
    readonly ApiServerEndpoints: { readonly PublicIp: Ip | null; readonly PrivateIp: Ip };
  };
  readonly ServicesConfig: { readonly ServiceCidrsv4: readonly string[] };
  readonly CreateTime: string;
  readonly Tags: readonly (Tag & { readonly Type: 'System' | 'Custom' })[] | null;
}

export function cluster(
  row: Given<Cluster, 'Id'> & {
    readonly vpc: string;
    readonly subnets: readonly string[];
    readonly phase?: string;
    readonly groups?: readonly string[];
    readonly publicIp?: string;
    readonly privateIp?: string;
  },
): Cluster {
  const { vpc, subnets, phase = 'Running', groups = [], publicIp, privateIp = '', ...given } = row;
  return {
    Name: row.Id,
    KubernetesVersion: 'v1.30.4-vke.3',
    Status: { Phase: phase, Conditions: [{ Type: phase === 'Running' ? 'Ok' : 'Progressing' }] },
    ClusterConfig: {
      VpcId: vpc,
      SubnetIds: subnets,
      SecurityGroupIds: groups,
      IpFamily: 'Ipv4',
      ApiServerEndpoints: {
        PublicIp: publicIp === undefined ? null : { Ipv4: publicIp },
        PrivateIp: { Ipv4: privateIp },
      },
    },
    ServicesConfig: { ServiceCidrsv4: ['172.30.0.0/18'] },
    CreateTime: '2025-03-01T02:03:04Z',
    Tags: [],
    ...given,
  };
}

export const clusterTags = (tags: readonly Tag[]): Cluster['Tags'] =>
  tags.map((tag) => ({ ...tag, Type: 'Custom' }));
