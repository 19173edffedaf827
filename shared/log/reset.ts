import type { Scope } from '../collect/collector.ts';
import { MAPPER } from '../model/shapes.ts';
import { StoreError } from '../store/store.ts';
import type { ObjectStore } from '../store/store.ts';
import { dataOf } from './checks.ts';
import { FORMAT, Outdated, named } from './commit.ts';
import type { Commit, Entry } from './commit.ts';
import { headPast, readCommit, readHead } from './head.ts';
import { logKey } from './keys.ts';
import type { Finding } from './verify.ts';

export interface RepairPorts {
  readonly store: ObjectStore;
  readonly now: () => number;
  readonly newRunId: () => string;
}

export interface Reset {
  /** The repair commit on the head; `undefined` if the present needed none. */
  readonly version: number | undefined;
  /** Sources that the next complete list fills anew. */
  readonly reset: readonly string[];
}

/** Reason of a source whose records were cut out; the next complete list stands as its first. */
export const QUARANTINED = 'quarantined';

/** A buried head needs a commit above it in any case: it is what tells sinks to take the state anew. */
export async function resetOnHead(
  scope: Scope,
  findings: readonly Finding[],
  buried: readonly number[],
  { store, now, newRunId }: RepairPorts,
): Promise<Reset> {
  for (;;) {
    const head = await readHead(store, scope);
    if (head === undefined) return { version: undefined, reset: [] };
    if (head.mapper > MAPPER) {
      throw new Outdated(`${logKey(scope, head.version)} is of a newer release: repair with that one`);
    }
    const reset = Object.keys(head.sources).filter((source) => isLost(head, source, findings, buried));
    if (reset.length === 0 && !buried.includes(head.version)) return { version: undefined, reset };
    const version = head.version + 1;
    const at = Math.max(now(), head.at + 1);
    const entries = reset.map((source) => [source, resetAt(version, at)] as const);
    const standing = buried.includes(head.version) ? unfit(head, version) : head.sources;
    const sources = { ...standing, ...Object.fromEntries(entries) };
    const draft: Commit = { ...repairOf(head, version, newRunId()), at, sources };
    const kept = named(draft);
    const commit = { ...draft, replaced: [...named(head)].filter((key) => !kept.has(key)) };
    if (await created(store, scope, commit)) return { version, reset };
    await headPast(store, scope, version); // or this would go on for ever
  }
}

function isLost(
  { sources }: Commit,
  source: string,
  findings: readonly Finding[],
  buried: readonly number[],
): boolean {
  const entry = sources[source];
  if (entry === undefined || entry.digest === null) return false;
  const keys = new Set(dataOf(entry).map(({ key }) => key));
  return (
    findings.some(({ problem, key }) => problem === 'data' && keys.has(key)) ||
    findings.some(({ problem, sources: lost }) => problem === 'state' && lost.includes(source)) ||
    entry.segments.some(({ version, data }) => data === null && buried.includes(version))
  );
}

/** `observedAt` is this very version: a run under way compared with what is no more, so it is superseded. */
function resetAt(version: number, at: number): Entry {
  const empty = { pending: null, count: null, bytes: 0, digest: null, snapshot: null, segments: [] };
  return { outcome: 'kept', reason: QUARANTINED, since: at, observedAt: version, ...empty };
}

/** A run under way may have compared with what the buried head said: whatever it brings is superseded. */
function unfit({ sources }: Commit, version: number): Commit['sources'] {
  const entries = Object.entries(sources).map(([source, entry]) => [
    source,
    { ...entry, observedAt: version },
  ]);
  return Object.fromEntries(entries) as Commit['sources'];
}

/** As every commit: create-only, and an answer that did not come is read, not assumed. */
async function created(store: ObjectStore, scope: Scope, commit: Commit): Promise<boolean> {
  const key = logKey(scope, commit.version);
  try {
    if ((await store.putIfAbsent(key, Buffer.from(JSON.stringify(commit)))) === 'created') return true;
  } catch (error) {
    const there = error instanceof StoreError ? await readCommit(store, scope, commit.version) : undefined;
    if (there === undefined) throw error;
  }
  return (await readCommit(store, scope, commit.version))?.runId === commit.runId;
}

/** A commit that changes nothing yet; sinks take it as a snapshot. */
export function repairOf(near: Commit | undefined, version: number, runId: string): Commit {
  return {
    format: FORMAT,
    mapper: near?.mapper ?? MAPPER,
    version,
    runId,
    at: 0,
    cause: 'repair',
    replaced: [],
    sources: {},
    counts: {},
    changes: { inline: '', first: [] },
  };
}
