import type { Scope } from '../collect/collector.ts';
import { everything } from '../store/store.ts';
import type { ObjectStore } from '../store/store.ts';
import { named } from './commit.ts';
import type { Commit } from './commit.ts';
import { readCommit, readFloor, readHead } from './head.ts';
import { dataPrefix, logKey } from './keys.ts';

/** All in milliseconds. */
export interface Retention {
  /** How far back any version can be read. At least `maxRun` and the life of a request, many times over. */
  readonly keep: number;
  /** A sink further behind than this holds nothing back; it will get a snapshot. */
  readonly maxLag: number;
  /** At most so many versions are kept, but for those younger than `orphanAfter`; `Infinity`: age alone decides. */
  readonly maxVersions: number;
  /** Data that no commit names goes when it is older than this: many times the longest run. */
  readonly orphanAfter: number;
}

export interface RetainPorts {
  readonly store: ObjectStore;
  readonly now: () => number;
  readonly needsInline: (next: Commit, version: number) => boolean;
}

/** A later version's state may still stand on changes that lie inside this commit. */
export function needsInline(next: Commit, version: number): boolean {
  return Object.values(next.sources).some(({ segments }) =>
    segments.some((segment) => segment.data === null && segment.version <= version),
  );
}

/**
 * Deletes the oldest commits, upwards, each after the data it replaced, up to a
 * version that stands on nothing inside an older commit. `acknowledged`: the
 * cursors of the living sinks. Returns how many commits went.
 */
export async function retain(
  scope: Scope,
  acknowledged: readonly number[],
  policy: Retention,
  ports: RetainPorts,
): Promise<number> {
  const { store } = ports;
  const now = ports.now();
  const newest = policy.maxVersions === Infinity ? 0 : ((await readHead(store, scope))?.version ?? 0);
  let gone = 0;
  let doomed: Commit[] = [];
  let commit = await readCommit(store, scope, await readFloor(store, scope));
  let lost = (commit?.version ?? 0) - 1;
  while (commit !== undefined) {
    const next = await readCommit(store, scope, commit.version + 1);
    if (next === undefined) return gone;
    // What stands on a commit that is gone was to go with it, when another run was interrupted whose clock may be ahead.
    if (lost === commit.version - 1 && ports.needsInline(commit, lost)) lost = commit.version;
    else if (!isRetirable(commit, next, acknowledged, now, newest, policy)) return gone;
    doomed.push(commit);
    if (!ports.needsInline(next, commit.version)) {
      for (const { replaced, version } of doomed) {
        for (const key of replaced) await store.delete(key);
        await store.delete(logKey(scope, version));
      }
      gone += doomed.length;
      doomed = [];
    }
    commit = next;
  }
  return gone;
}

/** Not the newest that is older than the cutoff, and no sink that is alive needs it. */
function isRetirable(
  { version }: Commit,
  next: Commit,
  acknowledged: readonly number[],
  now: number,
  newest: number,
  policy: Retention,
): boolean {
  const needed = acknowledged.some((cursor) => cursor < version) && next.at > now - policy.maxLag;
  const isOld = next.at <= now - policy.keep;
  const isSpare = newest - version >= policy.maxVersions && next.at <= now - policy.orphanAfter;
  return (isOld || isSpare) && !needed;
}

/**
 * Data of dead runs: old, and named by no version that is kept. The versions
 * are read downwards: another retention deletes upwards, so the first absent
 * number really is the end of the log.
 */
export async function sweep(
  scope: Scope,
  { orphanAfter }: Retention,
  { store, now }: RetainPorts,
): Promise<number> {
  const old: string[] = [];
  for await (const { key, modified } of everything(store, dataPrefix(scope))) {
    if (modified < now() - orphanAfter) old.push(key);
  }
  if (old.length === 0) return 0;
  const live = new Set<string>();
  let commit = await readHead(store, scope);
  while (commit !== undefined) {
    for (const key of named(commit)) live.add(key);
    commit = await readCommit(store, scope, commit.version - 1);
  }
  const orphans = old.filter((key) => !live.has(key));
  for (const key of orphans) await store.delete(key);
  return orphans.length;
}
