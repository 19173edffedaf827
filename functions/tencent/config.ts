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

const accountId = z
  .string()
  .check(z.regex(/^\d{5,20}$/, 'expected the digits of a Tencent Cloud account id (UIN)'));

/** By name or by id: https://cloud.tencent.com/document/api/1312/48197 */
const roleArn = z
  .string()
  .check(
    z.regex(
      /^qcs::cam::uin\/\d+:role(?:Name)?\/.+$/,
      'expected a role, qcs::cam::uin/<account>:roleName/<name>',
    ),
  );

/** Names as the configuration has them for all clouds: Tencent calls the first two secret id and secret key. */
const Entry = z
  .strictObject({
    id: z.optional(accountId),
    name: z.optional(filled),
    roleArn: z.optional(roleArn),
    externalId: z.optional(filled),
    ...keys,
  })
  .check(keysBelongTogether, tokenNeedsKeys, externalIdNeedsRole, roleIsOfAccount(accountOf));

/** One account: own credentials or the ambient ones, and the role to assume with them, if any. */
export type Entry = z.infer<typeof Entry>;

/** The account that an entry names, as far as it names one. */
export function accountOf({ id, roleArn: arn }: Pick<Entry, 'id' | 'roleArn'>): string | undefined {
  return arn === undefined ? id : /uin\/(\d+)/.exec(arn)?.[1];
}

export const Config = z.strictObject({
  /** Default: the ambient credentials, as one account. */
  accounts: z.optional(entriesOf(Entry, accountOf)),
  /** Ids (`ap-guangzhou`) or localised names (`华南地区(广州)`), with `*`. Default: every region. */
  regions: choiceOf('region'),
  /** Where every product's API is, for private gateways and simulators. */
  endpoint,
});

export type Config = z.infer<typeof Config>;
