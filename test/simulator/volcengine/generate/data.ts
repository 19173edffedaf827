/** Databases, caches and clusters of one region. */
import {
  cluster,
  clusterTags,
  databaseAddress,
  mysql,
  postgres,
  redis,
  sqlServer,
  visitAddr,
} from '../rows/databases.ts';
import { type Ground, nameFor, nth, since, tagsFor, times } from './ground.ts';

const STATES = ['Running', 'Running', 'Creating', 'Running', 'Scaling'];

function placeOf({ estate, region }: Ground, n: number) {
  const place = nth(estate.subnets, n);
  const { VpcId, SubnetId, ZoneId } = place;
  return { place, row: { RegionId: region, VpcId, SubnetId, ZoneId, CreateTime: since(n) } };
}

function relational(ground: Ground, prefix: string, n: number) {
  const { place, row } = placeOf(ground, n);
  const InstanceId = ground.id(prefix);
  const Port = prefix === 'postgres' ? '5432' : '3306';
  const inside = databaseAddress({
    Domain: `${InstanceId}.rds.ivolces.com`,
    IPAddress: ground.ip(place),
    Port,
    SubnetId: place.SubnetId,
  });
  const outside = databaseAddress({
    Domain: `${InstanceId}-public.rds.volces.com`,
    IPAddress: ground.publicIp(),
    Port,
    EipId: ground.id('eip'),
  });
  return {
    ...row,
    InstanceId,
    InstanceName: nameFor(n),
    InstanceStatus: nth(STATES, n),
    Tags: tagsFor(InstanceId, n),
    addresses: n % 3 === 0 ? [inside, outside] : [inside],
  };
}

export function makeDatabases(ground: Ground): void {
  const { estate, sizes } = ground;
  estate.mysqls = times(sizes.mysqls, (n) => {
    const { addresses: AddressObject, ...row } = relational(ground, 'mysql', n);
    return mysql({ ...row, AddressObject });
  });
  estate.postgreses = times(sizes.postgreses, (n) => {
    const { addresses: AddressObject, ...row } = relational(ground, 'postgres', n);
    return postgres({ ...row, AddressObject });
  });
  estate.sqlServers = times(sizes.sqlServers, (n) => sqlServer(relational(ground, 'mssql', n)));
  estate.redises = times(sizes.redises, (n) => {
    const { place } = placeOf(ground, n);
    const InstanceId = ground.id('redis');
    return redis({
      InstanceId,
      InstanceName: nameFor(n),
      RegionId: ground.region,
      VpcId: place.VpcId,
      ZoneIds: [place.ZoneId],
      CreateTime: since(n),
      subnet: place.SubnetId,
      ServiceType: n % 4 === 3 ? 'Enterprise' : 'Basic',
      ShardedCluster: n % 2,
      addresses: [visitAddr({ Address: `${InstanceId}.redis.ivolces.com`, VIP: ground.ip(place) })],
      Tags: tagsFor(InstanceId, n),
    });
  });
  estate.clusters = times(sizes.clusters, (n) => {
    const { place } = placeOf(ground, n);
    const Id = ground.id('cc').replace('-', '');
    return cluster({
      Id,
      Name: nameFor(n),
      vpc: place.VpcId,
      subnets: [place.SubnetId],
      privateIp: ground.ip(place),
      CreateTime: since(n),
      Tags: clusterTags(tagsFor(Id, n)),
    });
  });
}
