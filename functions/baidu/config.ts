import * as z from 'zod/mini';
import { anyOf } from '../../shared/runtime/patterns.ts';

const text = z.string().check(z.minLength(1, 'expected a text that is not empty'));
const accountId = z.string().check(z.regex(/^[0-9a-f]{32}$/, 'expected the id of a Baidu Cloud account'));

const Entry = z
  .strictObject({
    /** Of the account. No API tells whose keys are; the console does, under security and authentication. */
    id: accountId,
    name: z.optional(text),
    /** A role of that account, which trusts the one whose keys these are. */
    roleName: z.optional(text),
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
  );

/** One account: own keys or those of the environment, and the role to take with them, if any. */
export type Entry = z.infer<typeof Entry>;

/** Ids (`bj`) or localised names (`华北 - 北京`), with `*`. */
const patterns = z.array(text);

export const Config = z.strictObject({
  accounts: z.array(Entry).check(
    z.minLength(1, 'expected at least one account'),
    z.refine((entries) => repeated(entries) === undefined, {
      error: ({ input }) => `account ${repeated(input as Entry[])} is named twice`,
    }),
  ),
  /** Default: every region that there is. */
  regions: z.optional(
    z.strictObject({
      include: z.optional(patterns.check(z.minLength(1, 'expected at least one region or pattern'))),
      exclude: z.optional(patterns),
    }),
  ),
  /** Of the hosts of a cloud of one's own. Default: baidubce.com. */
  domain: z.optional(z.string().check(z.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'expected a domain name'))),
  /** Where every service is, for private gateways and simulators: `<endpoint>/bcc.bj/<path>`. */
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
  const ids = entries.map(({ id }) => id);
  return ids.find((one, index) => ids.indexOf(one) !== index);
}
