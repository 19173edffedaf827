import { unreachable } from '../collect/errors.ts';
import type { Scope } from '../collect/collector.ts';
import type { ObjectStore } from '../store/store.ts';
import { createChecks, dataOf, whatOf } from './checks.ts';
import { Corrupt } from './commit.ts';
import type { Commit, Entry } from './commit.ts';
import { readCommit, readFloor } from './head.ts';
import { logKey } from './keys.ts';
import { readState } from './read.ts';
import { stepped } from './stepped.ts';
import type { States } from './stepped.ts';

/** One thing that is not as it was written. */
export interface Finding {
  /** The object; of a state that does not add up, the commit that says so. */
  readonly key: string;
  readonly problem: 'commit' | 'data' | 'state';
  readonly what: string;
  /** The first and the last version that need it. */
  readonly first: number;
  readonly last: number;
  /** Sources whose present state stands on it. */
  readonly sources: readonly string[];
  /** Its bytes, if it has any, are in quarantine, and only versions of the past need it: nothing is left to do. */
  readonly past: boolean;
}

export interface Verified {
  readonly commits: number;
  readonly objects: number;
  readonly findings: readonly Finding[];
}

export const quarantineKey = (key: string): string => `quarantine/${key}`;

type Found = Pick<Finding, 'key' | 'problem' | 'what' | 'first' | 'last'> & {
  /** Of a state that does not add up. */
  readonly state?: readonly [source: string, digest: string | null];
};

/** Reads every commit and every data object that one names, and adds up every state. Changes nothing. */
export async function verifyScope(
  store: ObjectStore,
  scope: Scope,
  versions: readonly number[],
): Promise<Verified> {
  const found = new Map<string, Found>();
  const note = (id: string, { first, ...rest }: Found): void => {
    found.set(id, { ...rest, first: found.get(id)?.first ?? first });
  };
  const noteState = ({ version, sources }: Commit, source: string): void => {
    const digest = sources[source]?.digest ?? null;
    const what = `the records of ${source} do not add up to its digest`;
    const rest = { problem: 'state', what, first: version, last: version, state: [source, digest] } as const;
    note(`${source} ${digest}`, { key: logKey(scope, version), ...rest });
  };
  const checks = createChecks(store);
  let states: States = new Map();
  let head: Commit | undefined;
  const last = versions.at(-1) ?? 0;
  for (let version = versions[0] ?? 1; version <= last; version++) {
    const commit = await readOrTell(store, scope, version);
    if (commit === undefined) continue;
    if (typeof commit === 'string') {
      const key = logKey(scope, version);
      note(key, { key, problem: 'commit', what: commit, first: version, last: version });
      states = new Map();
      continue;
    }
    head = commit;
    for (const [key, what] of await checks.of(commit)) {
      note(key, { key, problem: 'data', what, first: version, last: version });
    }
    const step = await stepped(store, scope, commit, states);
    states = step.states;
    for (const source of step.wrong) noteState(commit, source);
  }
  const lost = head === undefined ? [] : await unsound(store, scope, head);
  for (const source of lost) if (head !== undefined) noteState(head, source);
  const findings = await Promise.all([...found.values()].map((one) => completed(store, one, head, lost)));
  return { commits: versions.length, objects: checks.count(), findings };
}

/** The commit, or what is wrong with it, or nothing if retention took it meanwhile: it deletes upwards. */
async function readOrTell(
  store: ObjectStore,
  scope: Scope,
  version: number,
): Promise<Commit | string | undefined> {
  try {
    const commit = await readCommit(store, scope, version);
    if (commit !== undefined || version < (await readFloor(store, scope))) return commit;
    return 'is missing between two others';
  } catch (error) {
    if (error instanceof Corrupt) return whatOf(error);
    throw error;
  }
}

/** What the next sync will stand on is read exactly as it will read it. */
async function unsound(store: ObjectStore, scope: Scope, head: Commit): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const source of Object.keys(head.sources)) {
    try {
      await readState(store, scope, head, source);
    } catch (error) {
      if (!(error instanceof Corrupt)) throw error;
      if (error.key === logKey(scope, head.version)) wrong.push(source);
    }
  }
  return wrong;
}

async function completed(
  store: ObjectStore,
  found: Found,
  head: Commit | undefined,
  lost: readonly string[],
): Promise<Finding> {
  const { key, problem, what, first, last } = found;
  const sources = Object.entries(head?.sources ?? {})
    .filter(([source, entry]) => standsOn(source, entry, found, lost))
    .map(([source]) => source);
  const isPast = sources.length === 0 && (problem === 'state' || (await isSetAside(store, key)));
  return { key, problem, what, first, last, sources, past: isPast };
}

async function isSetAside(store: ObjectStore, key: string): Promise<boolean> {
  return (await store.get(key)) === undefined && (await store.get(quarantineKey(key))) !== undefined;
}

function standsOn(
  source: string,
  entry: Entry,
  { key, problem, first, state }: Found,
  lost: readonly string[],
): boolean {
  switch (problem) {
    case 'data':
      return dataOf(entry).some((data) => data.key === key);
    case 'commit':
      return entry.segments.some(({ version, data }) => version === first && data === null);
    case 'state':
      return lost.includes(source) && state?.[0] === source && state[1] === entry.digest;
    default:
      return unreachable(problem);
  }
}
