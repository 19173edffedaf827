import type { Lanes } from './lanes.ts';

/** Of an entry: two words of hash, and the word that it holds. */
const [WORDS, B, HELD] = [3, 1, 2] as const;
/** Entries among the places for them, at most; and how many more places there are once there are too many. */
const [FULL, MORE] = [0.75, 1.3] as const;
const HALF = 2 ** 31;

/**
 * A word (but 0) by a hash of 64 bits. Entries are in the order of their hashes,
 * each where its hash is due or as soon after that as there is room: what is
 * there and what is not is found in one piece of memory.
 */
export class HashTable {
  #room = 1 << 10;
  /** Places after the last that a hash is due at; the very last stays empty, so that every search ends. */
  #spare = 64;
  #entries = this.#places();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** 0: there is none. */
  get({ a, b }: Lanes): number {
    const at = this.#seek(a, b);
    return this.#isAt(at, a, b) ? (this.#entries[at + HELD] ?? 0) : 0;
  }

  set({ a, b }: Lanes, word: number): void {
    const at = this.#seek(a, b);
    if (this.#isAt(at, a, b)) this.#entries[at + HELD] = word;
    else this.#insert(at, a, b, word);
  }

  delete({ a, b }: Lanes): void {
    const at = this.#seek(a, b);
    if (this.#isAt(at, a, b)) this.#remove(at);
  }

  /** Where the entry of a hash is, or is to be. */
  #seek(a: number, b: number): number {
    const entries = this.#entries;
    let at = this.#due(a);
    for (; entries[at + HELD] !== 0; at += WORDS) {
      const here = entries[at] ?? 0;
      if (here > a || (here === a && entries[at + B] === b)) break;
    }
    return at;
  }

  #isAt(at: number, a: number, b: number): boolean {
    return this.#entries[at] === a && this.#entries[at + B] === b && this.#entries[at + HELD] !== 0;
  }

  #due(a: number): number {
    return Math.floor((a + HALF) * (this.#room / (2 * HALF))) * WORDS;
  }

  #insert(at: number, a: number, b: number, word: number): void {
    const gap = this.#endOfRun(at);
    const isAtEnd = gap + WORDS === this.#entries.length;
    if (isAtEnd || this.#size >= this.#room * FULL) {
      if (isAtEnd) this.#spare *= 2;
      this.#grow();
      return this.#insert(this.#seek(a, b), a, b, word);
    }
    this.#entries.copyWithin(at + WORDS, at, gap);
    this.#entries[at] = a;
    this.#entries[at + B] = b;
    this.#entries[at + HELD] = word;
    this.#size++;
  }

  /** Those after it that are not where they are due move up. */
  #remove(at: number): void {
    let end = at + WORDS;
    while (this.#entries[end + HELD] !== 0 && this.#due(this.#entries[end] ?? 0) < end) end += WORDS;
    this.#entries.copyWithin(at, at + WORDS, end);
    this.#entries.fill(0, end - WORDS, end);
    this.#size--;
  }

  #endOfRun(at: number): number {
    let end = at;
    while (this.#entries[end + HELD] !== 0) end += WORDS;
    return end;
  }

  /** From front to back, as the order stays. None comes to stand further from where it is due than one place more. */
  #grow(): void {
    const old = this.#entries;
    this.#room = Math.ceil(this.#room * MORE);
    this.#entries = this.#places();
    let free = 0;
    for (let from = 0; from < old.length; from += WORDS) {
      if (old[from + HELD] === 0) continue;
      const at = Math.max(free, this.#due(old[from] ?? 0));
      for (let n = 0; n < WORDS; n++) this.#entries[at + n] = old[from + n] ?? 0;
      free = at + WORDS;
    }
  }

  #places(): Int32Array<ArrayBuffer> {
    return new Int32Array((this.#room + this.#spare) * WORDS);
  }
}
