/** Databases, caches and Kubernetes clusters of one region. */
import { cluster, clusterTags, redis } from '../rows/rest.ts';
import {
  cynos,
  cynosInstance,
  cynosNet,
  dcdb,
  mariaDb,
  mysql,
  postgres,
  postgresNet,
  sqlServer,
} from '../rows/sql.ts';
import type { Subnet } from '../rows/vpc.ts';
import { type Ground, infoFor, nameFor, nth, since, tagsFor, times, zoneIdIn } from './ground.ts';

/** What every product says of where an instance is. */
const at = (ground: Ground, { Zone, VpcId, SubnetId }: Subnet) => ({
  Region: ground.region,
  Zone,
  ZoneId: zoneIdIn(ground, Zone),
  UniqVpcId: VpcId,
  UniqSubnetId: SubnetId,
});

/** A third are read only ones of the first before them, one a disaster recovery one. */
export function makeMysqls(ground: Ground): void {
  const { estate, sizes } = ground;
  const primaries: string[] = [];
  estate.mysqls = times(sizes.mysqls, (n) => {
    const replica = n % 3 === 1;
    const InstanceId = ground.id(replica ? 'cdbro' : 'cdb');
    const subnet = nth(estate.subnets, n);
    const master = primaries.at(-1);
    if (!replica) primaries.push(InstanceId);
    return mysql({
      InstanceId,
      ...at(ground, subnet),
      InstanceName: nameFor(n),
      InstanceType: replica ? 3 : n % 7 === 6 ? 2 : 1,
      ...(replica &&
        master !== undefined && {
          MasterInfo: { InstanceId: master, Region: ground.region, InstanceType: 1 },
        }),
      SlaveInfo: { First: { Vport: 3306, Region: ground.region, Vip: '172.1.1.1', Zone: subnet.Zone } },
      Status: n % 5 === 4 ? 5 : 1,
      TaskStatus: n % 9 === 8 ? 1 : 0,
      Vip: ground.ip(subnet),
      ...(n % 4 === 0 && {
        WanStatus: 1,
        WanDomain: `${ground.region}-${InstanceId}.sql.tencentcdb.com`,
        WanPort: 20_000 + n,
      }),
      EngineVersion: n % 2 === 0 ? '8.0' : '5.7',
      CreateTime: since(n),
      TagList: infoFor(InstanceId, n),
    });
  });
}

export function makeTdsql(ground: Ground): void {
  const { estate, sizes, account } = ground;
  const common = (prefix: string, n: number) => {
    const InstanceId = ground.id(prefix);
    const subnet = nth(estate.subnets, n);
    return {
      InstanceId,
      InstanceName: nameFor(n),
      Uin: account,
      Region: ground.region,
      Zone: subnet.Zone,
      UniqueVpcId: subnet.VpcId,
      UniqueSubnetId: subnet.SubnetId,
      Vip: ground.ip(subnet),
      Status: n % 5 === 4 ? -1 : 2,
      CreateTime: since(n),
      ...(n % 3 === 1 && { Ipv6Flag: 1, Vipv6: `2402:4e00:ffff::${n + 1}` }),
      ...(n % 4 === 0 && {
        WanStatus: 1,
        WanDomain: `${InstanceId}.tdsql.example`,
        WanVip: ground.publicIp(),
        WanPort: 3306,
      }),
      ResourceTags: infoFor(InstanceId, n),
    };
  };
  estate.mariaDbs = times(sizes.mariaDbs, (n) =>
    mariaDb({ ...common('tdsql', n), InstanceType: n % 4 === 3 ? 3 : 2 }),
  );
  estate.dcdbs = times(sizes.dcdbs, (n) => dcdb(common('tdsqlshard', n)));
}

/** The private address of one, its public one where it was opened; one that never was says so. */
export function makePostgreses(ground: Ground): void {
  const { estate, sizes } = ground;
  let primary = '';
  estate.postgreses = times(sizes.postgreses, (n) => {
    const DBInstanceId = ground.id(n % 2 === 1 ? 'pgro' : 'postgres');
    if (n % 2 === 0) primary = DBInstanceId;
    const { VpcId, SubnetId, Zone } = nth(estate.subnets, n);
    return postgres({
      DBInstanceId,
      DBInstanceName: nameFor(n),
      Region: ground.region,
      Zone,
      VpcId,
      SubnetId,
      DBInstanceType: n % 2 === 1 ? 'readonly' : 'primary',
      MasterDBInstanceId: n % 2 === 1 ? primary : '',
      DBInstanceStatus: n % 6 === 5 ? 'isolated' : 'running',
      CreateTime: since(n),
      DBInstanceNetInfo: [
        postgresNet({ Ip: ground.ip(nth(estate.subnets, n)), VpcId, SubnetId }),
        n % 3 === 0
          ? postgresNet({
              NetType: 'public',
              Address: `${DBInstanceId}.sql.tencentcdb.com`,
              Ip: ground.publicIp(),
            })
          : postgresNet({ NetType: 'public' }),
      ],
      TagList: infoFor(DBInstanceId, n),
    });
  });
}

export function makeSqlServers(ground: Ground): void {
  const { estate, sizes } = ground;
  estate.sqlServers = times(sizes.sqlServers, (n) => {
    const replica = n % 4 === 3;
    const InstanceId = ground.id(replica ? 'mssqlro' : 'mssql');
    const subnet = nth(estate.subnets, n);
    return sqlServer({
      InstanceId,
      ...at(ground, subnet),
      Name: nameFor(n),
      Status: n % 6 === 5 ? 4 : 2,
      Vip: ground.ip(subnet),
      InstanceType: replica ? 'cvmRO' : n % 3 === 0 ? 'SI' : 'HA',
      ROFlag: replica ? 'RO' : '',
      CreateTime: since(n),
      ResourceTags: infoFor(InstanceId, n),
    });
  });
}

export function makeCynoses(ground: Ground): void {
  const { estate, sizes } = ground;
  estate.cynoses = times(sizes.cynoses, (n) => {
    const ClusterId = ground.id('cynosdbmysql');
    const subnet = nth(estate.subnets, n);
    const { VpcId: UniqVpcId, SubnetId: UniqSubnetId } = subnet;
    const Vip = ground.ip(subnet);
    return cynos({
      ClusterId,
      ClusterName: nameFor(n),
      Region: ground.region,
      Zone: subnet.Zone,
      Uin: ground.account,
      VpcId: UniqVpcId,
      SubnetId: UniqSubnetId,
      Vip,
      Status: n % 4 === 3 ? 'isolated' : 'running',
      DbType: n % 3 === 2 ? 'POSTGRESQL' : 'MYSQL',
      CreateTime: since(n),
      NetAddrs: [
        cynosNet({
          Vip,
          NetType: 'ha',
          UniqVpcId,
          UniqSubnetId,
          InstanceGroupId: ground.id('cynosdbmysql-grp'),
        }),
        cynosNet({
          Vip: ground.ip(subnet),
          NetType: 'ro',
          UniqVpcId,
          UniqSubnetId,
          InstanceGroupId: ground.id('cynosdbmysql-grp'),
        }),
      ],
      instances: [cynosMember(ground, 'rw', n), cynosMember(ground, 'ro', n + 1)],
      ResourceTags: infoFor(ClusterId, n),
    });
  });
}

function cynosMember(ground: Ground, InstanceType: 'rw' | 'ro', n: number) {
  const InstanceId = ground.id('cynosdbmysql-ins');
  return cynosInstance({ InstanceId, InstanceType, ResourceTags: infoFor(InstanceId, n) });
}

export function makeRedises(ground: Ground): void {
  const { estate, sizes } = ground;
  estate.redises = times(sizes.redises, (n) => {
    const InstanceId = ground.id('crs');
    const subnet = nth(estate.subnets, n);
    const { Region, ZoneId, UniqVpcId, UniqSubnetId } = at(ground, subnet);
    return redis({
      InstanceId,
      InstanceName: nameFor(n),
      Region,
      ZoneId,
      UniqVpcId,
      UniqSubnetId,
      WanIp: ground.ip(subnet),
      WanAddress: n % 4 === 0 ? `${InstanceId}.sql.tencentcdb.com:${20_000 + n}` : '',
      Status: n % 6 === 5 ? -2 : 2,
      ProductType: n % 3 === 0 ? 'cluster' : 'standalone',
      NodeSet:
        n % 5 === 1
          ? [
              { NodeId: 336_948, NodeType: 0, ZoneId, ZoneName: '' },
              { NodeId: 336_949, NodeType: 1, ZoneId: ZoneId + 1, ZoneName: '' },
            ]
          : [],
      Createtime: since(n),
      InstanceTags: infoFor(InstanceId, n),
    });
  });
}

export function makeClusters(ground: Ground): void {
  const { estate, sizes } = ground;
  estate.clusters = times(sizes.clusters, (n) => {
    const ClusterId = ground.id('cls');
    const { VpcId } = nth(estate.vpcs, n);
    const subnets = estate.subnets.filter((one) => one.VpcId === VpcId).slice(0, 2);
    return cluster({
      ClusterId,
      ClusterName: nameFor(n),
      vpc: VpcId,
      serviceCidr: `10.15.${n * 4}.0/22`,
      ...(n % 2 === 0 && { subnets: subnets.map(({ SubnetId }) => SubnetId) }),
      ...(n % 3 === 1 && { ipv6ServiceCidr: 'fd00:100::/112' }),
      ClusterStatus: n % 4 === 3 ? 'Creating' : 'Running',
      TagSpecification: clusterTags(tagsFor(ClusterId, n)),
    });
  });
}
