import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { JobPorts } from '../../shared/runtime/ports.ts';
import type { Target } from './domains.ts';
import type { Origin } from './own.ts';
import type { Payload } from './payload.ts';
import { tableOf } from './table.ts';

type Store = JobPorts['store'];
type Noted = Pick<Target, 'mode' | 'provider' | 'account' | 'clusterId'>;

/** What was last sent of a domain, and where each item came from: by uuid, or by the name that is tagged. */
export interface Sent {
  readonly payload: Payload;
  readonly origins: ReadonlyMap<string, Origin>;
  /** Of a domain that DeepFlow collects itself: its `SYNCED_AT` when that was first sent. */
  readonly syncedAt: string | undefined;
}

/** A note as it is stored. */
export interface Note extends Sent {
  /**
   * What stood until then, and may still stand: whoever wrote the note ended before it saw that what it sent was
   * taken. `undefined`: it saw that, or nothing stood.
   */
  readonly before: Sent | undefined;
  readonly text: string;
}

const Origins = z.array(
  z.tuple([z.string(), z.object({ ref: z.string(), account: z.string(), region: z.string() })]),
);

/** Of a domain that DeepFlow collects itself, several accounts may have servers in one, and it may be called anything. */
function keyOf(org: number, { mode, provider, account, clusterId }: Noted): string {
  const name =
    mode === 'own'
      ? clusterId
      : `tags-${createHash('sha256').update(`${provider}/${account}/${clusterId}`).digest('hex').slice(0, 20)}`;
  return `deepflow/${org}/${name}.json`;
}

/** `undefined`: nothing was sent yet, or what was noted cannot be read: then nothing of it can stand in for what is missing. */
export async function readNote(store: Store, org: number, target: Noted): Promise<Note | undefined> {
  const stored = await store.get(keyOf(org, target));
  if (stored === undefined) return undefined;
  const text = Buffer.from(stored.body).toString();
  try {
    const { before, ...now } = JSON.parse(text);
    return { ...sentIn(now), before: before === undefined ? undefined : sentIn(before), text };
  } catch {
    return undefined;
  }
}

/** It stands in for what the table holds, so it is read as strictly. */
const sentIn = ({
  payload,
  origins,
  syncedAt,
}: {
  readonly payload: unknown;
  readonly origins: unknown;
  readonly syncedAt?: unknown;
}): Sent => ({
  payload: tableOf(upper(payload)),
  origins: new Map(Origins.parse(origins)),
  syncedAt: z.optional(z.string()).parse(syncedAt),
});

/** A note in the form in which it is stored. */
export const textOf = (now: Sent, before?: Sent): string =>
  JSON.stringify({ ...storedOf(now), ...(before !== undefined && { before: storedOf(before) }) });

const storedOf = ({ payload, origins, syncedAt }: Sent): object => ({
  payload,
  origins: [...origins],
  syncedAt,
});

export const writeNote = async (store: Store, org: number, target: Noted, text: string): Promise<void> =>
  store.put(keyOf(org, target), Buffer.from(text));

function upper(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(upper);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key.toUpperCase(), upper(member)]));
}
