import * as z from 'zod/mini';
import { url } from '../../shared/runtime/config-parts.ts';
import { anyOf } from '../../shared/runtime/patterns.ts';
import { CLOUD_NAMES, CLOUDS } from './clouds.ts';
import type { Place } from './clouds.ts';

const text = z.string().check(z.minLength(1, 'expected a text that is not empty'));
const guid = z
  .string()
  .check(z.regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'expected a GUID'), z.toLowerCase());

/** Texts with `*`. */
const choice = (of: string) =>
  z.optional(
    z.strictObject({
      include: z.optional(z.array(text).check(z.minLength(1, `expected at least one ${of} or pattern`))),
      exclude: z.optional(z.array(text)),
    }),
  );

const Entry = z
  .strictObject({
    tenantId: z.optional(guid),
    /** Of an application; without its secret: what `@azure/identity` finds (managed identity, workload identity, CLI …). */
    clientId: z.optional(guid),
    clientSecret: z.optional(text),
    /** By id or by name. Default: all that may be seen. */
    subscriptions: choice('subscription'),
    /** Ids of management groups: only what is below them. */
    managementGroups: z.optional(z.array(text).check(z.minLength(1, 'expected at least one group'))),
  })
  .check(
    z.refine(
      ({ clientSecret, clientId, tenantId }) =>
        clientSecret === undefined || (clientId !== undefined && tenantId !== undefined),
      { error: 'clientSecret needs tenantId and clientId' },
    ),
  );

/** One tenant: whose tokens are used there, and what of it is wanted. */
export type Entry = z.infer<typeof Entry>;

export const Config = z.strictObject({
  /** Default: the tenant of the ambient credentials. */
  tenants: z.optional(z.array(Entry).check(z.minLength(1, 'expected at least one tenant'))),
  /** A filter of what is kept, by name (`westeurope`) or as the portal shows it (`West Europe`). Default: everything. */
  regions: choice('region'),
  cloud: z.optional(z.enum(CLOUD_NAMES)),
  /** `graph`: Resource Graph, whatever it has. `arm`: the list of each kind in each subscription. Default: graph. */
  lists: z.optional(z.enum(['graph', 'arm'])),
  /** Instead of the cloud's own hosts, for private gateways and simulators. */
  endpoint: z.optional(url),
  authority: z.optional(url),
});

export type Config = z.infer<typeof Config>;

interface Choice {
  readonly include?: readonly string[] | undefined;
  readonly exclude?: readonly string[] | undefined;
}

/** Is something with these names chosen, whatever their case? No `include` chooses all; `exclude` wins. */
export function chosen({ include, exclude = [] }: Choice, names: readonly string[]): boolean {
  const own = names.map(plain);
  const isAmong = (some: readonly string[]): boolean => own.some(anyOf(some.map(plain)));
  return (include === undefined || isAmong(include)) && !isAmong(exclude);
}

/** Names of regions are shown with spaces, and their ids are the same without. */
export const plain = (name: string): string => name.trim().replaceAll(' ', '').toLowerCase();

const trimmed = (base: string): string => base.replace(/\/+$/, '');

export function placeOf({ cloud = 'public', endpoint, authority }: Config): Place {
  const own = CLOUDS[cloud];
  return { management: trimmed(endpoint ?? own.management), authority: trimmed(authority ?? own.authority) };
}

/** What tokens are for. A gateway in front of a cloud takes the tokens of that cloud. */
export function audienceOf({ cloud = 'public' }: Config): string {
  // https://learn.microsoft.com/en-us/azure/china/resources-developer-guide : each cloud has its own.
  return CLOUDS[cloud].management;
}
