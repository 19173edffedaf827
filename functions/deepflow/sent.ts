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
export async function readSent(
  store: Store,
  org: number,
  target: Noted,
): Promise<(Sent & { readonly text: string }) | undefined> {
  const stored = await store.get(keyOf(org, target));
  if (stored === undefined) return undefined;
  const text = Buffer.from(stored.body).toString();
  try {
    const { payload, origins } = JSON.parse(text);
    // It stands in for what the table holds, so it is read as strictly.
    return { payload: tableOf(upper(payload)), origins: new Map(Origins.parse(origins)), text };
  } catch {
    return undefined;
  }
}

/** Written only where it says something else: a domain is noted whole. Gives back what is noted. */
export async function writeSent(
  store: Store,
  org: number,
  target: Noted,
  { noted, now }: { readonly noted: string | undefined; readonly now: Sent },
): Promise<string> {
  const text = JSON.stringify({ payload: now.payload, origins: [...now.origins] });
  if (text !== noted) await store.put(keyOf(org, target), Buffer.from(text));
  return text;
}

function upper(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(upper);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key.toUpperCase(), upper(member)]));
}
