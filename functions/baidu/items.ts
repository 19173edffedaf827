import * as z from 'zod/mini';
import { maybe, some, text } from '../../shared/collect/wire.ts';
import type { Kind } from '../../shared/model/kinds.ts';
import type { Address, Tag } from '../../shared/model/parts.ts';
import { ref } from '../../shared/model/ref.ts';
import type { Ref } from '../../shared/model/ref.ts';

/** What every item has; one without it is not what we know how to read. */
export const id = z.string().check(z.minLength(1));

/** A text that may be empty, `null` or absent, which all say nothing; some addresses are the text `null`. */
export const said = z.pipe(
  maybe(text),
  z.transform((value) => (value === '' || value === 'null' ? undefined : value)),
);

/** SDK type TagModel. */
export const tags = z.pipe(
  some(z.object({ tagKey: text, tagValue: said })),
  z.transform((pairs): readonly Tag[] => pairs.map(({ tagKey, tagValue = '' }) => [tagKey, tagValue])),
);

export function baiduRef<K extends Kind>(kind: K, ...native: readonly [string, ...string[]]): Ref<K> {
  return ref('baidu', kind, ...native);
}

/** A link that the item may not have. */
export function link<K extends Kind>(kind: K, native: string | undefined): Ref<K> | undefined {
  return native === undefined || native === '' ? undefined : baiduRef(kind, native);
}

export function links<K extends Kind>(kind: K, ids: readonly (string | undefined)[]): Ref<K>[] {
  return [...new Set(ids)].flatMap((one) => link(kind, one) ?? []);
}

/** The zone of something that is in exactly one. Several are told as one text too (`cn-bj-a+cn-bj-b`). */
export function zoneOf(zones: readonly (string | undefined)[]): Ref<'az'> | undefined {
  const [one, ...others] = new Set(zones.flatMap((zone) => zone?.split(/[+,]/) ?? []));
  return others.length === 0 ? link('az', one) : undefined;
}

/** `2017-08-24T05:30:25Z`, in some services without an offset: UTC. */
export function timeOf(said_: string | undefined): string | undefined {
  if (said_ === undefined) return undefined;
  const ms = Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/.test(said_) ? said_ : `${said_.replace(' ', 'T')}Z`);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

/** One public address leads to the one private one; of several nobody says which leads where. */
export function addressesOf(
  privateIps: readonly (string | undefined)[],
  publicIps: readonly (string | undefined)[],
): Address[] {
  const inside = [...new Set(privateIps.flatMap((ip) => ip ?? []))];
  const outside = [...new Set(publicIps.flatMap((ip) => ip ?? []))];
  if (inside.length === 1 && outside.length === 1) return [{ ip: inside[0], public_ip: outside[0] }];
  return [
    ...inside.map((ip) => ({ ip, public_ip: undefined })),
    ...outside.map((public_ip) => ({ ip: undefined, public_ip })),
  ];
}
