import { NEWLINE } from './line.ts';
import type { Line } from './line.ts';
import { TAB } from './line-writer.ts';
import { BLOCK, blocksOf } from './blocks.ts';
import { Digesting } from './digesting.ts';

/**
 * Lines in order of ref, each ref once, as bytes in chunks with an index: a
 * million lines as strings take several times their size. TAB sorts below every
 * byte of a ref, so the order of refs is the order of lines.
 */
export class Lines {
  static readonly NONE = new Lines([], new Float64Array(), new Uint32Array());

  readonly #chunks: readonly Uint8Array[];
  /** Chunk number × 2³² + offset. */
  readonly #positions: Float64Array;
  readonly #lengths: Uint32Array;
  /** Of the stored form, newlines included. */
  readonly bytes: number;
  readonly #digest: Digesting;

  constructor(
    chunks: readonly Uint8Array[],
    positions: Float64Array,
    lengths: Uint32Array,
    digest = new Digesting(),
  ) {
    this.#chunks = chunks;
    this.#positions = positions;
    this.#lengths = lengths;
    this.#digest = digest;
    let bytes = 0;
    for (const length of lengths) bytes += length + 1;
    this.bytes = bytes;
  }

  get size(): number {
    return this.#lengths.length;
  }

  line(n: number): Line {
    const position = this.#positions[n] ?? 0;
    const chunk = Math.floor(position / CHUNKS);
    const start = position - chunk * CHUNKS;
    const bytes = this.#chunks[chunk];
    if (bytes === undefined) throw new RangeError(`line ${n} of ${this.size}`);
    return bytes.subarray(start, start + (this.#lengths[n] ?? 0));
  }

  ref(n: number): string {
    const line = this.line(n);
    return Buffer.from(line.buffer, line.byteOffset, line.indexOf(TAB)).toString('latin1');
  }

  *[Symbol.iterator](): Generator<Line, void, undefined> {
    for (let n = 0; n < this.size; n++) yield this.line(n);
  }

  /** SHA-256 of the stored form: equal digests, equal states. */
  get digest(): string {
    return this.#digest.of(this);
  }

  /** The stored form. */
  joined(): Uint8Array {
    const body = Buffer.allocUnsafe(this.bytes);
    let used = 0;
    for (const block of blocksOf(this)) {
      body.set(block, used);
      used += block.length;
    }
    return body;
  }

  /**
   * The state after changes to a few of its lines, in order of ref; `undefined`
   * takes a line away. What stays is not copied until half of what is held is of
   * lines that went.
   */
  patched(changes: readonly { readonly ref: string; readonly line: Line | undefined }[]): Lines {
    const added = changes.reduce((sum, { line }) => sum + (line === undefined ? 0 : 1), 0);
    const positions = new Float64Array(this.size + added);
    const lengths = new Uint32Array(this.size + added);
    const chunks = [...this.#chunks];
    let [from, to, same] = [0, 0, this.size];
    const keep = (until: number): void => {
      positions.set(this.#positions.subarray(from, until), to);
      lengths.set(this.#lengths.subarray(from, until), to);
      to += until - from;
    };
    for (const { ref, line } of changes) {
      const at = this.indexOf(ref);
      keep(at.index);
      same = Math.min(same, at.index);
      from = at.index + (at.found ? 1 : 0);
      if (line === undefined) continue;
      positions[to] = chunks.push(line) * CHUNKS - CHUNKS;
      lengths[to++] = line.length;
    }
    keep(this.size);
    const digest = this.#digest.upTo(same);
    const next = new Lines(chunks, positions.subarray(0, to), lengths.subarray(0, to), digest);
    return next.heldBytes > 2 * next.bytes + BLOCK || chunks.length > MOST_CHUNKS
      ? Lines.parse(next.joined())
      : next;
  }

  /** What its chunks take, lines that went included. */
  get heldBytes(): number {
    return this.#chunks.reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  /** Where a ref is, or would be. */
  indexOf(ref: string): { readonly index: number; readonly found: boolean } {
    let [low, high] = [0, this.size];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.ref(middle) < ref) low = middle + 1;
      else high = middle;
    }
    return { index: low, found: low < this.size && this.ref(low) === ref };
  }

  /** Reads the stored form. */
  static parse(body: Uint8Array): Lines {
    const starts: number[] = [];
    const lengths: number[] = [];
    for (let from = 0, to = 0; (to = body.indexOf(NEWLINE, from)) >= 0; from = to + 1) {
      starts.push(from);
      lengths.push(to - from);
    }
    return new Lines([body], Float64Array.from(starts), Uint32Array.from(lengths));
  }

  /** Of lines that are in order already. */
  static of(lines: Iterable<Line>): Lines {
    const chunks = [...lines];
    const positions = Float64Array.from(chunks, (_, n) => n * CHUNKS);
    return new Lines(
      chunks,
      positions,
      Uint32Array.from(chunks, ({ length }) => length),
    );
  }
}

export const CHUNKS = 2 ** 32;
const MOST_CHUNKS = 65_536;
