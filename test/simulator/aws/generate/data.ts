/** Databases and caches of one place. */
import type { CacheCluster } from '@aws-sdk/client-elasticache';
import type { DBCluster, DBInstance, DBSubnetGroup } from '@aws-sdk/client-rds';
import type { ResourceOf } from '../estate.ts';
import { type Ground, nth, since, tagsFor, times, zoneOf } from './place.ts';

const ENGINES = ['mysql', 'postgres', 'sqlserver-ex', 'mariadb', 'oracle-ee'] as const;
const PORTS: Readonly<Record<string, number>> = {
  postgres: 5432,
  'aurora-postgresql': 5432,
  'sqlserver-ex': 1433,
  'oracle-ee': 1521,
};

/** Two instances to a cluster as far as they go, one at least alone; every fourth of the others is a replica of the first. */
export function makeDatabases(ground: Ground): void {
  const { estate, sizes, account, region, random } = ground;
  const host = (name: string, infix = ''): string =>
    `${name}.${infix}${random.hex(12)}.${region}.rds.amazonaws.com`;
  const members = Math.min(sizes.dbInstances - 1, sizes.dbClusters * 2);
  estate.dbInstances = times(sizes.dbInstances, (n): DBInstance => {
    const DBInstanceIdentifier = `db-${n}`;
    const arn = `arn:aws:rds:${region}:${account}:db:${DBInstanceIdentifier}`;
    const member = n < members;
    const replica = !member && n % 4 === 3 && n > members;
    const Engine = member ? engineOf(Math.floor(n / 2)) : nth(ENGINES, replica ? members : n);
    const creating = n % 25 === 24;
    return {
      DBInstanceIdentifier,
      DBInstanceArn: arn,
      DbiResourceId: `db-${random.hex(26).toUpperCase()}`,
      DBInstanceClass: 'db.r7g.large',
      Engine,
      EngineVersion: Engine.includes('mysql') ? '8.0.39' : '16.4',
      DBInstanceStatus: creating ? 'creating' : n % 13 === 12 ? 'stopped' : 'available',
      // A database that is being made has no endpoint yet.
      ...(creating
        ? {}
        : {
            Endpoint: {
              Address: host(DBInstanceIdentifier),
              Port: PORTS[Engine] ?? 3306,
              HostedZoneId: 'Z1',
            },
          }),
      AvailabilityZone: zoneOf(ground, n),
      MultiAZ: n % 2 === 0,
      InstanceCreateTime: since(n),
      DBSubnetGroup: subnetGroup(ground, n),
      VpcSecurityGroups: groups(ground, n),
      PubliclyAccessible: n % 3 === 0,
      ...(member ? { DBClusterIdentifier: `aurora-${Math.floor(n / 2)}`, PromotionTier: 1 } : {}),
      ...(replica ? { ReadReplicaSourceDBInstanceIdentifier: `db-${members}` } : {}),
      ReadReplicaDBInstanceIdentifiers:
        n === members
          ? times(sizes.dbInstances, (k) => k)
              .filter((k) => k % 4 === 3 && k > members)
              .map((k) => `db-${k}`)
          : [],
      TagList: tagsFor(arn, n),
    };
  });
  estate.dbClusters = times(sizes.dbClusters, (n): DBCluster => {
    const DBClusterIdentifier = `aurora-${n}`;
    const arn = `arn:aws:rds:${region}:${account}:cluster:${DBClusterIdentifier}`;
    const own = estate.dbInstances.filter((instance) => instance.DBClusterIdentifier === DBClusterIdentifier);
    return {
      DBClusterIdentifier,
      DBClusterArn: arn,
      DbClusterResourceId: `cluster-${random.hex(26).toUpperCase()}`,
      Engine: engineOf(n),
      EngineVersion: n % 2 === 0 ? '8.0.mysql_aurora.3.07.1' : '16.4',
      EngineMode: 'provisioned',
      Status: 'available',
      Endpoint: host(DBClusterIdentifier, 'cluster-'),
      ReaderEndpoint: host(DBClusterIdentifier, 'cluster-ro-'),
      CustomEndpoints: n % 2 === 0 ? [host('report', 'cluster-custom-')] : [],
      Port: PORTS[engineOf(n)] ?? 3306,
      MultiAZ: true,
      AvailabilityZones: times(3, (k) => zoneOf(ground, k)),
      DBSubnetGroup: `subnets-${n % 2}`,
      VpcSecurityGroups: groups(ground, n),
      DBClusterMembers: own.map(({ DBInstanceIdentifier }, k) => ({
        DBInstanceIdentifier: String(DBInstanceIdentifier),
        IsClusterWriter: k === 0,
        DBClusterParameterGroupStatus: 'in-sync',
        PromotionTier: 1,
      })),
      ClusterCreateTime: since(n),
      TagList: tagsFor(arn, n),
    };
  });
}

function engineOf(cluster: number): string {
  return cluster % 2 === 0 ? 'aurora-mysql' : 'aurora-postgresql';
}

function subnetGroup({ estate, region }: Ground, n: number): DBSubnetGroup {
  const vpc = nth(estate.vpcs, n);
  return {
    DBSubnetGroupName: `subnets-${n % 2}`,
    DBSubnetGroupDescription: '数据库子网组',
    VpcId: String(vpc.VpcId),
    SubnetGroupStatus: 'Complete',
    Subnets: estate.subnets
      .filter(({ VpcId }) => VpcId === vpc.VpcId)
      .slice(0, 2)
      .map(({ SubnetId, AvailabilityZone }) => ({
        SubnetIdentifier: String(SubnetId),
        SubnetAvailabilityZone: { Name: AvailabilityZone ?? region },
        SubnetStatus: 'Active',
      })),
  };
}

function groups({ estate }: Ground, n: number): { VpcSecurityGroupId: string; Status: string }[] {
  const group = estate.securityGroups[n % Math.max(1, estate.securityGroups.length)];
  return group === undefined ? [] : [{ VpcSecurityGroupId: String(group.GroupId), Status: 'active' }];
}

const engine = (n: number): string => (n % 2 === 0 ? 'valkey' : 'redis');

/** Valkey, Redis and memcached; members of replication groups and clusters of their own. */
export function makeCaches(ground: Ground): void {
  const { estate, sizes, account, region, random } = ground;
  const host = (name: string): string => `${name}.${random.hex(6)}.cache.amazonaws.com`;
  const arn = (what: string, name: string): string =>
    `arn:aws:elasticache:${region}:${account}:${what}:${name}`;
  estate.cacheSubnetGroups = times(estate.vpcs.length, (n) => {
    const CacheSubnetGroupName = `caches-${n}`;
    const ARN = arn('subnetgroup', CacheSubnetGroupName);
    const vpc = nth(estate.vpcs, n);
    return {
      CacheSubnetGroupName,
      ARN,
      VpcId: String(vpc.VpcId),
      Subnets: estate.subnets
        .filter(({ VpcId }) => VpcId === vpc.VpcId)
        .slice(0, 2)
        .map(({ SubnetId, AvailabilityZone }) => ({
          SubnetIdentifier: String(SubnetId),
          SubnetAvailabilityZone: { Name: AvailabilityZone ?? region },
        })),
      Tags: tagsFor(ARN, n),
    };
  });
  const members = Math.min(sizes.cacheClusters, sizes.replicationGroups * 2);
  const name = (n: number): string =>
    n < members ? `cache-${Math.floor(n / 2)}-00${(n % 2) + 1}` : `alone-${n}`;
  const cacheEngine = (n: number): string =>
    n < members ? engine(Math.floor(n / 2)) : n % 3 === 0 ? 'memcached' : engine(n);
  const port = (n: number): number => (cacheEngine(n) === 'memcached' ? 11_211 : 6379);
  estate.cacheClusters = times(sizes.cacheClusters, (n): ResourceOf<'cacheClusters'> => {
    const CacheClusterId = name(n);
    const ARN = arn('cluster', CacheClusterId);
    const node = (k: number) => ({
      CacheNodeId: `000${k + 1}`,
      CacheNodeStatus: 'available',
      CustomerAvailabilityZone: zoneOf(ground, n + k),
      Endpoint: { Address: host(CacheClusterId), Port: port(n) },
    });
    const cluster: CacheCluster = {
      CacheClusterId,
      ARN,
      Engine: cacheEngine(n),
      EngineVersion: cacheEngine(n) === 'memcached' ? '1.6.22' : '7.2.6',
      CacheClusterStatus: n % 19 === 18 ? 'creating' : 'available',
      CacheNodeType: 'cache.r7g.large',
      NumCacheNodes: cacheEngine(n) === 'memcached' ? 2 : 1,
      PreferredAvailabilityZone: zoneOf(ground, n),
      CacheClusterCreateTime: since(n),
      CacheSubnetGroupName: `caches-${n % estate.vpcs.length}`,
      SecurityGroups: groups(ground, n).map(({ VpcSecurityGroupId, Status }) => ({
        SecurityGroupId: VpcSecurityGroupId,
        Status,
      })),
      CacheNodes: times(cacheEngine(n) === 'memcached' ? 2 : 1, node),
      ...(cacheEngine(n) === 'memcached'
        ? { ConfigurationEndpoint: { Address: host(CacheClusterId), Port: port(n) } }
        : {}),
      ...(n < members ? { ReplicationGroupId: `cache-${Math.floor(n / 2)}` } : {}),
    };
    return { ...cluster, Tags: tagsFor(ARN, n) };
  });
  estate.replicationGroups = times(sizes.replicationGroups, (n) => {
    const ReplicationGroupId = `cache-${n}`;
    const ARN = arn('replicationgroup', ReplicationGroupId);
    const sharded = n % 2 === 1;
    const own = estate.cacheClusters.filter((cluster) => cluster.ReplicationGroupId === ReplicationGroupId);
    return {
      ReplicationGroupId,
      ARN,
      Description: `缓存 ${n}`,
      Engine: engine(n),
      Status: 'available',
      ClusterEnabled: sharded,
      CacheNodeType: 'cache.r7g.large',
      MemberClusters: own.map(({ CacheClusterId }) => String(CacheClusterId)),
      ...(sharded
        ? { ConfigurationEndpoint: { Address: host(`clustercfg.${ReplicationGroupId}`), Port: 6379 } }
        : {}),
      NodeGroups: [
        {
          NodeGroupId: '0001',
          Status: 'available',
          ...(sharded
            ? { Slots: '0-16383' }
            : {
                PrimaryEndpoint: { Address: host(`master.${ReplicationGroupId}`), Port: 6379 },
                ReaderEndpoint: { Address: host(`replica.${ReplicationGroupId}`), Port: 6379 },
              }),
          NodeGroupMembers: own.map(({ CacheClusterId, CacheNodes, PreferredAvailabilityZone }, k) => ({
            CacheClusterId: String(CacheClusterId),
            CacheNodeId: '0001',
            PreferredAvailabilityZone: String(PreferredAvailabilityZone),
            ...(sharded
              ? {}
              : { CurrentRole: k === 0 ? 'primary' : 'replica', ReadEndpoint: CacheNodes?.[0]?.Endpoint }),
          })),
        },
      ],
      ReplicationGroupCreateTime: since(n),
      Tags: tagsFor(ARN, n),
    };
  });
  estate.serverlessCaches = times(sizes.serverlessCaches, (n) => {
    const ServerlessCacheName = `serverless-${n}`;
    const ARN = arn('serverlesscache', ServerlessCacheName);
    const vpc = nth(estate.vpcs, n);
    return {
      ServerlessCacheName,
      ARN,
      Description: `无服务器 ${n}`,
      Engine: engine(n),
      MajorEngineVersion: '8',
      FullEngineVersion: '8.0',
      Status: 'available',
      CreateTime: since(n),
      Endpoint: { Address: host(ServerlessCacheName), Port: 6379 },
      ReaderEndpoint: { Address: host(`${ServerlessCacheName}-ro`), Port: 6380 },
      SecurityGroupIds: groups(ground, n).map(({ VpcSecurityGroupId }) => VpcSecurityGroupId),
      SubnetIds: estate.subnets
        .filter(({ VpcId }) => VpcId === vpc.VpcId)
        .slice(0, 2)
        .map(({ SubnetId }) => String(SubnetId)),
      Tags: tagsFor(ARN, n),
    };
  });
}
