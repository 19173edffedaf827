import type { Scope } from '../collect/collector.ts';
import type { Commit } from '../log/commit.ts';
import type { Patch } from '../log/patch.ts';
import { readState } from '../log/read.ts';
import { refOf } from '../model/line.ts';
import type { Line } from '../model/line.ts';
import type { Lines } from '../model/lines.ts';
import { recordOf } from '../model/record.ts';
import type { ObjectStore } from '../store/store.ts';
import type { EstateIndex } from './estate-index.ts';
import { standingOf } from './read-estate.ts';

/** One scope in an index: as of which commit, and what of it could not be read. */
export class Followed {
  readonly scope: Scope;
  readonly #store: ObjectStore;
  readonly #index: EstateIndex;
  #commit: Commit;
  /** By name, the index's numbers of its sources. */
  readonly #sources = new Map<string, number>();
  /** Sources of which nothing, or only an older state, could be read; and why. */
  readonly unread = new Map<string, unknown>();
  /** Sources that are in the index, as of some version. */
  readonly #loaded = new Set<string>();
  /** Why its log could not be read on; what is there stays, and stands for its version. */
  failure: unknown = undefined;

  constructor(store: ObjectStore, index: EstateIndex, scope: Scope, commit: Commit) {
    this.#store = store;
    this.#index = index;
    this.scope = scope;
    this.#commit = commit;
  }

  get commit(): Commit {
    return this.#commit;
  }

  /** Is a state of the source there, if an older one? */
  isLoaded(source: string): boolean {
    return this.#loaded.has(source);
  }

  /** Moves on by one commit. */
  apply(next: Commit, patch: Patch): void {
    this.#stand(next);
    const staleAt = this.#staleAt();
    for (const [source, changes] of patch) {
      if (this.unread.has(source)) continue;
      for (const { before, after } of changes) {
        if (after !== undefined) this.#put(source, after);
        else this.#index.delete(refOf(before), this.#sources.get(source) ?? -1, staleAt);
      }
    }
  }

  /** Puts whole states in the place of what is there. */
  async load(commit: Commit, sources: readonly string[]): Promise<void> {
    this.#stand(commit);
    for (const source of sources) {
      try {
        const lines = await readState(this.#store, this.scope, commit, source);
        if (this.#loaded.has(source)) this.#deleteOthers(source, lines);
        this.#loaded.add(source);
        for (const line of lines) this.#put(source, line);
        this.unread.delete(source);
      } catch (error) {
        this.unread.set(source, error);
      }
    }
  }

  #deleteOthers(source: string, lines: Lines): void {
    const staleAt = this.#staleAt();
    const refs = new Set<string>();
    for (let n = 0; n < lines.size; n++) refs.add(lines.ref(n));
    const number = this.#sources.get(source) ?? -1;
    for (const ref of this.#index.refsOf(number))
      if (!refs.has(ref)) this.#index.delete(ref, number, staleAt);
  }

  /** What is removed now is stale from now on, while a record of its provider is doubtful. */
  #staleAt(): number | undefined {
    return this.#index.sources.doubtful(this.scope.provider).size > 0 ? this.#commit.at : undefined;
  }

  /** Which version it is, and how sure that makes each source. */
  #stand(commit: Commit): void {
    this.#commit = commit;
    for (const name of Object.keys(commit.sources)) {
      // What was never listed has no records that could lead anywhere: nobody doubts them.
      const standing = commit.sources[name]?.digest === null ? 'current' : standingOf(commit, name);
      const number = this.#sources.get(name);
      if (number !== undefined) this.#index.setStanding(number, standing);
      else this.#sources.set(name, this.#index.addSource({ ...this.scope, name, standing }));
    }
  }

  #put(source: string, line: Line): void {
    const record = recordOf(line);
    const number = this.#sources.get(source);
    if (record !== undefined && number !== undefined) this.#index.put(record, number);
  }
}
