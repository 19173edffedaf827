import * as z from 'zod/mini';
import {
  choiceOf,
  endpoint,
  entriesOf,
  filled,
  keys,
  keysBelongTogether,
  roleIsOfAccount,
  tokenNeedsKeys,
} from '../../shared/runtime/config-parts.ts';

const accountId = z.string().check(z.regex(/^\d{5,20}$/, 'expected the digits of a Volcengine account id'));

/** `RoleTrn` of https://github.com/volcengine/volcengine-go-sdk/blob/master/service/sts/api_assume_role.go */
const roleArn = z
  .string()
  .check(z.regex(/^trn:iam::\d+:role\/.+$/, 'expected a role, trn:iam::<account>:role/<name>'));

/** Names as the configuration has them for all clouds: Volcengine calls a role's name a TRN. */
const Entry = z
  .strictObject({
    id: z.optional(accountId),
    name: z.optional(filled),
    roleArn: z.optional(roleArn),
    ...keys,
  })
  .check(keysBelongTogether, tokenNeedsKeys, roleIsOfAccount(accountOf));

/** One account: own credentials or the ambient ones, and the role to assume with them, if any. */
export type Entry = z.infer<typeof Entry>;

/** The account that an entry names, as far as it names one. */
export function accountOf({ id, roleArn: arn }: Pick<Entry, 'id' | 'roleArn'>): string | undefined {
  return arn === undefined ? id : /^trn:iam::(\d+):/.exec(arn)?.[1];
}

export const Config = z.strictObject({
  /** Default: the ambient credentials, as one account. */
  accounts: z.optional(entriesOf(Entry, accountOf)),
  /** Ids (`cn-beijing`) or localised names (`华北2（北京）`), with `*`. Default: every region. */
  regions: choiceOf('region'),
  /** Where every product's API is, for private gateways and simulators. */
  endpoint,
});

export type Config = z.infer<typeof Config>;
