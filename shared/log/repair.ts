import type { Scope } from '../collect/collector.ts';
import type { ObjectStore } from '../store/store.ts';
import { Corrupt } from './commit.ts';
import type { Commit } from './commit.ts';
import { readCommit } from './head.ts';
import { logKey } from './keys.ts';
import { repairOf, resetOnHead } from './reset.ts';
import type { RepairPorts, Reset } from './reset.ts';
import { quarantineKey } from './verify.ts';
import type { Finding } from './verify.ts';

export interface Repaired extends Reset {
  /** Where the bytes are now, by the key they had. */
  readonly setAside: ReadonlyMap<string, string>;
}

/**
 * Takes what is corrupt out of the way of the next sync. Bytes are copied before
 * anything happens to them. A commit gets a tombstone in its place, since
 * numbers are dense; data goes only after the commit that stops naming it. Every
 * step can be repeated.
 */
export async function repair(
  scope: Scope,
  findings: readonly Finding[],
  ports: RepairPorts,
): Promise<Repaired> {
  const { store } = ports;
  const open = findings.filter((finding) => !finding.past);
  const setAside = new Map<string, string>();
  for (const { key } of open.filter(({ problem }) => problem !== 'state')) {
    const copy = await copyAside(store, key);
    if (copy !== undefined) setAside.set(key, copy);
  }
  const buried = open.filter(({ problem }) => problem === 'commit').map(({ first }) => first);
  for (const version of buried.toSorted((a, b) => a - b)) await entomb(scope, version, ports);
  const { version, reset } = await resetOnHead(scope, open, buried, ports);
  for (const { key } of open.filter(({ problem }) => problem === 'data')) await store.delete(key);
  return { setAside, version, reset };
}

/** Nothing that was set aside before is overwritten either. */
async function copyAside(store: ObjectStore, key: string): Promise<string | undefined> {
  const body = (await store.get(key))?.body;
  if (body === undefined) return undefined;
  for (let n = 1; ; n++) {
    const copy = quarantineKey(key) + (n === 1 ? '' : `~${n}`);
    await store.putIfAbsent(copy, body);
    const there = (await store.get(copy))?.body;
    if (there !== undefined && Buffer.compare(there, body) === 0) return copy;
  }
}

/** What the version below says stands again; what this one changed is lost. */
async function entomb(scope: Scope, version: number, { store, now, newRunId }: RepairPorts): Promise<void> {
  if ((await readable(store, scope, version)) !== undefined) return; // somebody was here before us
  const below = await readable(store, scope, version - 1);
  const above = await readable(store, scope, version + 1);
  const tombstone: Commit = {
    ...repairOf(below ?? above, version, newRunId()),
    at: below === undefined ? (above?.at ?? now()) - 1 : below.at + 1,
    sources: below?.sources ?? {},
  };
  await store.put(logKey(scope, version), Buffer.from(JSON.stringify(tombstone)));
}

async function readable(store: ObjectStore, scope: Scope, version: number): Promise<Commit | undefined> {
  try {
    return await readCommit(store, scope, version);
  } catch (error) {
    if (error instanceof Corrupt) return undefined;
    throw error;
  }
}
