import * as z from 'zod/mini';
import { anyOf } from '../../shared/runtime/patterns.ts';

const text = z.string().check(z.minLength(1, 'expected a text that is not empty'));
const domainId = z.string().check(z.regex(/^[0-9a-f]{32}$/, 'expected the id of a Huawei Cloud account'));

const Entry = z
  .strictObject({
    /** Of the account (the console calls it domain or account id). */
    id: z.optional(domainId),
    name: z.optional(text),
    /** An agency of that account, which trusts the one whose keys these are. */
    agencyName: z.optional(text),
    /** The account's name, where its id is not given. */
    domainName: z.optional(text),
    accessKeyId: z.optional(text),
    secretAccessKey: z.optional(text),
    sessionToken: z.optional(text),
  })
  .check(
    z.refine((entry) => (entry.accessKeyId === undefined) === (entry.secretAccessKey === undefined), {
      error: 'accessKeyId and secretAccessKey belong together',
    }),
    z.refine((entry) => entry.sessionToken === undefined || entry.accessKeyId !== undefined, {
      error: 'sessionToken needs accessKeyId and secretAccessKey',
    }),
    z.refine(
      (entry) => entry.agencyName === undefined || entry.id !== undefined || entry.domainName !== undefined,
      { error: 'agencyName needs the id or the domainName of its account' },
    ),
    z.refine((entry) => entry.domainName === undefined || entry.agencyName !== undefined, {
      error: 'domainName needs agencyName',
    }),
  );

/** One account: own keys or those of the environment, and the agency to use with them, if any. */
export type Entry = z.infer<typeof Entry>;

/** Ids (`cn-north-4`) or localised names (`华北-北京四`), with `*`. */
const patterns = z.array(text);

export const Config = z.strictObject({
  /** Default: the keys of the environment, as one account. */
  accounts: z.optional(
    z.array(Entry).check(
      z.minLength(1, 'expected at least one account'),
      z.refine((entries) => repeated(entries) === undefined, {
        error: ({ input }) => `account ${repeated(input as Entry[])} is named twice`,
      }),
    ),
  ),
  /** Default: every region that the account has a project in. */
  regions: z.optional(
    z.strictObject({
      include: z.optional(patterns.check(z.minLength(1, 'expected at least one region or pattern'))),
      exclude: z.optional(patterns),
    }),
  ),
  /** Of the site's hosts. Default: myhuaweicloud.com; the European site has myhuaweicloud.eu. */
  domain: z.optional(z.string().check(z.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'expected a domain name'))),
  /** Where every service is, for private gateways and simulators: `<endpoint>/<service>/<path>`. */
  endpoint: z.optional(z.url({ protocol: /^https?$/ })),
});

export type Config = z.infer<typeof Config>;

interface Choice {
  readonly include?: readonly string[] | undefined;
  readonly exclude?: readonly string[] | undefined;
}

/** Is something with these names chosen? No `include` chooses all; `exclude` wins. */
export function chosen({ include, exclude = [] }: Choice, names: readonly string[]): boolean {
  const isAmong = (some: readonly string[]): boolean => names.some(anyOf(some.map((one) => one.trim())));
  return (include === undefined || isAmong(include)) && !isAmong(exclude);
}

/** Patterns that only a localised name can match: ids are of small letters, digits and dashes. */
export function hasNames({ include = [], exclude = [] }: Choice): boolean {
  return [...include, ...exclude].some((pattern) => !/^[a-z0-9*-]+$/.test(pattern.trim()));
}

function repeated(entries: readonly Entry[]): string | undefined {
  const ids = entries.flatMap(({ id }) => id ?? []);
  return ids.find((one, index) => ids.indexOf(one) !== index);
}
