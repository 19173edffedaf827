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

const domainId = z.string().check(z.regex(/^[0-9a-f]{32}$/, 'expected the id of a Huawei Cloud account'));

const Entry = z
  .strictObject({
    /** Of the account (the console calls it domain or account id). */
    id: z.optional(domainId),
    name: z.optional(filled),
    /** An agency of that account, which trusts the one whose keys these are. */
    agencyName: z.optional(filled),
    /** The account's name, where its id is not given. */
    domainName: z.optional(filled),
    ...keys,
  })
  .check(
    keysBelongTogether,
    tokenNeedsKeys,
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

export const Config = z.strictObject({
  /** Default: the keys of the environment, as one account. */
  accounts: z.optional(entriesOf(Entry, ({ id }) => id)),
  /** Ids (`cn-north-4`) or localised names (`华北-北京四`), with `*`. Default: every region that the account has a project in. */
  regions: choiceOf('region'),
  /** Of the site's hosts. Default: myhuaweicloud.com; the European site has myhuaweicloud.eu. */
  domain: z.optional(z.string().check(z.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'expected a domain name'))),
  /** Where every service is, for private gateways and simulators: `<endpoint>/<service>/<path>`. */
  endpoint,
});

export type Config = z.infer<typeof Config>;
