import { NEWLINE } from './line.ts';
import type { Line } from './line.ts';
import { BLOCK } from './line-index.ts';
import type { Stretch } from './line-index.ts';

export interface Lined {
  readonly size: number;
  /** Of the stored form. */
  readonly bytes: number;
  line(n: number): Line;
  /**
   * Of lines from this one up to another those that stand in memory as they are stored, one after the other: where they
   * end, and their bytes, no more than a block. `undefined`: they do not. Default: none do.
   */
  stretch?(n: number, to: number): Stretch | undefined;
}

/** The stored form of lines from one up to another, piece by piece. A block is good until the next one is asked for. */
export function* blocksOf(lines: Lined, from = 0, to = lines.size): Generator<Uint8Array, void, undefined> {
  let block: Buffer | undefined;
  let used = 0;
  for (let n = from; n < to; n++) {
    const stretch = lines.stretch?.(n, to);
    if (stretch !== undefined) {
      if (block !== undefined && used > 0) yield block.subarray(0, used);
      used = 0;
      yield stretch.bytes;
      n = stretch.to - 1;
      continue;
    }
    block ??= Buffer.allocUnsafe(Math.min(BLOCK, lines.bytes));
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
  if (block !== undefined && used > 0) yield block.subarray(0, used);
}
