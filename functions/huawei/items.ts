import * as z from 'zod/mini';
import { maybe, some, text } from '../../shared/collect/wire.ts';
import type { Kind } from '../../shared/model/kinds.ts';
import type { Address, Tag } from '../../shared/model/parts.ts';
import { ref } from '../../shared/model/ref.ts';
import type { Ref } from '../../shared/model/ref.ts';
import { regionOf } from './project.ts';

/** What every item has; one without it is not what we know how to read. */
export const id = z.string().check(z.minLength(1));

/** A text that may be empty, `null` or absent, which all say nothing. */
export const said = z.pipe(
  maybe(text),
  z.transform((value) => value || undefined),
);

const Pair = z.object({ key: text, value: said });

/** `[{ key, value }]` */
export const tags = z.pipe(
  some(Pair),
  z.transform((pairs): readonly Tag[] => pairs.map(({ key, value = '' }) => [key, value])),
);

/**
 * `key=value` (servers), `key*value` or pairs (EIPs: the vendor's SDKs do not agree). No key
 * holds either sign. https://support.huaweicloud.com/intl/en-us/usermanual-tms/en-us_topic_0056266269.html
 */
export const joinedTags = z.pipe(
  some(z.union([z.string(), Pair])),
  z.transform((items): readonly Tag[] =>
    items.map((item) => {
      if (typeof item !== 'string') return [item.key, item.value ?? ''];
      const at = item.search(/[=*]/);
      return at < 0 ? [item, ''] : [item.slice(0, at), item.slice(at + 1)];
    }),
  ),
);

/** A list of `{ id }`, as their ids. */
export const idsOf = z.pipe(
  some(z.object({ id })),
  z.transform((items): readonly string[] => items.map((item) => item.id)),
);

export function huaweiRef<K extends Kind>(kind: K, ...native: readonly [string, ...string[]]): Ref<K> {
  return ref('huawei', kind, ...native);
}

/** The region that a scope is in: the scope is one of its projects. */
export const regionRef = (scope: string): Ref<'region'> => huaweiRef('region', regionOf(scope));

/** A link that the item may not have. */
export function link<K extends Kind>(kind: K, native: string | undefined): Ref<K> | undefined {
  return native === undefined || native === '' ? undefined : huaweiRef(kind, native);
}

export function links<K extends Kind>(kind: K, ids: readonly (string | undefined)[]): Ref<K>[] {
  return [...new Set(ids)].flatMap((one) => link(kind, one) ?? []);
}

/** The zone of something that is in exactly one. */
export function zoneOf(zones: readonly (string | undefined)[]): Ref<'az'> | undefined {
  const [one, ...others] = new Set(zones);
  return others.length === 0 ? link('az', one) : undefined;
}

/** `2024-03-05T07:09:11Z`, in some services without an offset: UTC. */
export function timeOf(text_: string | undefined): string | undefined {
  const ms = Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/.test(text_ ?? '') ? (text_ ?? '') : `${text_}Z`);
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
