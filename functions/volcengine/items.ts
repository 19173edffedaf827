import * as z from 'zod/mini';
import { CloudError } from '../../shared/collect/errors.ts';
import { maybe, text } from '../../shared/collect/wire.ts';
import { table } from '../../shared/collect/table.ts';
import type { Kind } from '../../shared/model/kinds.ts';
import type { Address, Device, Tag } from '../../shared/model/parts.ts';
import type { Endpoint } from '../../shared/model/service-kinds.ts';
import { ref } from '../../shared/model/ref.ts';
import type { Ref } from '../../shared/model/ref.ts';

/** What every item has; one without it is not what we know how to read. */
export const id = z.string().check(z.minLength(1));

/** A text that may be empty, `null` or absent, which all say nothing. */
export const said = z.pipe(
  maybe(text),
  z.transform((value) => value || undefined),
);

/** Of what the item itself says; every taggable kind's list says them. */
export const tags = z.pipe(
  z.nullish(z.array(z.object({ Key: id, Value: said }))),
  z.transform((pairs): readonly Tag[] => (pairs ?? []).map(({ Key, Value = '' }) => [Key, Value])),
);

export function volcengineRef<K extends Kind>(kind: K, ...native: readonly [string, ...string[]]): Ref<K> {
  return ref('volcengine', kind, ...native);
}

/** A link that the item may not have. */
export function link<K extends Kind>(kind: K, native: string | undefined): Ref<K> | undefined {
  return native === undefined || native === '' ? undefined : volcengineRef(kind, native);
}

export function links<K extends Kind>(kind: K, ids: readonly (string | undefined)[]): Ref<K>[] {
  return [...new Set(ids)].flatMap((one) => link(kind, one) ?? []);
}

/** The device that an instance id names by how it begins. */
export function deviceOf(instance: string | undefined): Ref<Device> | undefined {
  const kind = DEVICES[instance?.split('-', 1)[0] ?? ''];
  return instance === undefined || kind === undefined ? undefined : volcengineRef(kind, instance);
}

const DEVICES = table<Device>({
  alb: 'load_balancer',
  clb: 'load_balancer',
  i: 'vm',
  mssql: 'rds',
  mysql: 'rds',
  ngw: 'nat_gateway',
  postgres: 'rds',
  redis: 'redis',
});

/** A private address and the public one that leads to it, as far as there are any. */
export function address(ip: string | undefined, public_ip?: string): Address[] {
  return ip === undefined && public_ip === undefined ? [] : [{ ip, public_ip }];
}

/** None where the cloud tells no host: what is being created has no endpoint yet. */
export function endpoint(
  host: string | undefined,
  port: string | undefined,
  role: Endpoint['role'],
): Endpoint[] {
  const number = Number(port);
  return host === undefined ? [] : [{ host, port: number > 0 ? number : undefined, role }];
}

/** `2022-01-01T00:00:00+08:00` or `…Z`; spellings without a time zone are not read. */
export function timeOf(value: string | undefined): string | undefined {
  const ms = Date.parse(/T.*(?:Z|[+-]\d\d:\d\d)$/.test(value ?? '') ? (value ?? '') : '');
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

/** The answer, or `undefined` where the cloud says that what was asked about is gone: whatever went away since it was listed has no children. */
export async function unlessGone<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    // A product that is gone (`ServiceNotFound`) is another thing.
    if (error instanceof CloudError && error.reason === 'invalid' && GONE.test(error.code ?? ''))
      return undefined;
    throw error;
  }
}

/** `InvalidRouteTable.NotFound` and the like; `InstanceNotFound`, `InvalidInstanceId.NotFound`. `ResourceNotFoundError` of the vendor's Terraform provider. */
const GONE = /NotFound$|NotExist$/;
