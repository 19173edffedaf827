import * as z from 'zod/mini';
import { anyOf } from '../../shared/runtime/patterns.ts';

const text = z.string().check(z.minLength(1, 'expected a text that is not empty'));
const userId = z.string().check(z.regex(/^usr-\w+$/, 'expected the id of a QingCloud account, usr-…'));

const Entry = z
  .strictObject({
    id: z.optional(userId),
    name: z.optional(text),
    accessKeyId: z.optional(text),
    secretAccessKey: z.optional(text),
    /** `id_token` of temporary keys. */
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

/** One account: keys of its own or the ambient ones. */
export type Entry = z.infer<typeof Entry>;

/** Ids (`pek3`, `pek3a`) or localised names (`北京3区`), with `*`. */
const patterns = z.array(text);

export const Config = z.strictObject({
  /** Default: the ambient keys, as one account. */
  accounts: z.optional(
    z.array(Entry).check(
      z.minLength(1, 'expected at least one account'),
      z.refine((entries) => repeated(entries) === undefined, {
        error: ({ input }) => `account ${repeated(input as Entry[])} is named twice`,
      }),
    ),
  ),
  /** Default: every region that the account may enter. */
  regions: z.optional(
    z.strictObject({
      include: z.optional(patterns.check(z.minLength(1, 'expected at least one region or pattern'))),
      exclude: z.optional(patterns),
    }),
  ),
  /** Where the API is. Default: https://api.qingcloud.com; a private cloud has its own. */
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

function repeated(entries: readonly Entry[]): string | undefined {
  const ids = entries.flatMap(({ id }) => id ?? []);
  return ids.find((one, index) => ids.indexOf(one) !== index);
}
