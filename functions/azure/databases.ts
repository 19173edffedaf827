import type { Models } from '../../shared/model/kinds.ts';
import type { Azure } from './client.ts';
import { azureRef, linksTo, linkTo } from './items.ts';
import { LINK_TYPES, networkOfAll, NOWHERE, reachedBy } from './private-links.ts';
import type { Reached } from './private-links.ts';
import type { Item } from './resources.ts';
import { databaseState } from './states.ts';

export type DatabaseType = 'sqlServer' | 'sqlInstance' | 'mysql' | 'postgresql';

export interface Database<T extends DatabaseType | 'cache' | 'cacheCluster'> {
  readonly row: Item<T>;
  readonly reached: Reached;
  /** The physical one, where it is in exactly one. */
  readonly zone: string | undefined;
}

/** Servers of one type, each with where it is reached. `zones`: the logical ones, as the server says them. */
export async function* serversOf<T extends DatabaseType | 'cache' | 'cacheCluster'>(
  { read, locations }: Azure,
  reader: string,
  type: T,
  zones: (row: Item<T>) => readonly (string | undefined)[],
): AsyncGenerator<readonly Database<T>[], void, undefined> {
  const [reading, { zoneOf }] = await Promise.all([read(reader, [type, ...LINK_TYPES]), locations(reader)]);
  const reached = reachedBy(reading);
  for (const page of reading.pages(type))
    yield page.map((row) => ({
      row,
      reached: reached.get(row.id) ?? NOWHERE,
      zone: zoneOf(row.location, zones(row)),
    }));
}

interface Told {
  readonly engine: string;
  readonly port: number;
  readonly version: string | undefined;
  readonly role: Models['rds']['role'];
  /** The subnet that it is in itself. */
  readonly subnet: string | undefined;
}

export function databaseOf(
  { row, reached, zone }: Database<DatabaseType>,
  { engine, port, version, role, subnet }: Told,
  account: string,
) {
  const { id, name, tags, location, sku, properties } = row;
  const { fullyQualifiedDomainName: host, state } = properties;
  const subnets = [...(subnet === undefined ? [] : [subnet]), ...reached.subnets];
  return {
    kind: 'rds',
    ref: azureRef('rds', id),
    id,
    name,
    tags,
    region: azureRef('region', location),
    owner: account,
    engine,
    version,
    role,
    state: databaseState(state),
    type: sku?.name,
    cluster: undefined,
    vpc: linkTo('vpc', networkOfAll(subnet === undefined ? subnets : [subnet])),
    az: linkTo('az', zone),
    subnets: linksTo('subnet', subnets),
    endpoints:
      host === undefined ? [] : [{ host, port, role: role === 'replica' ? 'reader' : 'primary' } as const],
    addresses: reached.addresses,
    security_groups: [],
  } as const;
}
