import type { Scope } from '../../shared/collect/collector.ts';
import type { Models } from '../../shared/model/kinds.ts';
import type { Address, State, Tag } from '../../shared/model/parts.ts';
import type { Endpoint } from '../../shared/model/service-kinds.ts';
import { link, links, tencentRef, zone } from './items.ts';

/** What the lists of the database products say, each under names of its own. */
interface Database {
  readonly id: string;
  readonly name: string | undefined;
  readonly tags: readonly Tag[];
  readonly engine: string;
  readonly version: string | undefined;
  readonly role: Models['rds']['role'];
  readonly state: State;
  readonly type: string | undefined;
  readonly cluster?: string | undefined;
  readonly vpc: string | undefined;
  readonly subnet: string | undefined;
  readonly zone: string | undefined;
  readonly endpoints: readonly Endpoint[];
  readonly addresses: readonly Address[];
}

/** None of the lists says whose a database is, or which security groups it has. */
export function rdsOf(database: Database, { region }: Scope): Models['rds'] {
  const { id, name = id, tags, engine, version, role, state, type, endpoints, addresses } = database;
  return {
    kind: 'rds',
    ref: tencentRef('rds', id),
    id,
    name,
    tags,
    region: tencentRef('region', region),
    owner: undefined,
    engine,
    version,
    role,
    state,
    type,
    cluster: link('rds', database.cluster),
    vpc: link('vpc', database.vpc),
    az: zone(database.zone),
    subnets: links('subnet', [database.subnet]),
    endpoints,
    addresses,
    security_groups: [],
  };
}

/** None where the cloud tells no host: what is being created has no endpoint yet. */
export function endpoint(
  host: string | undefined,
  port: number | undefined,
  role: Endpoint['role'],
): Endpoint[] {
  return host === undefined ? [] : [{ host, port: port === 0 ? undefined : port, role }];
}

/** A private address and the public one that leads to it, as far as there are any. */
export function address(ip: string | undefined, public_ip?: string): Address[] {
  return ip === undefined && public_ip === undefined ? [] : [{ ip, public_ip }];
}
