import * as z from 'zod/mini';
import {
  choiceOf,
  entriesOf,
  externalIdNeedsRole,
  filled,
  keys,
  keysBelongTogether,
  roleIsOfAccount,
  tokenNeedsKeys,
} from '../../shared/runtime/config-parts.ts';

const accountId = z.string().check(z.regex(/^\d{12}$/, 'expected the 12 digits of an AWS account id'));
const roleArn = z
  .string()
  .check(z.regex(/^arn:[\w-]+:iam::\d{12}:role\/.+$/, 'expected a role, arn:aws:iam::<account>:role/<name>'));

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
    name: z.optional(filled),
    roleArn: z.optional(roleArn),
    externalId: z.optional(filled),
    profile: z.optional(filled),
    ...keys,
  })
  .check(
    keysBelongTogether,
    tokenNeedsKeys,
    z.refine((entry) => entry.profile === undefined || entry.accessKeyId === undefined, {
      error: 'expected either profile or accessKeyId, not both',
    }),
    externalIdNeedsRole,
    roleIsOfAccount(accountOf),
  );

/** One account: own credentials or the ambient ones, and the role to assume with them, if any. */
export type Entry = z.infer<typeof Entry>;

/** The account that an entry names, as far as it names one. */
export function accountOf({ id, roleArn: arn }: Pick<Entry, 'id' | 'roleArn'>): string | undefined {
  return arn?.split(':')[4] ?? id;
}

const Organization = z.strictObject({
  roleName: filled,
  externalId: z.optional(filled),
  /** With `*`; of account ids where there are only digits and `*`, of names otherwise. */
  include: z.optional(z.array(filled)),
  exclude: z.optional(z.array(filled)),
});

export type Organization = z.infer<typeof Organization>;

export const Config = z
  .strictObject({
    /** Default: the ambient credentials, as one account. */
    accounts: z.optional(entriesOf(Entry, accountOf)),
    /** Or: every active account of the organization that the ambient credentials are in. */
    organization: z.optional(Organization),
    /** Default: every region that is enabled. */
    regions: choiceOf('region', regionPattern),
    /**
     * Ask for the rules of application load balancers, one call per listener, so
     * that each listener names every target group it routes to. Default: no. Then
     * a listener names the groups of its default actions, and all groups of its
     * load balancer if it is the only listener. Targets behind rules are known
     * either way, by their group and the load balancers that use it.
     */
    listenerRules: z.optional(z.boolean()),
  })
  .check(
    z.refine((config) => config.accounts === undefined || config.organization === undefined, {
      error: 'expected either accounts or organization, not both',
    }),
  );

export type Config = z.infer<typeof Config>;
