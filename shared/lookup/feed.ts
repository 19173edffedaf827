import type { Scope } from '../collect/collector.ts';
import { knownScopes, readCommit, readHead } from '../log/head.ts';
import { commitAt } from '../log/history.ts';
import { readChanges } from '../log/read.ts';
import type { ObjectStore } from '../store/store.ts';
import type { EstateIndex } from './estate-index.ts';
import { Followed } from './followed.ts';
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
  /** Nothing of it is there; else what was read last is. */
  readonly isMissing: boolean;
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
    return [...this.#followed].flatMap(([name, followed]) => [
      ...(followed.failure === undefined ? [] : [{ what: name, error: followed.failure, isMissing: false }]),
      ...[...followed.unread].map(([source, error]) => ({
        what: `${name} ${source}`,
        error,
        isMissing: !followed.isLoaded(source),
      })),
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
      const fresh = new Followed(this.#store, this.#index, scope, commit);
      this.#followed.set(name, fresh);
      await fresh.load(commit, Object.keys(commit.sources));
    } else if (this.#at === undefined) {
      try {
        await this.#advance(followed);
        followed.failure = undefined;
      } catch (error) {
        followed.failure = error;
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
        await followed.load(head, Object.keys(head.sources));
        return;
      }
      followed.apply(next, await readChanges(this.#store, scope, next));
    }
    await followed.load(followed.commit, [...followed.unread.keys()]);
  }
}
