import { blocksOf } from './blocks.ts';
import { Digesting } from './digesting.ts';
import { BLOCK, CHUNKS, editedIndex, lineAt, storedIndex, stretchAt } from './line-index.ts';
import type { LineIndex, Stretch } from './line-index.ts';
import { TAB } from './line-writer.ts';
import { NEWLINE } from './line.ts';
import type { Line } from './line.ts';

/**
 * Lines in order of ref, each ref once, as bytes in chunks with an index: a
 * million lines as strings take several times their size. TAB sorts below every
 * byte of a ref, so the order of refs is the order of lines.
 */
export class Lines {
  static readonly NONE = Lines.of([]);

  readonly #index: LineIndex;
  /** Of the stored form, newlines included. */
  readonly bytes: number;
  readonly #digest: Digesting;

  constructor(index: LineIndex, digest = new Digesting()) {
    this.#index = index;
    this.#digest = digest;
    let bytes = 0;
    for (const length of index.lengths) bytes += length + 1;
    this.bytes = bytes;
  }

  get size(): number {
    return this.#index.lengths.length;
  }

  line(n: number): Line {
    return lineAt(this.#index, n);
  }

  stretch(n: number, to: number): Stretch | undefined {
    return stretchAt(this.#index, n, to);
  }

  ref(n: number): string {
    const line = this.line(n);
    return Buffer.from(line.buffer, line.byteOffset, line.indexOf(TAB)).toString('latin1');
  }

  *[Symbol.iterator](): Generator<Line, void, undefined> {
    for (let n = 0; n < this.size; n++) yield this.line(n);
  }

  /** Equal digests, equal states. */
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

  /** The same lines as they are stored, in one piece: what is changed little and read often is read faster so. */
  inOrder(): Lines {
    const { beginsStored, chunks, lengths } = this.#index;
    const isSo = beginsStored && chunks.length === 1;
    return isSo ? this : new Lines(storedIndex(this.joined(), lengths), this.#digest);
  }

  /**
   * The state after changes to a few of its lines, in order of ref; `undefined`
   * takes a line away. What stays is not copied until half of what is held is of
   * lines that went.
   */
  patched(changes: readonly { readonly ref: string; readonly line: Line | undefined }[]): Lines {
    const edits = changes.map(({ ref, line }) => ({ ...this.indexOf(ref), line }));
    const next = new Lines(editedIndex(this.#index, edits), this.#digest.after(edits));
    const isWaste = next.heldBytes > 2 * next.bytes + BLOCK || next.#index.chunks.length > MOST_CHUNKS;
    return isWaste ? next.inOrder() : next;
  }

  /** What its chunks take, lines that went included. */
  get heldBytes(): number {
    return this.#index.chunks.reduce((sum, { byteLength }) => sum + byteLength, 0);
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
    const lengths: number[] = [];
    for (let from = 0, to = 0; (to = body.indexOf(NEWLINE, from)) >= 0; from = to + 1)
      lengths.push(to - from);
    return new Lines(storedIndex(body, Uint32Array.from(lengths)));
  }

  /** Of lines that are in order already. */
  static of(lines: Iterable<Line>): Lines {
    const chunks = [...lines];
    const positions = Float64Array.from(chunks, (_, n) => n * CHUNKS);
    const lengths = Uint32Array.from(chunks, ({ length }) => length);
    return new Lines({ chunks, positions, lengths, beginsStored: false });
  }
}

const MOST_CHUNKS = 65_536;
