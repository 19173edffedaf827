import type { Scope } from '../collect/collector.ts';
import type { Commit } from '../log/commit.ts';
import { refsOf } from '../model/links/refs.ts';
import { recordOf } from '../model/record.ts';
import type { Ref } from '../model/ref.ts';
import type { ObjectStore } from '../store/store.ts';
import { carriedOf } from './carry.ts';
import type { EstateIndex } from './estate-index.ts';
import type { Problem } from './feed.ts';

/** Stale records that may be there before somebody looks which of them are still led to. */
const MANY = 10_000;

/** What no scope holds any more, and doubtful records lead to: found in the log, kept, and let go of. */
export class Remains {
  readonly #store: ObjectStore;
  readonly #index: EstateIndex;
  /** By provider, the doubtful sources when targets were last looked for. */
  readonly #known = new Map<string, ReadonlySet<number>>();
  /** By scope, the number of the source that holds what was carried. */
  readonly #sources = new Map<string, number>();
  readonly #left = new Map<string, number>();

  constructor(store: ObjectStore, index: EstateIndex) {
    this.#store = store;
    this.#index = index;
  }

  /** After the index has moved on: finds what newly doubtful records lead to, and lets go of what nobody doubts any more. */
  async settle(
    scopes: readonly { readonly scope: Scope; readonly commit: Commit }[],
  ): Promise<readonly Problem[]> {
    const problems: Problem[] = [];
    for (const provider of new Set(scopes.map(({ scope }) => scope.provider))) {
      const doubtful = this.#index.sources.doubtful(provider);
      try {
        // How far back is looked depends on all that is doubtful, so whoever comes or goes is a reason to look anew.
        if (!isSame(doubtful, this.#known.get(provider))) await this.#carry(provider, scopes, doubtful);
        this.#known.set(provider, new Set(doubtful));
      } catch (error) {
        problems.push({ what: `${provider}: what kept records refer to`, error, isMissing: true });
      }
      if (doubtful.size === 0) this.#index.sweep(provider, new Set());
      else if (this.#index.staleCount(provider) > MANY + 2 * (this.#left.get(provider) ?? 0)) {
        this.#index.sweep(provider, this.#wanted(doubtful));
        this.#left.set(provider, this.#index.staleCount(provider));
      }
    }
    return problems;
  }

  /** In place of what is stale now. */
  async #carry(
    provider: string,
    scopes: readonly { readonly scope: Scope; readonly commit: Commit }[],
    doubtful: ReadonlySet<number>,
  ): Promise<void> {
    const isHeld = (ref: Ref): boolean => {
      const found = this.#index.get(ref);
      return found !== undefined && found.standing !== 'stale';
    };
    const wanted = new Set<string>();
    for (const record of this.#index.held(doubtful)) {
      for (const ref of refsOf(record)) if (!isHeld(ref)) wanted.add(ref);
    }
    const carried = await carriedOf(this.#store, scopes, wanted);
    this.#index.sweep(provider, new Set());
    for (const { scope, line, at } of carried) {
      const record = recordOf(line);
      if (record !== undefined && this.#index.get(record.ref) === undefined) {
        this.#index.carry(record, this.#sourceOf(scope), at);
      }
    }
  }

  /** What doubtful records lead to, and what that leads to. */
  #wanted(doubtful: ReadonlySet<number>): ReadonlySet<string> {
    const wanted = new Set<string>();
    const visit = (refs: Iterable<Ref>): void => {
      for (const ref of refs) {
        if (wanted.has(ref)) continue;
        const found = this.#index.get(ref);
        if (found?.standing !== 'stale') continue;
        wanted.add(ref);
        visit(refsOf(found.record));
      }
    };
    for (const record of this.#index.held(doubtful)) visit(refsOf(record));
    return wanted;
  }

  #sourceOf(scope: Scope): number {
    const name = `${scope.provider}/${scope.account}/${scope.region}`;
    const known = this.#sources.get(name) ?? this.#index.addSource({ ...scope, name: '', standing: 'stale' });
    this.#sources.set(name, known);
    return known;
  }
}

function isSame(now: ReadonlySet<number>, before: ReadonlySet<number> | undefined): boolean {
  return now.size === (before?.size ?? 0) && [...now].every((number) => before?.has(number));
}
