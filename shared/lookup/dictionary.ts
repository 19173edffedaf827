/** Bits of the filter of strings seen once: 8 MB. */
const BITS = 2 ** 26;
/** Longer strings are rarely repeated, and cost as much in a table. */
const LONGEST = 256;

/**
 * Strings that come again (tags, owners, refs of what is shared) are kept once
 * and named by a number. A string gets its number when it is seen a second time,
 * so names and ids, which come once, cost no table entry.
 */
export class Dictionary {
  readonly #numbers = new Map<string, number>();
  readonly #strings: string[] = [];
  readonly #seen = new Uint32Array(BITS / 32);

  /** -1: not (yet) in it; it is to be written out. */
  numberOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    if (text.length > LONGEST || !this.#seenBefore(text)) return -1;
    const number = this.#strings.length;
    this.#numbers.set(text, number);
    this.#strings.push(text);
    return number;
  }

  text(number: number): string {
    const text = this.#strings[number];
    if (text === undefined) throw new RangeError(`no string has the number ${number}`);
    return text;
  }

  get size(): number {
    return this.#strings.length;
  }

  #seenBefore(text: string): boolean {
    let hash = 0x811c9dc5;
    for (let n = 0; n < text.length; n++) hash = Math.imul(hash ^ text.charCodeAt(n), 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    const bit = ((hash ^ (hash >>> 13)) >>> 0) % BITS;
    const mask = 1 << (bit & 31);
    const at = bit >>> 5;
    const word = this.#seen[at] ?? 0;
    this.#seen[at] = word | mask;
    return (word & mask) !== 0;
  }
}
