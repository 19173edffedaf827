import type { Scope } from '../collect/collector.ts';
import { Lines } from '../model/lines.ts';
import type { ObjectStore } from '../store/store.ts';
import { Corrupt } from './commit.ts';
import type { Commit, Entry } from './commit.ts';
import { unpack } from './data.ts';
import { logKey } from './keys.ts';
import { applyPatch, parsePatch } from './patch.ts';
import type { Patch } from './patch.ts';
import { readState } from './read.ts';

/** By source: the records of the version before; a source that could not be read is not in it. */
export type States = ReadonlyMap<string, Lines>;

/** The states one version further, and the sources whose records do not add up to what the commit says. */
export async function stepped(
  store: ObjectStore,
  scope: Scope,
  commit: Commit,
  before: States,
): Promise<{ readonly states: States; readonly wrong: readonly string[] }> {
  const states = new Map<string, Lines>();
  const wrong: string[] = [];
  const patch = await unlessCorrupt(() => patchOf(store, scope, commit));
  for (const [source, entry] of Object.entries(commit.sources)) {
    if (entry.digest === null) continue;
    const state = await stateOf(store, scope, commit, source, entry, before.get(source), patch);
    if (state === undefined) continue; // an object that it stands on is named already
    if (state.digest === entry.digest) states.set(source, state);
    else wrong.push(source);
  }
  return { states, wrong };
}

async function stateOf(
  store: ObjectStore,
  scope: Scope,
  commit: Commit,
  source: string,
  { digest, snapshot, segments }: Entry,
  before: Lines | undefined,
  patch: Patch | undefined,
): Promise<Lines | undefined> {
  if (before?.digest === digest) return before;
  if (snapshot !== null && segments.length === 0) {
    return unlessCorrupt(async () => Lines.parse(await unpack(store, snapshot)));
  }
  if (before !== undefined && patch !== undefined) return applyPatch(before, patch.get(source) ?? []);
  return unlessCorrupt(() => readState(store, scope, commit, source));
}

async function patchOf(store: ObjectStore, scope: Scope, { changes, version }: Commit): Promise<Patch> {
  return 'inline' in changes
    ? parsePatch(Buffer.from(changes.inline), logKey(scope, version))
    : parsePatch(await unpack(store, changes.data), changes.data.key);
}

async function unlessCorrupt<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Corrupt) return undefined;
    throw error;
  }
}
