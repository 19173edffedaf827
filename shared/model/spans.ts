/** A piece of a line: where it stands in it. */
interface Span {
  from: number;
  to: number;
}

/** More are sorted by the engine. */
const SMALL = 32;

/**
 * The members of a set, as they stand one after the other in a line. Every line
 * has sets: this serves for all of them in turn, and nothing is made for each.
 * `bytes` and `line`: in which bytes, and where in them the line begins.
 */
export class Spans {
  readonly #all: Span[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  clear(): void {
    this.#size = 0;
  }

  add(from: number, to: number): void {
    if (this.#size === this.#all.length) this.#all.push({ from, to });
    const span = this.#at(this.#size++);
    span.from = from;
    span.to = to;
  }

  at(n: number): Readonly<Span> {
    return this.#at(n);
  }

  compare(bytes: Uint8Array, line: number, a: number, b: number): number {
    return compare(bytes, line, this.#at(a), this.#at(b));
  }

  /** And different. */
  isOrdered(bytes: Uint8Array, line: number): boolean {
    for (let n = 1; n < this.#size; n++) if (this.compare(bytes, line, n - 1, n) >= 0) return false;
    return true;
  }

  /** Sets are small and often nearly in order: few are moved. */
  sort(bytes: Uint8Array, line: number): void {
    if (this.#size > SMALL) {
      const sorted = this.#all.slice(0, this.#size).toSorted((a, b) => compare(bytes, line, a, b));
      for (const [n, span] of sorted.entries()) this.#all[n] = span;
      return;
    }
    for (let n = 1; n < this.#size; n++) {
      const span = this.#at(n);
      let at = n - 1;
      for (; at >= 0 && compare(bytes, line, this.#at(at), span) > 0; at--) this.#all[at + 1] = this.#at(at);
      this.#all[at + 1] = span;
    }
  }

  #at(n: number): Span {
    const span = this.#all[n];
    if (span === undefined) throw new RangeError(`piece ${n} of ${this.#size}`);
    return span;
  }
}

function compare(bytes: Uint8Array, line: number, a: Span, b: Span): number {
  const x = line + a.from;
  const y = line + b.from;
  const length = Math.min(a.to - a.from, b.to - b.from);
  for (let n = 0; n < length; n++) {
    const difference = (bytes[x + n] ?? 0) - (bytes[y + n] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.to - a.from - (b.to - b.from);
}
