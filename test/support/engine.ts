import { collectorFor } from '../../shared/collect/collector.ts';
import type { Scope } from '../../shared/collect/collector.ts';
import type { Sizes } from '../../shared/log/build.ts';
import type { Cause, Commit } from '../../shared/log/commit.ts';
import { readCommit, readHead } from '../../shared/log/head.ts';
import { readChanges, readState } from '../../shared/log/read.ts';
import { DECISIONS } from '../../shared/log/write.ts';
import type { Decisions } from '../../shared/log/write.ts';
import { memoryStore } from '../../shared/store/memory.ts';
import type { ObjectStore } from '../../shared/store/store.ts';
import { GUARD } from '../../shared/sync/guard.ts';
import type { Guard } from '../../shared/sync/guard.ts';
import { proved } from '../../shared/sync/observe.ts';
import { sync } from '../../shared/sync/sync.ts';
import type { ScopeReport } from '../../shared/sync/sync.ts';
import { records, wordsOf } from './lines.ts';

export const scope: Scope = { provider: 'fake', account: 'a', region: 'r' };
export const SIZES: Sizes = { inlineBytes: 65_536, maxSegments: 64, maxShare: 0.25, maxSegmentAge: 1e9 };

/** What the cloud answers, by source: records as `records` reads them, or an error. */
export type Lists = Readonly<Record<string, string | Error>>;

export interface RunOptions {
  readonly at?: number;
  readonly accept?: readonly string[];
  readonly dryRun?: boolean;
  readonly cause?: Cause;
  readonly store?: ObjectStore;
  readonly runId?: string;
  readonly decisions?: Decisions;
  /** What the collector of a source says of its permissions. */
  readonly mayRead?: Readonly<Record<string, () => Promise<void>>>;
  /** When all sources are listed and nothing is written. */
  readonly meanwhile?: () => Promise<unknown>;
}

/** The engine on a store in memory, with a clock that only tests move. */
export function createEngine(options: { readonly sizes?: Partial<Sizes>; readonly guard?: Guard } = {}) {
  let now = 1_000;
  let runs = 0;
  const operations: string[] = [];
  const memory = memoryStore(() => now);
  const noted = <T>(what: string, work: () => T): T => {
    operations.push(what);
    return work();
  };
  const store: ObjectStore = {
    url: 'memory:',
    get: (key) => noted(`get ${key}`, () => memory.get(key)),
    put: (key, body) => noted(`put ${key}`, () => memory.put(key, body)),
    putIfAbsent: (key, body, lastly) => noted(`create ${key}`, () => memory.putIfAbsent(key, body, lastly)),
    delete: (key) => noted(`delete ${key}`, () => memory.delete(key)),
    list: (query) => noted(`list ${query.prefix}`, () => memory.list(query)),
  };

  async function run(lists: Lists, over: RunOptions = {}): Promise<ScopeReport> {
    now = over.at ?? now + 1;
    const collectors = Object.entries(lists).map(([name, list]) =>
      collectorFor<null>()({
        name,
        emits: ['region'],
        scope: 'region',
        paging: 'token',
        actions: [],
        async *list() {
          if (list instanceof Error) throw list;
          yield records(list);
          await over.meanwhile?.();
        },
        map: (record) => [record],
        ...(over.mayRead?.[name] !== undefined && { mayRead: over.mayRead[name] }),
      }),
    );
    const { cause = 'sync', dryRun = false, runId = `run-${++runs}`, accept = [] } = over;
    const isAccepted = (_: string, digest: string): boolean => accept.includes(digest);
    return sync(
      { scope, open: () => null, collectors, runId, cause, dryRun },
      {
        store: over.store ?? store,
        now: () => now,
        maxRun: 100_000,
        sizes: { ...SIZES, ...options.sizes },
        decisions: over.decisions ?? DECISIONS,
        onPage: () => {},
        rules: { guard: options.guard ?? GUARD, maxListings: 4, proved, isAccepted },
      },
    );
  }

  async function commit(version?: number): Promise<Commit> {
    const found =
      version === undefined ? await readHead(memory, scope) : await readCommit(memory, scope, version);
    if (found === undefined) throw new Error(`no version ${version ?? 'at all'}`);
    return found;
  }

  return {
    store,
    memory,
    operations,
    run,
    commit,
    tick: (ms: number): void => void (now += ms),
    now: () => now,
    entry: async (source: string) => (await commit()).sources[source],
    /** A source's records at a version; of the head if none is named. */
    state: async (source: string, version?: number) =>
      wordsOf(await readState(memory, scope, await commit(version), source)),
    /** What a version changed of a source: `-a +b`. */
    changes: async (version: number, source: string) => {
      const patch = await readChanges(memory, scope, await commit(version));
      return (patch.get(source) ?? [])
        .flatMap(({ before, after }) => [
          ...(before === undefined ? [] : [`-${wordsOf([before])}`]),
          ...(after === undefined ? [] : [`+${wordsOf([after])}`]),
        ])
        .join(' ');
    },
    /** Every key there is. */
    keys: async (prefix = '') =>
      (await memory.list({ prefix, startAfter: '', limit: 10_000 })).map(({ key }) => key),
  };
}
