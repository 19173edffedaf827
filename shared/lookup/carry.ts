import type { Scope } from '../collect/collector.ts';
import type { Commit } from '../log/commit.ts';
import { readCommit } from '../log/head.ts';
import { readChanges } from '../log/read.ts';
import { refOf } from '../model/line.ts';
import type { Line } from '../model/line.ts';
import { Lines } from '../model/lines.ts';
import type { SourceState } from '../model/links/merge.ts';
import { refsOf } from '../model/links/refs.ts';
import { providerOf, recordOf } from '../model/record.ts';
import type { ObjectStore } from '../store/store.ts';

export interface At {
  readonly scope: Scope;
  readonly commit: Commit;
}

/** A line that a scope held once, and holds no more. */
export interface Removed {
  readonly scope: Scope;
  readonly line: Line;
  /** When it was removed. */
  readonly at: number;
}

/**
 * The sources, and what kept or held records refer to although no scope holds it
 * any more: each from the last version that had it. A list that failed is older
 * than the removals of the others; without this its records would lead nowhere.
 */
export async function carry(
  store: ObjectStore,
  scopes: readonly At[],
  sources: readonly SourceState[],
): Promise<readonly SourceState[]> {
  const carried = await carriedOf(store, scopes, wantedOf(sources));
  const stale = carried.map(({ scope: { account, region }, line }): SourceState => ({
    account,
    region,
    standing: 'stale',
    lines: Lines.of([line]),
  }));
  return [...sources, ...stale];
}

/** What of `wanted` (refs that no scope holds) was removed since the doubtful sources were last complete, and what that leads to. */
export async function carriedOf(
  store: ObjectStore,
  scopes: readonly At[],
  wanted: ReadonlySet<string>,
): Promise<readonly Removed[]> {
  const carried = new Map<string, Removed>();
  for (const provider of new Set([...wanted].map(providerOf))) {
    const own = scopes.filter(({ scope }) => scope.provider === provider);
    const removed = await removedSince(store, own, await oldestView(store, own));
    for (let missing = [...wanted]; missing.length > 0;) {
      const found = missing.flatMap((ref) => {
        const one = carried.has(ref) ? undefined : removed.get(ref);
        if (one !== undefined) carried.set(ref, one);
        return one ?? [];
      });
      // What is carried leads on, and where it led may have gone with it.
      missing = found.flatMap(({ line }) => linksOf(line)).filter((ref) => removed.has(ref));
    }
  }
  return [...carried.values()];
}

function wantedOf(sources: readonly SourceState[]): ReadonlySet<string> {
  const doubtful = sources.filter(({ standing }) => standing !== 'current');
  const wanted = new Set(doubtful.flatMap(({ lines }) => [...lines].flatMap(linksOf)));
  if (wanted.size === 0) return wanted;
  for (const { lines } of sources) for (let n = 0; n < lines.size; n++) wanted.delete(lines.ref(n));
  return wanted;
}

function linksOf(line: Line): readonly string[] {
  const record = recordOf(line);
  return record === undefined ? [] : refsOf(record);
}

/** When the kept and held sources were last listed completely, while they were complete: the earliest of those times. */
async function oldestView(store: ObjectStore, scopes: readonly At[]): Promise<number> {
  let oldest = Number.POSITIVE_INFINITY;
  for (const { scope, commit } of scopes) {
    const doubtful = Object.entries(commit.sources).filter(
      ([, { outcome, digest }]) => digest !== null && (outcome === 'kept' || outcome === 'held'),
    );
    for (const [source] of doubtful) {
      const observedAt = await lastComplete(store, scope, commit, source);
      const observed = await readCommit(store, scope, observedAt);
      oldest = Math.min(oldest, observed?.at ?? 0);
    }
  }
  return oldest;
}

async function lastComplete(
  store: ObjectStore,
  scope: Scope,
  commit: Commit,
  source: string,
): Promise<number> {
  let entry = commit.sources[source];
  for (let { version } = commit; entry?.outcome === 'held';) {
    const before = await readCommit(store, scope, --version);
    if (before === undefined) return 0;
    entry = before.sources[source];
  }
  return entry?.observedAt ?? 0;
}

/** Every line that was removed later than that, as it last was; not what came back. */
async function removedSince(
  store: ObjectStore,
  scopes: readonly At[],
  time: number,
): Promise<ReadonlyMap<string, Removed>> {
  const removed = new Map<string, Removed>();
  for (const { scope, commit } of scopes) {
    let newest: Commit | undefined = commit;
    while (newest !== undefined && newest.at >= time) {
      const { at }: Commit = newest;
      for (const changes of (await readChanges(store, scope, newest)).values()) {
        for (const { before, after } of changes) {
          if (before === undefined || after !== undefined) continue;
          const ref = refOf(before);
          if ((removed.get(ref)?.at ?? -1) < at) removed.set(ref, { scope, line: before, at });
        }
      }
      newest = await readCommit(store, scope, newest.version - 1);
    }
  }
  return removed;
}
