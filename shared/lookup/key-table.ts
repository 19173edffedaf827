/** Entries of a segment; each takes four words: two of its key's hash, its value, and the entry after it in its bucket. */
const SEGMENT = 1 << 16;
const WORDS = 4;
const [B, VALUE, NEXT] = [1, 2, 3] as const;

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

  get size(): number {
    return this.#size;
  }

  add(key: string, value: number): void {
    this.#hash('', key);
    if (this.#size >= this.#buckets.length) this.#grow();
    const entry = this.#take();
    const segment = this.#segmentOf(entry);
    const at = (entry % SEGMENT) * WORDS;
    const bucket = this.#a & (this.#buckets.length - 1);
    segment[at] = this.#a;
    segment[at + B] = this.#b;
    segment[at + VALUE] = value;
    segment[at + NEXT] = this.#buckets[bucket] ?? 0;
    this.#buckets[bucket] = entry + 1;
    this.#size++;
  }

  /** Takes one entry of that key and value away, if there is one. */
  delete(key: string, value: number): boolean {
    this.#hash('', key);
    const bucket = this.#a & (this.#buckets.length - 1);
    let before = 0;
    for (let link = this.#buckets[bucket] ?? 0; link !== 0;) {
      const segment = this.#segmentOf(link - 1);
      const at = ((link - 1) % SEGMENT) * WORDS;
      const next = segment[at + NEXT] ?? 0;
      if (segment[at] === this.#a && segment[at + B] === this.#b && segment[at + VALUE] === value) {
        if (before === 0) this.#buckets[bucket] = next;
        else this.#segmentOf(before - 1)[((before - 1) % SEGMENT) * WORDS + NEXT] = next;
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

  /** The value that was put in last; -1 for none. */
  first(key: string): number {
    this.#hash('', key);
    return this.#find(this.#buckets[this.#a & (this.#buckets.length - 1)] ?? 0, undefined);
  }

  /** `prefix`: what the key begins with; two pieces are hashed sooner than they are joined. */
  all(prefix: string, key: string): readonly number[] {
    this.#hash(prefix, key);
    const link = this.#buckets[this.#a & (this.#buckets.length - 1)] ?? 0;
    if (link === 0) return NOTHING;
    const found: number[] = [];
    this.#find(link, found);
    return found;
  }

  #find(from: number, found: number[] | undefined): number {
    const a = this.#a;
    const b = this.#b;
    for (let link = from; link !== 0;) {
      const segment = this.#segmentOf(link - 1);
      const at = ((link - 1) % SEGMENT) * WORDS;
      if (segment[at] === a && segment[at + B] === b) {
        const value = segment[at + VALUE] ?? 0;
        if (found === undefined) return value;
        found.push(value);
      }
      link = segment[at + NEXT] ?? 0;
    }
    return -1;
  }

  #take(): number {
    if (this.#free !== 0) {
      const entry = this.#free - 1;
      this.#free = this.#segmentOf(entry)[(entry % SEGMENT) * WORDS + NEXT] ?? 0;
      return entry;
    }
    if (this.#used % SEGMENT === 0) this.#segments.push(new Uint32Array(SEGMENT * WORDS));
    return this.#used++;
  }

  #segmentOf(entry: number): Uint32Array {
    return this.#segments[Math.floor(entry / SEGMENT)] ?? EMPTY;
  }

  /** Twice the buckets: each splits in two, its entries stay where they are. */
  #grow(): void {
    const old = this.#buckets;
    const buckets = new Uint32Array(old.length * 2);
    for (const first of old) {
      for (let link = first; link !== 0;) {
        const segment = this.#segmentOf(link - 1);
        const at = ((link - 1) % SEGMENT) * WORDS;
        const next = segment[at + NEXT] ?? 0;
        const bucket = (segment[at] ?? 0) & (buckets.length - 1);
        segment[at + NEXT] = buckets[bucket] ?? 0;
        buckets[bucket] = link;
        link = next;
      }
    }
    this.#buckets = buckets;
  }

  /** Two lanes, each multiplied on; both end mixed, so that any bits of them serve. */
  #hash(prefix: string, key: string): void {
    let a = 0x9e3779b9;
    let b = 0x85ebca6b;
    for (let n = 0; n < prefix.length; n++) {
      const unit = prefix.charCodeAt(n);
      a = Math.imul(a ^ unit, 0x27d4eb2f);
      b = Math.imul(b ^ unit, 0x165667b1);
    }
    for (let n = 0; n < key.length; n++) {
      const unit = key.charCodeAt(n);
      a = Math.imul(a ^ unit, 0x27d4eb2f);
      b = Math.imul(b ^ unit, 0x165667b1);
    }
    a = Math.imul(a ^ (a >>> 15) ^ (prefix.length + key.length), 0x2c1b3c6d);
    b = Math.imul(b ^ (b >>> 13), 0x297a2d39);
    this.#a = (a ^ (a >>> 12) ^ (b >>> 17)) >>> 0;
    this.#b = (b ^ (b >>> 15) ^ Math.imul(a, 0x9e3779b1)) >>> 0;
  }
}

const EMPTY = new Uint32Array(0);
const NOTHING: readonly number[] = [];
