import * as z from 'zod/mini';
import type { Scope } from '../../shared/collect/collector.ts';
import { some } from '../../shared/collect/wire.ts';
import type { Models } from '../../shared/model/kinds.ts';
import type { Endpoint } from '../../shared/model/service-kinds.ts';
import { address, endpoint, id, link, links, said, tags, volcengineRef } from './items.ts';
import { databaseState } from './states.ts';

/** What SDK types AddressObjectForDescribeDBInstancesOutput and AddressForDescribeDBInstanceDetailOutput have in common. */
export const DatabaseAddress = z.object({
  NetworkType: said,
  IPAddress: said,
  Domain: said,
  Port: said,
  SubnetId: said,
});
type DatabaseAddress = z.infer<typeof DatabaseAddress>;

/** What the instances of rdsmysqlv2, rdspostgresql and rdsmssql have in common. */
export const Database = z.object({
  InstanceId: id,
  InstanceName: said,
  InstanceStatus: said,
  InstanceType: said,
  DBEngineVersion: said,
  NodeSpec: said,
  VpcId: said,
  SubnetId: said,
  ZoneId: said,
  Tags: tags,
});
export type Database = z.infer<typeof Database>;

/** MySQL and PostgreSQL: the list has the addresses. */
export const Inline = z.extend(Database, { AddressObject: some(DatabaseAddress) });

/** Listed for a while, and no more than that. */
export const isDeleted = ({ InstanceStatus }: Database): boolean => InstanceStatus === 'Deleted';

interface More {
  readonly engine: string;
  readonly role?: Models['rds']['role'];
  readonly cluster?: string | undefined;
  readonly addresses: readonly DatabaseAddress[];
}

/** None of the lists says whose a database is, or which security groups it has. */
export function rdsOf(database: Database, more: More, { region }: Scope): Models['rds'] {
  const { InstanceId, InstanceName = InstanceId, SubnetId } = database;
  const { engine, role = 'single', cluster, addresses } = more;
  const serves: Endpoint['role'] = role === 'replica' ? 'reader' : 'primary';
  return {
    kind: 'rds',
    ref: volcengineRef('rds', InstanceId),
    id: InstanceId,
    name: InstanceName,
    tags: database.Tags,
    region: volcengineRef('region', region),
    owner: undefined,
    engine,
    version: versionOf(database.DBEngineVersion),
    role,
    state: databaseState(database.InstanceStatus),
    type: database.NodeSpec,
    cluster: link('rds', cluster),
    vpc: link('vpc', database.VpcId),
    // Of several zones this is the primary's.
    az: link('az', database.ZoneId?.split(/[:;,]/, 1)[0]),
    subnets: links('subnet', [SubnetId, ...addresses.map((one) => one.SubnetId)]),
    endpoints: addresses.flatMap(({ Domain, IPAddress, Port }) =>
      endpoint(Domain ?? IPAddress, Port, serves),
    ),
    addresses: addresses.flatMap(({ NetworkType, IPAddress }) =>
      isPublic(NetworkType) ? address(undefined, IPAddress) : address(IPAddress),
    ),
    security_groups: [],
  };
}

/** `Private`, `Public`, `PublicService`: https://github.com/volcengine/terraform-provider-volcengine/blob/master/website/docs/d/rds_mysql_instances.html.markdown */
export const isPublic = (type: string | undefined): boolean => type === 'Public';

/** `MySQL_8_0` is 8.0, `SQLServer_2019_Std` 2019_Std. */
function versionOf(version: string | undefined): string | undefined {
  return version?.replace(/^[A-Za-z]+_/, '').replaceAll(/(?<=\d)_(?=\d)/g, '.');
}
