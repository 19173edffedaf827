import type { Line } from './line.ts';

/** Where lines are: their bytes in chunks, and of each line its place and length. */
export interface LineIndex {
  readonly chunks: readonly Uint8Array[];
  /** Chunk number × 2³² + offset. */
  readonly positions: Float64Array;
  readonly lengths: Uint32Array;
  /** Is the first chunk a stored form? Then what stands in it one after the other has newlines in between. */
  readonly beginsStored: boolean;
}

/** Lines that stand one after the other as they are stored. */
export interface Stretch {
  /** The first line that is not of it. */
  readonly to: number;
  /** Newlines included. */
  readonly bytes: Uint8Array;
}

export const CHUNKS = 2 ** 32;

/** What is read, hashed or packed at once; one line may be longer. */
export const BLOCK = 64 * 1024;

export function lineAt({ chunks, positions, lengths }: LineIndex, n: number): Line {
  const position = positions[n] ?? 0;
  const chunk = Math.floor(position / CHUNKS);
  const start = position - chunk * CHUNKS;
  const bytes = chunks[chunk];
  if (bytes === undefined) throw new RangeError(`line ${n} of ${lengths.length}`);
  return bytes.subarray(start, start + (lengths[n] ?? 0));
}

/** The longest one from line `n` up to another, no more than a block; `undefined`: that line stands by itself. */
export function stretchAt(
  { chunks: [stored], positions, lengths, beginsStored }: LineIndex,
  n: number,
  to: number,
): Stretch | undefined {
  const start = positions[n] ?? CHUNKS;
  if (!beginsStored || stored === undefined || start >= CHUNKS) return undefined;
  let [end, next] = [start, n];
  while (next < to && positions[next] === end) {
    const after = end + (lengths[next] ?? 0) + 1;
    if (after - start > BLOCK && next > n) break;
    end = after;
    next++;
  }
  return { to: next, bytes: stored.subarray(start, end) };
}

/** Of a stored form whose lines have these lengths. */
export function storedIndex(body: Uint8Array, lengths: Uint32Array): LineIndex {
  const positions = new Float64Array(lengths.length);
  let at = 0;
  for (const [n, length] of lengths.entries()) {
    positions[n] = at;
    at += length + 1;
  }
  return { chunks: [body], positions, lengths, beginsStored: true };
}

/** One line more, another one in its place, or none: at which place, and whether a line was there. */
export interface Edit {
  readonly index: number;
  readonly found: boolean;
  readonly line: Line | undefined;
}

/** After edits, in the order of their places. What stays is not copied. */
export function editedIndex(before: LineIndex, edits: readonly Edit[]): LineIndex {
  const { positions, lengths, beginsStored } = before;
  const most = lengths.length + edits.length;
  const next = { positions: new Float64Array(most), lengths: new Uint32Array(most) };
  const chunks = [...before.chunks];
  let [from, to] = [0, 0];
  const keep = (until: number): void => {
    next.positions.set(positions.subarray(from, until), to);
    next.lengths.set(lengths.subarray(from, until), to);
    to += until - from;
  };
  for (const { index, found, line } of edits) {
    keep(index);
    from = index + (found ? 1 : 0);
    if (line === undefined) continue;
    next.positions[to] = chunks.push(line) * CHUNKS - CHUNKS;
    next.lengths[to++] = line.length;
  }
  keep(lengths.length);
  return {
    chunks,
    positions: next.positions.subarray(0, to),
    lengths: next.lengths.subarray(0, to),
    beginsStored,
  };
}
