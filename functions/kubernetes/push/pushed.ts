import * as z from 'zod/mini';
import type { LeasePorts } from '../../../shared/log/lease.ts';
import { encodePart } from '../../../shared/model/ref.ts';

type Store = LeasePorts['store'];

const Stored = z.object({
  version: z.string().check(z.regex(/^[1-9]\d{0,19}$/)),
  digest: z.string(),
  counts: z.record(z.string(), z.number()),
  told: z.prefault(z.array(z.string()), []),
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
  /** The servers, by URL, that were sent it under this version, and may have taken it. */
  readonly told: readonly string[];
}

/** Written by the holder of the lease only. */
const keyOf = (cluster: string): string => `push/${encodePart(cluster)}`;

/** `undefined`: never, or it cannot be read; then the next version is a new one all the same. */
export async function readPushed(store: Store, cluster: string): Promise<Pushed | undefined> {
  const stored = await store.get(keyOf(cluster));
  if (stored === undefined) return undefined;
  try {
    const { version, ...rest } = Stored.parse(JSON.parse(Buffer.from(stored.body).toString()));
    return { ...rest, version: BigInt(version) };
  } catch {
    return undefined;
  }
}

export async function writePushed(store: Store, cluster: string, pushed: Pushed): Promise<void> {
  const text = JSON.stringify({ ...pushed, version: String(pushed.version) });
  await store.put(keyOf(cluster), Buffer.from(text));
}
