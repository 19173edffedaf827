import * as z from 'zod/mini';
import { maybe, some, text } from '../../shared/collect/wire.ts';
import type { Kind } from '../../shared/model/kinds.ts';
import type { Address, Tag } from '../../shared/model/parts.ts';
import { ref } from '../../shared/model/ref.ts';
import type { Ref } from '../../shared/model/ref.ts';

/** A name, an id: never empty. */
const named = z.string().check(z.minLength(1));

/**
 * Ids of Azure Resource Manager differ in case from answer to answer, and mean the same; so all of them are lower
 * case here. https://learn.microsoft.com/en-us/azure/azure-resource-manager/management/resource-name-rules
 */
export const armId = z.pipe(
  named,
  z.transform((value) => value.toLowerCase()),
);

/** A text that may be empty, `null` or absent, which all say nothing. */
export const said = z.pipe(
  maybe(text),
  z.transform((value) => value || undefined),
);

/** `{ "id": … }` of another resource. */
export const other = z.object({ id: armId });

/** The same, where there may be none; an empty id says so, too. */
export const link = z.pipe(
  maybe(z.object({ id: said })),
  z.transform((value) => value?.id?.toLowerCase()),
);

/** An id that may be missing. */
export const maybeId = z.pipe(
  said,
  z.transform((value) => value?.toLowerCase()),
);

/** Others by their ids. */
export const links = z.pipe(
  some(other),
  z.transform((items): readonly string[] => items.map(({ id }) => id)),
);

/** An object of texts, or `null`. */
export const tags = z.pipe(
  maybe(z.record(z.string(), maybe(text))),
  z.transform((pairs): readonly Tag[] =>
    Object.entries(pairs ?? {}).map(([key, value]) => [key, value ?? '']),
  ),
);

/** `East US` and `eastus` are the same place. */
export const location = z.pipe(
  named,
  z.transform((value) => value.replaceAll(' ', '').toLowerCase()),
);

const Sku = maybe(z.object({ name: said, tier: said }));
const Zones = some(text);

/** What every resource has, however it was listed, and its `properties`. */
export const resource = <T extends z.ZodMiniType>(properties: T) =>
  z.object({
    id: armId,
    name: named,
    location,
    zones: Zones,
    tags,
    sku: Sku,
    properties,
  });

export function azureRef<K extends Kind>(kind: K, ...native: readonly [string, ...string[]]): Ref<K> {
  return ref('azure', kind, ...native);
}

/** A link that the item may not have. */
export function linkTo<K extends Kind>(kind: K, native: string | undefined): Ref<K> | undefined {
  return native === undefined ? undefined : azureRef(kind, native);
}

export function linksTo<K extends Kind>(kind: K, ids: readonly (string | undefined)[]): Ref<K>[] {
  return [...new Set(ids)].flatMap((id) => linkTo(kind, id) ?? []);
}

/** The id of the resource of that type above: `parentOf(subnet, 'subnets')` is its network. */
export function parentOf(id: string | undefined, type: string): string | undefined {
  const at = id?.lastIndexOf(`/${type.toLowerCase()}/`) ?? -1;
  return id === undefined || at < 0 ? undefined : id.slice(0, at);
}

export const networkOf = (subnet: string | undefined): string | undefined => parentOf(subnet, 'subnets');

/** `/subscriptions/<id>/…` */
export function subscriptionOf(id: string | undefined): string | undefined {
  return /^\/subscriptions\/([^/]+)/.exec(id ?? '')?.[1];
}

export const lastPart = (id: string): string => id.slice(id.lastIndexOf('/') + 1);

/** What stands by itself: one address, or one private address and the public one that leads to it. */
export function address(ip: string | undefined, public_ip: string | undefined): Address[] {
  return ip === undefined && public_ip === undefined ? [] : [{ ip, public_ip }];
}

/** `00-0D-3A-1B-C7-21`; interfaces of nothing have none, and some that do not run have zeroes. */
export function macOf(mac: string | undefined): string | undefined {
  const own = mac?.toLowerCase().replaceAll('-', ':');
  return own === undefined || /^[0:]+$/.test(own) ? undefined : own;
}

/** `2024-03-05T07:09:11.123+00:00` */
export function timeOf(time: string | undefined): string | undefined {
  const ms = Date.parse(time ?? '');
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}
