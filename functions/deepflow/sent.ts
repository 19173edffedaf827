import type { JobPorts } from '../../shared/runtime/ports.ts';
import type { Origin } from './own.ts';
import { EMPTY } from './payload.ts';
import type { Payload } from './payload.ts';

type Store = JobPorts['store'];

/** What was last sent of a domain, and where each item came from. */
export interface Sent {
  readonly payload: Payload;
  readonly origins: ReadonlyMap<string, Origin>;
}

const keyOf = (org: number, clusterId: string): string => `deepflow/${org}/${clusterId}.json`;

/** `undefined`: nothing was sent yet, or what was noted cannot be read: then nothing of it can stand in for what is missing. */
export async function readSent(store: Store, org: number, clusterId: string): Promise<Sent | undefined> {
  const stored = await store.get(keyOf(org, clusterId));
  if (stored === undefined) return undefined;
  try {
    const { payload, origins } = JSON.parse(Buffer.from(stored.body).toString());
    return { payload: { ...EMPTY, ...payload }, origins: new Map(origins) };
  } catch {
    return undefined;
  }
}

export async function writeSent(
  store: Store,
  org: number,
  clusterId: string,
  { payload, origins }: Sent,
): Promise<void> {
  await store.put(keyOf(org, clusterId), Buffer.from(JSON.stringify({ payload, origins: [...origins] })));
}
