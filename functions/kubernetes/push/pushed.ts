import * as z from 'zod/mini';
import type { LeasePorts } from '../../../shared/log/lease.ts';
import { encodePart } from '../../../shared/model/ref.ts';
import type { Memory } from './memory.ts';
import type { Rival } from './rival.ts';

type Store = LeasePorts['store'];

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

const PREFIX = 'push/';
/** Written by the holder of the lease only. */
const keyOf = (cluster: string): string => `${PREFIX}${encodePart(cluster)}`;

/** Other senders that were found to push, from the store alone. */
export async function rivalsIn(
  store: Pick<Store, 'get' | 'list'>,
): Promise<readonly (Rival & { readonly cluster: string; readonly server: string })[]> {
  const listed = await store.list({ prefix: PREFIX, startAfter: '', limit: 1000 });
  const all = await Promise.all(
    listed.map(async ({ key }) => {
      const cluster = decodeURIComponent(key.slice(PREFIX.length));
      const servers = Object.entries((await readPushed(store, cluster))?.servers ?? {});
      return servers.flatMap(([server, { rival }]) =>
        rival === undefined ? [] : [{ cluster, server, ...rival }],
      );
    }),
  );
  return all.flat();
}

/** `undefined`: never, or it cannot be read; then the next version is a new one all the same. */
export async function readPushed(store: Pick<Store, 'get'>, cluster: string): Promise<Pushed | undefined> {
  const stored = await store.get(keyOf(cluster));
  if (stored === undefined) return undefined;
  try {
    const { version, servers, ...rest } = Stored.parse(JSON.parse(Buffer.from(stored.body).toString()));
    const memories = Object.entries(servers).map(([url, { sent, confirmed, rival }]) => [
      url,
      { sent: bigOf(sent), confirmed: bigOf(confirmed), rival },
    ]);
    return { ...rest, version: BigInt(version), servers: Object.fromEntries(memories) };
  } catch {
    return undefined;
  }
}

export async function writePushed(store: Store, cluster: string, pushed: Pushed): Promise<void> {
  await store.put(keyOf(cluster), Buffer.from(textOf(pushed)));
}

/** The same for the same. */
export function textOf({ version, digest, counts, servers }: Pushed): string {
  return JSON.stringify({ version, digest, counts, servers }, (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
}

const bigOf = (text: string | undefined): bigint | undefined =>
  text === undefined ? undefined : BigInt(text);
