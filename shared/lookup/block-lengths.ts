import { anyBlockKey } from '../model/links/keys.ts';
import type { Key } from '../model/links/keys.ts';

const ANY = anyBlockKey('');

/** How many blocks there are of each length: the longest that holds an address is looked for among those alone. */
export class BlockLengths {
  readonly #counts = { v4: new Map<number, number>(), v6: new Map<number, number>() };
  #lengths: { readonly v4: readonly number[]; readonly v6: readonly number[] } | undefined;

  /** `key`: any of a record's; blocks are among them once. */
  count(key: Key, by: 1 | -1): void {
    if (!key.startsWith(ANY)) return;
    const counts = key.includes(':') ? this.#counts.v6 : this.#counts.v4;
    const length = Number(key.slice(key.lastIndexOf('/') + 1));
    const left = (counts.get(length) ?? 0) + by;
    if (left > 0) counts.set(length, left);
    else counts.delete(length);
    this.#lengths = undefined;
  }

  /** The longest first. */
  of(family: 'v4' | 'v6'): readonly number[] {
    this.#lengths ??= { v4: descending(this.#counts.v4), v6: descending(this.#counts.v6) };
    return this.#lengths[family];
  }
}

const descending = (counts: ReadonlyMap<number, number>): readonly number[] =>
  [...counts.keys()].toSorted((a, b) => b - a);
