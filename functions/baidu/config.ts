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

const accountId = z.string().check(z.regex(/^[0-9a-f]{32}$/, 'expected the id of a Baidu Cloud account'));

const Entry = z
  .strictObject({
    /** Of the account. No API tells whose keys are; the console does, under security and authentication. */
    id: accountId,
    name: z.optional(filled),
    /** A role of that account, which trusts the one whose keys these are. */
    roleName: z.optional(filled),
    ...keys,
  })
  .check(keysBelongTogether, tokenNeedsKeys);

/** One account: own keys or those of the environment, and the role to take with them, if any. */
export type Entry = z.infer<typeof Entry>;

export const Config = z.strictObject({
  accounts: entriesOf(Entry, ({ id }) => id),
  /** Ids (`bj`) or localised names (`华北 - 北京`), with `*`. Default: every region that there is. */
  regions: choiceOf('region'),
  /** Of the hosts of a cloud of one's own. Default: baidubce.com. */
  domain: z.optional(z.string().check(z.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'expected a domain name'))),
  /** Where every service is, for private gateways and simulators: `<endpoint>/bcc.bj/<path>`. */
  endpoint,
});

export type Config = z.infer<typeof Config>;
