import * as z from 'zod/mini';
import type { JobPorts } from '../../shared/runtime/ports.ts';
import type { Origin } from './own.ts';
import type { Payload } from './payload.ts';
import { tableOf } from './table.ts';

type Store = JobPorts['store'];

/** What was last sent of a domain, and where each item came from. */
export interface Sent {
  readonly payload: Payload;
  readonly origins: ReadonlyMap<string, Origin>;
}

const Origins = z.array(
  z.tuple([z.string(), z.object({ ref: z.string(), account: z.string(), region: z.string() })]),
);

const keyOf = (org: number, clusterId: string): string => `deepflow/${org}/${clusterId}.json`;

/** `undefined`: nothing was sent yet, or what was noted cannot be read: then nothing of it can stand in for what is missing. */
export async function readSent(
  store: Store,
  org: number,
  clusterId: string,
): Promise<(Sent & { readonly text: string }) | undefined> {
  const stored = await store.get(keyOf(org, clusterId));
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

/** Written only where it says something else: a domain is noted whole. */
export async function writeSent(
  store: Store,
  org: number,
  clusterId: string,
  { noted, now }: { readonly noted: string | undefined; readonly now: Sent },
): Promise<void> {
  const text = JSON.stringify({ payload: now.payload, origins: [...now.origins] });
  if (text !== noted) await store.put(keyOf(org, clusterId), Buffer.from(text));
}

function upper(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(upper);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key.toUpperCase(), upper(member)]));
}
