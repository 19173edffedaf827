import type { TagRecord } from './kinds.ts';
import { LineWriter } from './line-writer.ts';
import { CHUNKS } from './line-index.ts';
import { Lines } from './lines.ts';

/** What came of a listing's records. */
export interface Collected {
  readonly lines: Lines;
  /** Records that came again: under offset paging, a sign that items moved between pages. */
  readonly repeats: number;
  /** Refs that came with two different records. The later one is in `lines`. */
  readonly conflicts: readonly string[];
}

/** Takes records in any order and gives lines in order. */
export class Collecting {
  readonly #writer = new LineWriter();
  readonly #refs: string[] = [];
  readonly #positions: number[] = [];
  readonly #lengths: number[] = [];

  add(record: TagRecord): void {
    const { bytes } = this.#writer;
    this.#writer.write(record);
    this.#refs.push(record.ref);
    this.#positions.push((bytes.chunks.length - 1) * CHUNKS + bytes.start);
    this.#lengths.push(bytes.length);
  }

  get size(): number {
    return this.#refs.length;
  }

  finish(): Collected {
    const refs = this.#refs;
    const order = new Uint32Array(refs.length);
    for (let n = 0; n < order.length; n++) order[n] = n;
    if (!isOrdered(refs)) order.sort((a, b) => compare(refs[a] ?? '', refs[b] ?? '') || a - b);
    const positions = new Float64Array(order.length);
    const lengths = new Uint32Array(order.length);
    let twins = 0;
    for (let n = 0; n < order.length; n++) {
      const at = order[n] ?? 0;
      positions[n] = this.#positions[at] ?? 0;
      lengths[n] = this.#lengths[at] ?? 0;
      if (n > 0 && refs[at] === refs[order[n - 1] ?? 0]) twins++;
    }
    const { chunks } = this.#writer.bytes;
    const sorted = new Lines({ chunks, positions, lengths, beginsStored: false });
    return twins === 0 ? { lines: sorted, repeats: 0, conflicts: [] } : withoutTwins(sorted, twins);
  }
}

function withoutTwins(lines: Lines, repeats: number): Collected {
  const conflicts: string[] = [];
  const distinct = [...lines].filter((line, n) => {
    const ref = lines.ref(n);
    if (n === lines.size - 1 || lines.ref(n + 1) !== ref) return true;
    if (Buffer.compare(line, lines.line(n + 1)) !== 0) conflicts.push(ref);
    return false;
  });
  return { lines: Lines.of(distinct), repeats, conflicts };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function isOrdered(refs: readonly string[]): boolean {
  for (let n = 1; n < refs.length; n++) if (compare(refs[n - 1] ?? '', refs[n] ?? '') > 0) return false;
  return true;
}
