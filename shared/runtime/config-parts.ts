/** Parts that the clouds' sections of the configuration have in common. */
import * as z from 'zod/mini';
import { isLoopback } from './loopback.ts';

export const filled = z.string().check(z.minLength(1, 'expected a text that is not empty'));

/** Fields of an entry that brings keys of its own: what AWS calls them stands for what each cloud does. */
export const keys = {
  accessKeyId: z.optional(filled),
  secretAccessKey: z.optional(filled),
  sessionToken: z.optional(filled),
};

interface Keyed {
  readonly accessKeyId?: string | undefined;
  readonly secretAccessKey?: string | undefined;
  readonly sessionToken?: string | undefined;
}

export const keysBelongTogether = z.refine<Keyed>(
  (entry) => (entry.accessKeyId === undefined) === (entry.secretAccessKey === undefined),
  { error: 'accessKeyId and secretAccessKey belong together' },
);

export const tokenNeedsKeys = z.refine<Keyed>(
  (entry) => entry.sessionToken === undefined || entry.accessKeyId !== undefined,
  { error: 'sessionToken needs accessKeyId and secretAccessKey' },
);

interface InRole {
  readonly id?: string | undefined;
  readonly roleArn?: string | undefined;
  readonly externalId?: string | undefined;
}

export const externalIdNeedsRole = z.refine<InRole>(
  (entry) => entry.externalId === undefined || entry.roleArn !== undefined,
  { error: 'externalId needs roleArn' },
);

/** `accountOf`: the account that an entry names, as far as it names one. */
export const roleIsOfAccount = (accountOf: (entry: InRole) => string | undefined) =>
  z.refine<InRole>((entry) => entry.id === undefined || (accountOf(entry) ?? entry.id) === entry.id, {
    error: 'the role of roleArn is in another account than id',
  });

/** At least one entry, and no account twice. */
export function entriesOf<Entry>(
  entry: z.ZodMiniType<Entry>,
  accountOf: (entry: Entry) => string | undefined,
) {
  const repeated = (entries: readonly Entry[]): string | undefined => {
    const ids = entries.flatMap((one) => accountOf(one) ?? []);
    return ids.find((id, index) => ids.indexOf(id) !== index);
  };
  return z.array(entry).check(
    z.minLength(1, 'expected at least one account'),
    z.refine((entries) => repeated(entries) === undefined, {
      error: ({ input }) => `account ${repeated(input as Entry[])} is named twice`,
    }),
  );
}

/** Which of them are wanted: patterns with `*`. Default: all. */
export const choiceOf = (what: string, pattern: z.ZodMiniType<string> = filled) =>
  z.optional(
    z.strictObject({
      include: z.optional(z.array(pattern).check(z.minLength(1, `expected at least one ${what} or pattern`))),
      exclude: z.optional(z.array(pattern)),
    }),
  );

/** Where an API is. Without TLS, everybody on the way there could read tags and play the cloud: only on this machine is nobody on the way. */
export const url = z.url({ protocol: /^https?$/ }).check(
  z.refine(isSafe, {
    error: 'expected https: http is for addresses of this machine alone',
  }),
);

function isSafe(text: string): boolean {
  if (!URL.canParse(text)) return true; // told as no URL
  const { protocol, hostname } = new URL(text);
  return protocol !== 'http:' || isLoopback(hostname);
}

/** Instead of the cloud's own hosts, for private gateways and simulators. */
export const endpoint = z.optional(url);
