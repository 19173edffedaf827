import * as z from 'zod/mini';
import { anyOf } from '../../shared/runtime/patterns.ts';

const text = z.string().check(z.minLength(1, 'expected a text that is not empty'));
const accountId = z.string().check(z.regex(/^\d{12,20}$/, 'expected the digits of an Aliyun account id'));
const roleArn = z
  .string()
  .check(z.regex(/^acs:ram::\d+:role\/.+$/, 'expected a role, acs:ram::<account>:role/<name>'));
const providerArn = z
  .string()
  .check(z.regex(/^acs:ram::\d+:oidc-provider\/.+$/, 'expected acs:ram::<account>:oidc-provider/<name>'));

/** A token that somebody else issued, changed into the credentials of a role (RRSA of ACK, for one). */
const Oidc = z.strictObject({ roleArn, providerArn, tokenFile: text });
export type Oidc = z.infer<typeof Oidc>;

const Entry = z
  .strictObject({
    id: z.optional(accountId),
    name: z.optional(text),
    roleArn: z.optional(roleArn),
    externalId: z.optional(text),
    accessKeyId: z.optional(text),
    secretAccessKey: z.optional(text),
    sessionToken: z.optional(text),
    oidc: z.optional(Oidc),
  })
  .check(
    z.refine((entry) => (entry.accessKeyId === undefined) === (entry.secretAccessKey === undefined), {
      error: 'accessKeyId and secretAccessKey belong together',
    }),
    z.refine((entry) => entry.sessionToken === undefined || entry.accessKeyId !== undefined, {
      error: 'sessionToken needs accessKeyId and secretAccessKey',
    }),
    z.refine((entry) => entry.oidc === undefined || entry.accessKeyId === undefined, {
      error: 'expected either oidc or accessKeyId, not both',
    }),
    z.refine((entry) => entry.externalId === undefined || entry.roleArn !== undefined, {
      error: 'externalId needs roleArn',
    }),
    z.refine((entry) => entry.id === undefined || (accountOf(entry) ?? entry.id) === entry.id, {
      error: 'the role of roleArn is in another account than id',
    }),
  );

/** One account: own credentials or the ambient ones, and the role to assume with them, if any. */
export type Entry = z.infer<typeof Entry>;

/** The account that an entry names, as far as it names one. */
export function accountOf({ id, roleArn: arn }: Pick<Entry, 'id' | 'roleArn'>): string | undefined {
  return arn?.split(':')[3] ?? id;
}

/** Ids (`cn-hangzhou`) or localised names (`华东1（杭州）`), with `*`. */
const patterns = z.array(text);

const Directory = z.strictObject({
  roleName: text,
  externalId: z.optional(text),
  /** Account ids or names, with `*`. */
  include: z.optional(patterns),
  exclude: z.optional(patterns),
});
export type Directory = z.infer<typeof Directory>;

export const Config = z
  .strictObject({
    /** Default: the ambient credentials, as one account. */
    accounts: z.optional(
      z.array(Entry).check(
        z.minLength(1, 'expected at least one account'),
        z.refine((entries) => repeated(entries) === undefined, {
          error: ({ input }) => `account ${repeated(input as Entry[])} is named twice`,
        }),
      ),
    ),
    /** Or: every member of the resource directory that the ambient credentials are in. */
    resourceDirectory: z.optional(Directory),
    /** Default: every region. */
    regions: z.optional(
      z.strictObject({
        include: z.optional(patterns.check(z.minLength(1, 'expected at least one region or pattern'))),
        exclude: z.optional(patterns),
      }),
    ),
    /** Where every product's API is, for private gateways and simulators. */
    endpoint: z.optional(z.url({ protocol: /^https?$/ })),
  })
  .check(
    z.refine((config) => config.accounts === undefined || config.resourceDirectory === undefined, {
      error: 'expected either accounts or resourceDirectory, not both',
    }),
  );

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
  const ids = entries.flatMap((entry) => accountOf(entry) ?? []);
  return ids.find((one, index) => ids.indexOf(one) !== index);
}
