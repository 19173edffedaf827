import * as z from 'zod/mini';
import { maybe, some, text } from '../../shared/collect/wire.ts';
import type { Scope } from '../../shared/collect/collector.ts';
import { table } from '../../shared/collect/table.ts';
import type { Kind } from '../../shared/model/kinds.ts';
import type { Address, Device, Tag } from '../../shared/model/parts.ts';
import { ref } from '../../shared/model/ref.ts';
import type { Ref } from '../../shared/model/ref.ts';

/** What every item has; one without it is not what we know how to read. */
export const id = z.string().check(z.minLength(1));

/** A text that may be empty, `null` or absent, which all say nothing. */
export const said = z.pipe(
  maybe(text),
  z.transform((value) => value || undefined),
);

/**
 * SDK type Tag: a tag is a name, and has a key since keys came to QingCloud.
 * Of borders the SDK has texts. https://github.com/yunify/qingcloud-sdk-go/blob/master/service/types.go
 */
const Pair = z.union([z.string(), z.object({ tag_key: said, tag_name: said, tag_id: said })]);

export const tags = z.pipe(
  some(Pair),
  z.transform((pairs): readonly Tag[] =>
    pairs.map((pair) => {
      if (typeof pair === 'string') return [pair, ''];
      const { tag_key: key, tag_name: name = '', tag_id = '' } = pair;
      return key === undefined ? [name || tag_id, ''] : [key, name];
    }),
  ),
);

export function qingcloudRef<K extends Kind>(kind: K, ...native: readonly [string, ...string[]]): Ref<K> {
  return ref('qingcloud', kind, ...native);
}

/** A link that the item may not have. */
export function link<K extends Kind>(kind: K, native: string | undefined): Ref<K> | undefined {
  return native === undefined || native === '' ? undefined : qingcloudRef(kind, native);
}

export function links<K extends Kind>(kind: K, ids: readonly (string | undefined)[]): Ref<K>[] {
  return [...new Set(ids)].flatMap((one) => link(kind, one) ?? []);
}

/** The base network, which every account has in every region, under one id. */
const BASE = 'vxnet-0';

type Place = Pick<Scope, 'account' | 'region'>;

export function subnetRef({ account, region }: Place, vxnet: string): Ref<'subnet'> {
  return vxnet === BASE ? qingcloudRef('subnet', account, region, vxnet) : qingcloudRef('subnet', vxnet);
}

export function subnetLinks(place: Place, vxnets: readonly (string | undefined)[]): Ref<'subnet'>[] {
  return [...new Set(vxnets)].flatMap((one) => (one === undefined ? [] : subnetRef(place, one)));
}

/** An interface's id is its MAC address. */
export function nicRef({ account, region }: Place, mac: string): Ref<'nic'> {
  return qingcloudRef('nic', account, region, mac.toLowerCase());
}

/** The VPC of a network: of its own where no router joins it to others. */
export function vpcRef({ account, region }: Place, vxnet: string, router: string | undefined): Ref<'vpc'> {
  if (router !== undefined) return qingcloudRef('vpc', router);
  return vxnet === BASE ? qingcloudRef('vpc', account, region, vxnet) : qingcloudRef('vpc', vxnet);
}

/** The device that a resource id names by how it begins. */
export function deviceOf(resource: string | undefined): Ref<Device> | undefined {
  const kind = DEVICES[resource?.split('-', 1)[0] ?? ''];
  return resource === undefined || kind === undefined ? undefined : qingcloudRef(kind, resource);
}

/** As the ids of the response examples begin. */
const DEVICES = table<Device>({
  c: 'redis',
  i: 'vm',
  lb: 'load_balancer',
  nfv: 'nat_gateway',
  rdb: 'rds',
});

/** `2013-08-28T14:26:03Z`; some times are said without an offset, and are UTC too. */
export function timeOf(value: string | undefined): string | undefined {
  const ms = Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/.test(value ?? '') ? (value ?? '') : `${value}Z`);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

/** One public address leads to the one private one; of several nobody says which leads where. */
export function addressesOf(
  privateIps: readonly (string | undefined)[],
  publicIps: readonly (string | undefined)[],
): Address[] {
  const inside = privateIps.flatMap((ip) => ip ?? []);
  const outside = publicIps.flatMap((ip) => ip ?? []);
  if (inside.length === 1 && outside.length === 1) return [{ ip: inside[0], public_ip: outside[0] }];
  return [
    ...inside.map((ip) => ({ ip, public_ip: undefined })),
    ...outside.map((public_ip) => ({ ip: undefined, public_ip })),
  ];
}
