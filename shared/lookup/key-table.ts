import { HashTable } from './hash-table.ts';
import { START, lanesOf, mixed } from './lanes.ts';
import type { Lanes } from './lanes.ts';
import { ValueLists } from './value-lists.ts';

/** No value has the key; more than one has it. */
export const [NONE, SEVERAL] = [-1, -2] as const;

/**
 * Many values per key, without an object for either: a key holds its only value
 * + 1, or below 0 the list of them. Keys are kept as 64 bits of hash: among ten
 * million keys, that one of a billion questions meets a foreign entry has a
 * chance of one in two thousand; readers of one answer compare what it says with
 * what they asked.
 */
export class KeyTable {
  readonly #held = new HashTable();
  readonly #lists = new ValueLists();
  /** What `upToTwo` found. */
  one = 0;
  two = 0;

  /** `kind`: of which kind of record it is a key; 0 where one question is asked of all. */
  add(key: string, kind: number, value: number): void {
    const hash = hashOf(key, kind);
    const held = this.#held.get(hash);
    this.#held.set(hash, held === 0 ? value + 1 : -this.#lists.push(value, this.#listOf(held)));
  }

  /** Takes that value of the key away once, if it has it. */
  delete(key: string, kind: number, value: number): void {
    const hash = hashOf(key, kind);
    const held = this.#held.get(hash);
    if (held === value + 1) this.#held.delete(hash);
    if (held >= 0) return;
    const list = this.#lists.without(-held, value);
    const isOne = this.#lists.next(list) === 0;
    this.#held.set(hash, isOne ? this.#lists.only(list) + 1 : -list);
  }

  /** The value that was put in last; `NONE`. */
  first(key: string): number {
    return this.#upToTwo(hashOf(key, 0)) === 0 ? NONE : this.one;
  }

  /** `from`: the lanes of what the key begins with. */
  all(key: string, kind = 0, from: Lanes = START): readonly number[] {
    return this.#every(hashOf(key, kind, from));
  }

  /** `a`, `b`: the lanes of the key. */
  allAt(a: number, b: number, kind: number): readonly number[] {
    return this.#every(mixed(a, b, kind));
  }

  /** How many values it has, of which `one` and `two` are told; 3 stands for more. */
  upToTwo(key: string, from: Lanes): number {
    return this.#upToTwo(hashOf(key, 0, from));
  }

  /** The only value; `NONE`, or `SEVERAL`. */
  onlyAt(a: number, b: number, kind: number): number {
    const held = this.#held.get(mixed(a, b, kind));
    return held < 0 ? SEVERAL : held - 1;
  }

  #upToTwo(hash: Lanes): number {
    const held = this.#held.get(hash);
    if (held >= 0) {
      this.one = held - 1;
      return held === 0 ? 0 : 1;
    }
    const second = this.#lists.next(-held);
    this.one = this.#lists.value(-held);
    this.two = this.#lists.value(second);
    return this.#lists.next(second) === 0 ? 2 : 3;
  }

  #every(hash: Lanes): readonly number[] {
    const held = this.#held.get(hash);
    if (held >= 0) return held === 0 ? NOTHING : [held - 1];
    const found: number[] = [];
    for (let node = -held; node !== 0; node = this.#lists.next(node)) found.push(this.#lists.value(node));
    return found;
  }

  /** What it held, as a list. */
  #listOf(held: number): number {
    return held < 0 ? -held : this.#lists.push(held - 1, 0);
  }
}

function hashOf(key: string, kind: number, from = START): Lanes {
  const { a, b } = lanesOf(key, from);
  return mixed(a, b, kind);
}

const NOTHING: readonly never[] = [];
