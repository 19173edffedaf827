import { START, lanesOf } from './lanes.ts';
import type { Lanes } from './lanes.ts';

/** A segment has 2 to the power of this many entries; each takes four words: two of its key's hash, its value, and the entry after it in its bucket. */
const SEGMENT_BITS = 16;
const SEGMENT = 1 << SEGMENT_BITS;
const WITHIN = SEGMENT - 1;
const WORDS = 4;
const [B, VALUE, NEXT] = [1, 2, 3] as const;

/** No value has the key; more than one has it. */
export const [NONE, SEVERAL] = [-1, -2] as const;

/**
 * Many values per key, in 16 bytes per entry and no object: keys are kept as 64
 * bits of hash. Among ten million keys, that one of a billion questions meets a
 * foreign entry has a chance of one in two thousand; readers of one answer
 * compare what it says with what they asked.
 */
export class KeyTable {
  readonly #segments: Uint32Array[] = [];
  /** Entry number + 1; 0 for an empty bucket. */
  #buckets = new Uint32Array(1 << 10);
  #used = 0;
  #free = 0;
  #size = 0;
  #a = 0;
  #b = 0;
  /** What `upToTwo` found. */
  one = 0;
  two = 0;

  get size(): number {
    return this.#size;
  }

  /** `kind`: of which kind of record it is a key; 0 where one question is asked of all. */
  add(key: string, kind: number, value: number): void {
    this.#hash(START, key, kind);
    if (this.#size >= this.#buckets.length) this.#grow();
    const entry = this.#take();
    const segment = this.#segmentOf(entry);
    const at = (entry & WITHIN) * WORDS;
    const bucket = this.#a & (this.#buckets.length - 1);
    segment[at] = this.#a;
    segment[at + B] = this.#b;
    segment[at + VALUE] = value;
    segment[at + NEXT] = this.#buckets[bucket] ?? 0;
    this.#buckets[bucket] = entry + 1;
    this.#size++;
  }

  /** Takes one entry of that key and value away, if there is one. */
  delete(key: string, kind: number, value: number): boolean {
    this.#hash(START, key, kind);
    const bucket = this.#a & (this.#buckets.length - 1);
    let before = 0;
    for (let link = this.#buckets[bucket] ?? 0; link !== 0;) {
      const segment = this.#segmentOf(link - 1);
      const at = ((link - 1) & WITHIN) * WORDS;
      const next = segment[at + NEXT] ?? 0;
      if (segment[at] === this.#a && segment[at + B] === this.#b && segment[at + VALUE] === value) {
        if (before === 0) this.#buckets[bucket] = next;
        else this.#segmentOf(before - 1)[((before - 1) & WITHIN) * WORDS + NEXT] = next;
        segment[at + NEXT] = this.#free;
        this.#free = link;
        this.#size--;
        return true;
      }
      before = link;
      link = next;
    }
    return false;
  }

  /** The value that was put in last; `NONE`. */
  first(key: string): number {
    this.#hash(START, key, 0);
    return this.#upToTwo() === 0 ? NONE : this.one;
  }

  /** `from`: the lanes of what the key begins with. */
  all(key: string, kind = 0, from: Lanes = START): readonly number[] {
    this.#hash(from, key, kind);
    return this.#every();
  }

  /** `a`, `b`: the lanes of the key. */
  allAt(a: number, b: number, kind: number): readonly number[] {
    this.#mix(a, b, kind);
    return this.#every();
  }

  /** How many values it has, of which `one` and `two` are told; 3 stands for more. */
  upToTwo(key: string, from: Lanes): number {
    this.#hash(from, key, 0);
    return this.#upToTwo();
  }

  /** The only value; `NONE`, or `SEVERAL`. */
  onlyAt(a: number, b: number, kind: number): number {
    this.#mix(a, b, kind);
    const count = this.#upToTwo();
    if (count === 0) return NONE;
    return count === 1 ? this.one : SEVERAL;
  }

  #upToTwo(): number {
    let count = 0;
    for (let link = this.#bucket(); link !== 0 && count < 3;) {
      const segment = this.#segmentOf(link - 1);
      const at = ((link - 1) & WITHIN) * WORDS;
      if (segment[at] === this.#a && segment[at + B] === this.#b) {
        if (count === 0) this.one = segment[at + VALUE] ?? 0;
        else this.two = segment[at + VALUE] ?? 0;
        count++;
      }
      link = segment[at + NEXT] ?? 0;
    }
    return count;
  }

  #every(): readonly number[] {
    const found: number[] = [];
    for (let link = this.#bucket(); link !== 0;) {
      const segment = this.#segmentOf(link - 1);
      const at = ((link - 1) & WITHIN) * WORDS;
      if (segment[at] === this.#a && segment[at + B] === this.#b) found.push(segment[at + VALUE] ?? 0);
      link = segment[at + NEXT] ?? 0;
    }
    return found;
  }

  #bucket(): number {
    return this.#buckets[this.#a & (this.#buckets.length - 1)] ?? 0;
  }

  #take(): number {
    if (this.#free !== 0) {
      const entry = this.#free - 1;
      this.#free = this.#segmentOf(entry)[(entry & WITHIN) * WORDS + NEXT] ?? 0;
      return entry;
    }
    if (this.#used % SEGMENT === 0) this.#segments.push(new Uint32Array(SEGMENT * WORDS));
    return this.#used++;
  }

  #segmentOf(entry: number): Uint32Array {
    return this.#segments[entry >>> SEGMENT_BITS] ?? EMPTY;
  }

  /** Twice the buckets: each splits in two, its entries stay where they are. */
  #grow(): void {
    const old = this.#buckets;
    const buckets = new Uint32Array(old.length * 2);
    for (const first of old) {
      for (let link = first; link !== 0;) {
        const segment = this.#segmentOf(link - 1);
        const at = ((link - 1) & WITHIN) * WORDS;
        const next = segment[at + NEXT] ?? 0;
        const bucket = (segment[at] ?? 0) & (buckets.length - 1);
        segment[at + NEXT] = buckets[bucket] ?? 0;
        buckets[bucket] = link;
        link = next;
      }
    }
    this.#buckets = buckets;
  }

  #hash(from: Lanes, key: string, kind: number): void {
    const { a, b } = lanesOf(key, from);
    this.#mix(a, b, kind);
  }

  /** The kind goes last, so that one pass over a ref serves for all kinds; mixed, any bits of both lanes serve. */
  #mix(laneA: number, laneB: number, kind: number): void {
    let a = Math.imul(laneA ^ kind, 0x27d4eb2f);
    let b = Math.imul(laneB ^ kind, 0x165667b1);
    a = Math.imul(a ^ (a >>> 15), 0x2c1b3c6d);
    b = Math.imul(b ^ (b >>> 13), 0x297a2d39);
    this.#a = (a ^ (a >>> 12) ^ (b >>> 17)) >>> 0;
    this.#b = (b ^ (b >>> 15) ^ Math.imul(a, 0x9e3779b1)) >>> 0;
  }
}

const EMPTY = new Uint32Array(0);
