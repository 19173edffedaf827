import * as z from 'zod/mini';
import {
  choiceOf,
  endpoint,
  entriesOf,
  externalIdNeedsRole,
  filled,
  keys,
  keysBelongTogether,
  roleIsOfAccount,
  tokenNeedsKeys,
} from '../../shared/runtime/config-parts.ts';

const accountId = z.string().check(z.regex(/^\d{12,20}$/, 'expected the digits of an Aliyun account id'));
const roleArn = z
  .string()
  .check(z.regex(/^acs:ram::\d+:role\/.+$/, 'expected a role, acs:ram::<account>:role/<name>'));
const providerArn = z
  .string()
  .check(z.regex(/^acs:ram::\d+:oidc-provider\/.+$/, 'expected acs:ram::<account>:oidc-provider/<name>'));

/** A token that somebody else issued, changed into the credentials of a role (RRSA of ACK, for one). */
const Oidc = z.strictObject({ roleArn, providerArn, tokenFile: filled });
export type Oidc = z.infer<typeof Oidc>;

const Entry = z
  .strictObject({
    id: z.optional(accountId),
    name: z.optional(filled),
    roleArn: z.optional(roleArn),
    externalId: z.optional(filled),
    ...keys,
    oidc: z.optional(Oidc),
  })
  .check(
    keysBelongTogether,
    tokenNeedsKeys,
    z.refine((entry) => entry.oidc === undefined || entry.accessKeyId === undefined, {
      error: 'expected either oidc or accessKeyId, not both',
    }),
    externalIdNeedsRole,
    roleIsOfAccount(accountOf),
  );

/** One account: own credentials or the ambient ones, and the role to assume with them, if any. */
export type Entry = z.infer<typeof Entry>;

/** The account that an entry names, as far as it names one. */
export function accountOf({ id, roleArn: arn }: Pick<Entry, 'id' | 'roleArn'>): string | undefined {
  return arn?.split(':')[3] ?? id;
}

const Directory = z.strictObject({
  roleName: filled,
  externalId: z.optional(filled),
  /** Account ids or names, with `*`. */
  include: z.optional(z.array(filled)),
  exclude: z.optional(z.array(filled)),
});
export type Directory = z.infer<typeof Directory>;

export const Config = z
  .strictObject({
    /** Default: the ambient credentials, as one account. */
    accounts: z.optional(entriesOf(Entry, accountOf)),
    /** Or: every member of the resource directory that the ambient credentials are in. */
    resourceDirectory: z.optional(Directory),
    /** Ids (`cn-hangzhou`) or localised names (`华东1（杭州）`), with `*`. Default: every region. */
    regions: choiceOf('region'),
    /** Where every product's API is, for private gateways and simulators. */
    endpoint,
  })
  .check(
    z.refine((config) => config.accounts === undefined || config.resourceDirectory === undefined, {
      error: 'expected either accounts or resourceDirectory, not both',
    }),
  );

export type Config = z.infer<typeof Config>;
