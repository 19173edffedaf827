import type { Scope } from '../collect/collector.ts';
import type { Commit } from '../log/commit.ts';
import { knownScopes, readCommit, readHead } from '../log/head.ts';
import { commitAt } from '../log/history.ts';
import type { Patch } from '../log/patch.ts';
import { readChanges, readState } from '../log/read.ts';
import { refOf } from '../model/line.ts';
import type { Line } from '../model/line.ts';
import type { Lines } from '../model/lines.ts';
import { recordOf } from '../model/record.ts';
import type { ObjectStore } from '../store/store.ts';
import type { EstateIndex } from './estate-index.ts';
import { standingOf } from './read-estate.ts';
import { Remains } from './remains.ts';

/** What of a scope is in the index. */
export interface Loaded {
  readonly scope: Scope;
  readonly version: number;
  readonly at: number;
}

/** What could not be read, and why; all else is there, and the next refresh tries again. */
export interface Problem {
  readonly what: string;
  readonly error: unknown;
}

/** One scope in the index. */
interface Followed {
  readonly scope: Scope;
  commit: Commit;
  /** By name, the index's numbers of its sources. */
  readonly sources: Map<string, number>;
  /** Sources of which nothing, or only an older state, could be read. */
  readonly unread: Map<string, unknown>;
  /** Sources that are in the index, as of some version. */
  readonly loaded: Set<string>;
  failure: unknown;
}

/** Brings the log into an index, and goes on from there. */
export class Feed {
  readonly #store: ObjectStore;
  readonly #index: EstateIndex;
  readonly #at: number | undefined;
  readonly #followed = new Map<string, Followed>();
  readonly #remains: Remains;

  constructor(store: ObjectStore, index: EstateIndex, at: number | undefined) {
    this.#store = store;
    this.#index = index;
    this.#at = at;
    this.#remains = new Remains(store, index);
  }

  scopes(): readonly Loaded[] {
    return [...this.#followed.values()].map(({ scope, commit: { version, at } }) => ({ scope, version, at }));
  }

  problems(): readonly Problem[] {
    return [...this.#followed].flatMap(([name, { unread, failure }]) => [
      ...(failure === undefined ? [] : [{ what: name, error: failure }]),
      ...[...unread].map(([source, error]) => ({ what: `${name} ${source}`, error })),
    ]);
  }

  async refresh(): Promise<readonly Problem[]> {
    const before = this.#index.version;
    for await (const scope of knownScopes(this.#store)) await this.#follow(scope);
    const scopes = [...this.#followed.values()];
    if (this.#index.version === before) return this.problems();
    return [...this.problems(), ...(await this.#remains.settle(scopes))];
  }

  async #follow(scope: Scope): Promise<void> {
    const name = `${scope.provider}/${scope.account}/${scope.region}`;
    const followed = this.#followed.get(name);
    if (followed === undefined) {
      const commit = await commitAt(this.#store, scope, this.#at ?? Number.MAX_SAFE_INTEGER);
      if (commit === undefined) return;
      const fresh = freshly(scope, commit);
      this.#followed.set(name, fresh);
      await this.#load(fresh, commit, Object.keys(commit.sources));
    } else if (this.#at === undefined) {
      try {
        await this.#advance(followed);
        followed.failure = undefined;
      } catch (error) {
        followed.failure = error; // what is there stays, and stands for its version
      }
    }
  }

  /** Commit by commit; where one is gone or repaired the log, the newest state as a whole. */
  async #advance(followed: Followed): Promise<void> {
    const { scope } = followed;
    const head = await readHead(this.#store, scope);
    if (head === undefined) return;
    for (let { version } = followed.commit; version < head.version; version++) {
      const next = await readCommit(this.#store, scope, version + 1);
      if (next === undefined || next.cause === 'repair') {
        await this.#load(followed, head, Object.keys(head.sources));
        return;
      }
      this.#apply(followed, next, await readChanges(this.#store, scope, next));
    }
    await this.#load(followed, followed.commit, [...followed.unread.keys()]);
  }

  #apply(followed: Followed, next: Commit, patch: Patch): void {
    this.#stand(followed, next);
    const staleAt = this.#staleAt(followed);
    for (const [source, changes] of patch) {
      if (followed.unread.has(source)) continue;
      for (const { before, after } of changes) {
        if (after !== undefined) this.#put(followed, source, after);
        else this.#index.delete(refOf(before), followed.sources.get(source) ?? -1, staleAt);
      }
    }
  }

  /** Puts whole states in the place of what is there. */
  async #load(followed: Followed, commit: Commit, sources: readonly string[]): Promise<void> {
    this.#stand(followed, commit);
    for (const source of sources) {
      try {
        const lines = await readState(this.#store, followed.scope, commit, source);
        if (followed.loaded.has(source)) this.#deleteOthers(followed, source, lines);
        followed.loaded.add(source);
        for (const line of lines) this.#put(followed, source, line);
        followed.unread.delete(source);
      } catch (error) {
        followed.unread.set(source, error);
      }
    }
  }

  #deleteOthers(followed: Followed, source: string, lines: Lines): void {
    const staleAt = this.#staleAt(followed);
    const refs = new Set<string>();
    for (let n = 0; n < lines.size; n++) refs.add(lines.ref(n));
    const number = followed.sources.get(source) ?? -1;
    for (const ref of this.#index.refsOf(number))
      if (!refs.has(ref)) this.#index.delete(ref, number, staleAt);
  }

  /** What is removed now is stale from now on, while a record of its provider is doubtful. */
  #staleAt({ scope, commit }: Followed): number | undefined {
    return this.#index.sources.doubtful(scope.provider).size > 0 ? commit.at : undefined;
  }

  /** Which version it is, and how sure that makes each source. */
  #stand(followed: Followed, commit: Commit): void {
    const { scope, sources } = followed;
    followed.commit = commit;
    for (const name of Object.keys(commit.sources)) {
      const standing = standingOf(commit, name);
      const number = sources.get(name);
      if (number !== undefined) this.#index.setStanding(number, standing);
      else sources.set(name, this.#index.addSource({ ...scope, name, standing }));
    }
  }

  #put({ sources }: Followed, source: string, line: Line): void {
    const record = recordOf(line);
    const number = sources.get(source);
    if (record !== undefined && number !== undefined) this.#index.put(record, number);
  }
}

function freshly(scope: Scope, commit: Commit): Followed {
  return { scope, commit, sources: new Map(), unread: new Map(), loaded: new Set(), failure: undefined };
}
