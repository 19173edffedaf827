import { NEWLINE } from './line.ts';
import type { Line } from './line.ts';

export const BLOCK = 64 * 1024;

export interface Lined {
  readonly size: number;
  /** Of the stored form. */
  readonly bytes: number;
  line(n: number): Line;
}

/** The stored form of lines from one up to another, piece by piece. A block is good until the next one is asked for. */
export function* blocksOf(lines: Lined, from = 0, to = lines.size): Generator<Uint8Array, void, undefined> {
  const block = Buffer.allocUnsafe(Math.min(BLOCK, lines.bytes));
  let used = 0;
  for (let n = from; n < to; n++) {
    const line = lines.line(n);
    if (used + line.length >= block.length) {
      yield block.subarray(0, used);
      used = 0;
    }
    if (line.length < BLOCK) {
      block.set(line, used);
      used += line.length;
    } else yield line;
    block[used++] = NEWLINE;
  }
  if (used > 0) yield block.subarray(0, used);
}
