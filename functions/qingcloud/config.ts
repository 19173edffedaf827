import * as z from 'zod/mini';
import {
  choiceOf,
  endpoint,
  entriesOf,
  filled,
  keys,
  keysBelongTogether,
  tokenNeedsKeys,
} from '../../shared/runtime/config-parts.ts';

const userId = z.string().check(z.regex(/^usr-\w+$/, 'expected the id of a QingCloud account, usr-…'));

const Entry = z
  .strictObject({
    id: z.optional(userId),
    name: z.optional(filled),
    /** Its `sessionToken` is the `id_token` of temporary keys. */
    ...keys,
  })
  .check(keysBelongTogether, tokenNeedsKeys);

/**
 * One account: keys of its own or the ambient ones. No request takes on a role in another account: servers and
 * clusters are given theirs, and people switch in the console.
 * https://docsv3.qingcloud.com/authorization/iam/faq/assume_role/
 */
export type Entry = z.infer<typeof Entry>;

export const Config = z.strictObject({
  /** Default: the ambient keys, as one account. */
  accounts: z.optional(entriesOf(Entry, ({ id }) => id)),
  /** Ids (`pek3`, `pek3a`) or localised names (`北京3区`), with `*`. Default: every region that the account may enter. */
  regions: choiceOf('region'),
  /** Where the API is. Default: https://api.qingcloud.com; a private cloud has its own. */
  endpoint,
});

export type Config = z.infer<typeof Config>;
