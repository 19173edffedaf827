import * as z from 'zod/mini';
import { anyOf } from '../../shared/runtime/patterns.ts';

const text = z.string().check(z.minLength(1, 'expected a text that is not empty'));
const accountId = z.string().check(z.regex(/^\d{5,20}$/, 'expected the digits of a Volcengine account id'));

/** `RoleTrn` of https://github.com/volcengine/volcengine-go-sdk/blob/master/service/sts/api_assume_role.go */
const roleArn = z
  .string()
  .check(z.regex(/^trn:iam::\d+:role\/.+$/, 'expected a role, trn:iam::<account>:role/<name>'));

/** Names as the configuration has them for all clouds: Volcengine calls a role's name a TRN. */
const Entry = z
  .strictObject({
    id: z.optional(accountId),
    name: z.optional(text),
    roleArn: z.optional(roleArn),
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
    z.refine((entry) => entry.id === undefined || (accountOf(entry) ?? entry.id) === entry.id, {
      error: 'the role of roleArn is in another account than id',
    }),
  );

/** One account: own credentials or the ambient ones, and the role to assume with them, if any. */
export type Entry = z.infer<typeof Entry>;

/** The account that an entry names, as far as it names one. */
export function accountOf({ id, roleArn: arn }: Pick<Entry, 'id' | 'roleArn'>): string | undefined {
  return arn === undefined ? id : /^trn:iam::(\d+):/.exec(arn)?.[1];
}

/** Ids (`cn-beijing`) or localised names (`华北2（北京）`), with `*`. */
const patterns = z.array(text);

export const Config = z.strictObject({
  /** Default: the ambient credentials, as one account. */
  accounts: z.optional(
    z.array(Entry).check(
      z.minLength(1, 'expected at least one account'),
      z.refine((entries) => repeated(entries) === undefined, {
        error: ({ input }) => `account ${repeated(input as Entry[])} is named twice`,
      }),
    ),
  ),
  /** Default: every region. */
  regions: z.optional(
    z.strictObject({
      include: z.optional(patterns.check(z.minLength(1, 'expected at least one region or pattern'))),
      exclude: z.optional(patterns),
    }),
  ),
  /** Where every product's API is, for private gateways and simulators. */
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
  const ids = entries.flatMap((entry) => accountOf(entry) ?? []);
  return ids.find((one, index) => ids.indexOf(one) !== index);
}
