import * as z from 'zod/mini';
import type { Memory } from './memory.ts';

const Version = z.string().check(z.regex(/^[1-9]\d{0,19}$/));
const Stored = z.object({
  version: Version,
  digest: z.string(),
  counts: z.record(z.string(), z.number()),
  servers: z.prefault(
    z.record(
      z.string(),
      z.object({
        sent: z.optional(Version),
        confirmed: z.optional(Version),
        rival: z.optional(z.object({ takeovers: z.number(), until: z.number() })),
      }),
    ),
    {},
  ),
});

/**
 * What was pushed last, whoever did it: the version rises on every change of
 * content and only then, also from one run of a function to the next.
 */
export interface Pushed {
  /** What the server keeps content apart by. */
  readonly version: bigint;
  readonly digest: string;
  /** Of each type, how many. */
  readonly counts: Readonly<Record<string, number>>;
  /** By URL. */
  readonly servers: Readonly<Record<string, Memory>>;
}

/** `undefined`: it cannot be read. */
export function pushedOf(body: Uint8Array): Pushed | undefined {
  try {
    const { version, servers, ...rest } = Stored.parse(JSON.parse(Buffer.from(body).toString()));
    const memories = Object.entries(servers).map(([url, { sent, confirmed, rival }]) => [
      url,
      { sent: bigOf(sent), confirmed: bigOf(confirmed), rival },
    ]);
    return { ...rest, version: BigInt(version), servers: Object.fromEntries(memories) };
  } catch {
    return undefined;
  }
}

/** The same for the same. */
export function textOf({ version, digest, counts, servers }: Pushed): string {
  return JSON.stringify({ version, digest, counts, servers }, (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
}

const bigOf = (text: string | undefined): bigint | undefined =>
  text === undefined ? undefined : BigInt(text);
