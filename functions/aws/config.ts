import * as z from 'zod/mini';

const accountId = z.string().check(z.regex(/^\d{12}$/, 'expected the 12 digits of an AWS account id'));
const roleArn = z
  .string()
  .check(z.regex(/^arn:[\w-]+:iam::\d{12}:role\/.+$/, 'expected a role, arn:aws:iam::<account>:role/<name>'));
const text = z.string().check(z.minLength(1, 'expected a text that is not empty'));

/**
 * Region names: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
 * A pattern without `*` has to be a whole one, so that `us-east` is not taken for a region.
 */
const regionPattern = z.string().check(
  z.refine(
    (pattern) =>
      /^[a-z0-9*-]+$/.test(pattern) && (pattern.includes('*') || /^[a-z]+(-[a-z]+)+-\d+$/.test(pattern)),
    {
      error: ({ input }) =>
        `no AWS region can match ${JSON.stringify(input)}: expected a name like us-east-1, or a pattern like eu-*`,
    },
  ),
);

const Entry = z
  .strictObject({
    id: z.optional(accountId),
    name: z.optional(text),
    roleArn: z.optional(roleArn),
    externalId: z.optional(text),
    profile: z.optional(text),
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
    z.refine((entry) => entry.profile === undefined || entry.accessKeyId === undefined, {
      error: 'expected either profile or accessKeyId, not both',
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
  return arn?.split(':')[4] ?? id;
}

export const Config = z
  .strictObject({
    /** Default: the ambient credentials, as one account. */
    accounts: z.optional(
      z.array(Entry).check(
        z.minLength(1, 'expected at least one account'),
        z.refine((entries) => repeated(entries.flatMap((entry) => accountOf(entry) ?? [])) === undefined, {
          error: ({ input }) =>
            `account ${repeated((input as Entry[]).flatMap((entry) => accountOf(entry) ?? []))} is named twice`,
        }),
      ),
    ),
    /** Or: every active account of the organization that the ambient credentials are in. */
    organization: z.optional(
      z.strictObject({
        roleName: text,
        externalId: z.optional(text),
        /** Account ids or names, with `*`. */
        include: z.optional(z.array(text)),
        exclude: z.optional(z.array(text)),
      }),
    ),
    /** Default: every region that is enabled. */
    regions: z.optional(
      z.strictObject({
        include: z.optional(
          z.array(regionPattern).check(z.minLength(1, 'expected at least one region or pattern')),
        ),
        exclude: z.optional(z.array(regionPattern)),
      }),
    ),
  })
  .check(
    z.refine((config) => config.accounts === undefined || config.organization === undefined, {
      error: 'expected either accounts or organization, not both',
    }),
  );

export type Config = z.infer<typeof Config>;

interface Choice {
  readonly include?: readonly string[] | undefined;
  readonly exclude?: readonly string[] | undefined;
}

/** Is one of these names chosen? No `include` chooses all; `exclude` wins. */
export function chosen({ include, exclude = [] }: Choice = {}, ...names: readonly string[]): boolean {
  const among = (patterns: readonly string[]): boolean =>
    patterns.some((pattern) => names.some((name) => like(pattern).test(name)));
  return (include === undefined || among(include)) && !among(exclude);
}

/** `*` stands for anything. */
function like(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('.*')}$`);
}

function repeated(ids: readonly string[]): string | undefined {
  return ids.find((id, index) => ids.indexOf(id) !== index);
}
