// Reads versions back with the code under test, once: what it was read from stays as it is until somebody touches it.
import type { Scope } from '../../shared/collect/collector.ts';
import type { Commit } from '../../shared/log/commit.ts';
import { readCommit } from '../../shared/log/head.ts';
import { readState } from '../../shared/log/read.ts';
import { refOf } from '../../shared/model/line.ts';
import type { Line } from '../../shared/model/line.ts';
import type { ObjectStore } from '../../shared/store/store.ts';

/** Line by ref. */
export type State = ReadonlyMap<string, string>;

interface Remembered {
  readonly value: unknown;
  /** What it was read from. */
  readonly keys: ReadonlySet<string>;
}

export function createReading(store: ObjectStore, scope: Scope) {
  const remembered = new Map<string, Remembered>();
  /** By key of an object: what was read from it. */
  const readers = new Map<string, Set<string>>();

  async function once<T>(what: string, read: (from: ObjectStore) => Promise<T>): Promise<T> {
    const before = remembered.get(what);
    if (before !== undefined) return before.value as T;
    const keys = new Set<string>();
    const get: ObjectStore['get'] = async (key) => {
      keys.add(key);
      return store.get(key);
    };
    const value = await read({ ...store, get });
    remembered.set(what, { value, keys });
    for (const key of keys) readers.set(key, (readers.get(key) ?? new Set()).add(what));
    return value;
  }

  return {
    commit: async (version: number): Promise<Commit | undefined> =>
      once(`version ${version}`, async (from) => readCommit(from, scope, version)),
    /** Of one source; throws what the code under test throws. */
    state: async (commit: Commit, source: string): Promise<State> => {
      const { digest, snapshot, segments } = commit.sources[source] ?? {};
      const what = `${source} ${JSON.stringify([digest, snapshot, segments])}`;
      return once(what, async (from) => stateOf(await readState(from, scope, commit, source)));
    },
    /** It was written or deleted: what was read from it is read anew. */
    touched(key: string): void {
      for (const what of readers.get(key) ?? []) remembered.delete(what);
      readers.delete(key);
    },
  };
}

const stateOf = (lines: Iterable<Line>): State =>
  new Map([...lines].map((line) => [refOf(line), Buffer.from(line).toString()]));
