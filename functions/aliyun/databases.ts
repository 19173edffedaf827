import * as z from 'zod/mini';
import { maybe, whole } from '../../shared/collect/wire.ts';
import type { Models } from '../../shared/model/kinds.ts';
import type { Tag } from '../../shared/model/parts.ts';
import type { Endpoint } from '../../shared/model/service-kinds.ts';
import { addressesIn, aliyunRef, id, link, links, said, within, zone } from './items.ts';
import { databaseState } from './states.ts';

/** SDK type DescribeDBInstancesResponseBodyItemsDBInstance. */
export const Database = z.object({
  DBInstanceId: id,
  DBInstanceDescription: said,
  DBInstanceClass: said,
  DBInstanceStatus: said,
  DBInstanceType: said,
  Engine: said,
  EngineVersion: said,
  MasterInstanceId: said,
  ReadOnlyDBInstanceIds: within('ReadOnlyDBInstanceId', z.object({ DBInstanceId: said })),
  VpcId: said,
  VSwitchId: said,
  ZoneId: said,
});
export type Database = z.infer<typeof Database>;

/** SDK type DescribeDBInstanceNetInfoResponseBodyDBInstanceNetInfosDBInstanceNetInfo. */
export const NetInfo = z.object({
  ConnectionString: said,
  ConnectionStringType: said,
  IPAddress: said,
  IPType: said,
  Port: maybe(whole),
  VSwitchId: said,
});
export type NetInfo = z.infer<typeof NetInfo>;

export function databaseRecord(
  database: Database,
  nets: readonly NetInfo[],
  tags: readonly Tag[],
  region: string,
): Models['rds'] {
  const role = roleOf(database);
  return {
    kind: 'rds',
    ref: aliyunRef('rds', database.DBInstanceId),
    id: database.DBInstanceId,
    name: database.DBInstanceDescription ?? database.DBInstanceId,
    tags,
    region: aliyunRef('region', region),
    owner: undefined,
    engine: database.Engine?.toLowerCase() ?? 'unknown',
    version: database.EngineVersion,
    role,
    state: databaseState(database.DBInstanceStatus),
    type: database.DBInstanceClass,
    cluster: undefined,
    vpc: link('vpc', database.VpcId),
    az: zone(database.ZoneId),
    subnets: links('subnet', [
      ...(database.VSwitchId?.split(',') ?? []),
      ...nets.map(({ VSwitchId }) => VSwitchId),
    ]),
    endpoints: nets.flatMap((net) => endpointOf(net, role === 'replica' ? 'reader' : 'primary')),
    addresses: nets.flatMap(({ IPAddress, IPType }) => addressesIn(IPType, IPAddress)),
    security_groups: [],
  };
}

/** Disaster recovery instances (`Guard`) follow a primary too; `Temp` ones and all others stand alone. */
function roleOf({
  DBInstanceType,
  MasterInstanceId,
  ReadOnlyDBInstanceIds,
}: Database): Models['rds']['role'] {
  if (DBInstanceType === 'Readonly' || DBInstanceType === 'Guard' || MasterInstanceId !== undefined)
    return 'replica';
  return ReadOnlyDBInstanceIds.length > 0 ? 'primary' : 'single';
}

/** An endpoint that splits reads from writes is neither the one nor the other. */
function endpointOf(
  { ConnectionString: host, ConnectionStringType, Port: port }: NetInfo,
  role: Endpoint['role'],
): Endpoint[] {
  const isSplit = ConnectionStringType !== undefined && ConnectionStringType !== 'Normal';
  return host === undefined ? [] : [{ host, port, role: isSplit ? 'custom' : role }];
}
