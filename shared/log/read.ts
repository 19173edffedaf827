import type { Scope } from '../collect/collector.ts';
import { Lines } from '../model/lines.ts';
import type { ObjectStore } from '../store/store.ts';
import { Corrupt } from './commit.ts';
import type { Commit } from './commit.ts';
import { unpack } from './data.ts';
import { readCommit } from './head.ts';
import { logKey } from './keys.ts';
import { applyPatch, parsePatch } from './patch.ts';
import type { Patch } from './patch.ts';

/** Changes that stand inside of a commit, by its version. */
export type Inline = (version: number) => Promise<Patch>;

/** Several sources stand on the same commits: each is fetched and read once. Lives as long as one reading of a scope. */
export function inlineOf(store: ObjectStore, scope: Scope): Inline {
  const read = new Map<number, Promise<Patch>>();
  return async (version) => {
    const patch = read.get(version) ?? inline(store, scope, version);
    read.set(version, patch);
    try {
      return await patch;
    } catch (error) {
      read.delete(version); // who asks next asks again
      throw error;
    }
  };
}

/** A source's records at the version of `commit`: its snapshot, then the changes since. */
export async function readState(
  store: ObjectStore,
  scope: Scope,
  commit: Commit,
  source: string,
  inlineAt: Inline = inlineOf(store, scope),
): Promise<Lines> {
  const entry = commit.sources[source];
  if (entry === undefined || entry.digest === null) return Lines.NONE;
  let state = entry.snapshot === null ? Lines.NONE : Lines.parse(await unpack(store, entry.snapshot));
  for (const { version, data } of entry.segments) {
    const patch = data === null ? await inlineAt(version) : parsePatch(await unpack(store, data), data.key);
    state = applyPatch(state, patch.get(source) ?? []);
  }
  if (state.digest !== entry.digest) {
    throw new Corrupt(logKey(scope, commit.version), `the records of ${source} do not add up to its digest`);
  }
  return state;
}

/** What this commit changed, source by source. */
export async function readChanges(store: ObjectStore, scope: Scope, commit: Commit): Promise<Patch> {
  const { changes } = commit;
  const patch = new Map(
    'inline' in changes
      ? parsePatch(Buffer.from(changes.inline), logKey(scope, commit.version))
      : parsePatch(await unpack(store, changes.data), changes.data.key),
  );
  const inlineAt = inlineOf(store, scope);
  for (const source of changes.first) {
    const state = await readState(store, scope, commit, source, inlineAt);
    patch.set(
      source,
      [...state].map((after) => ({ before: undefined, after })),
    );
  }
  return patch;
}

async function inline(store: ObjectStore, scope: Scope, version: number): Promise<Patch> {
  const commit = await readCommit(store, scope, version);
  if (commit === undefined || !('inline' in commit.changes)) {
    throw new Corrupt(logKey(scope, version), 'is missing although a later commit stands on it');
  }
  return parsePatch(Buffer.from(commit.changes.inline), logKey(scope, version));
}
