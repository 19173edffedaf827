import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { blocksOf } from './blocks.ts';
import type { Lined } from './blocks.ts';
import type { Edit } from './line-index.ts';
import { TAB } from './line-writer.ts';
import type { Line } from './line.ts';

/** Lines that follow each other, and the SHA-256 of their stored form while none of them was edited. */
interface Group {
  readonly size: number;
  readonly digest: Uint8Array | undefined;
}

/** One line of so many ends a group, a power of two: what an edit hashes again is some 100 kB. */
const APART = 256;

/**
 * The digest of one state, when it is asked for: the SHA-256 of the SHA-256 of each of its groups. A line ends a group
 * by its ref alone, so an edit, here or elsewhere, leaves all other groups as they are: only its own is hashed again.
 */
export class Digesting {
  #groups: readonly Group[];
  #digest: string | undefined;

  constructor(groups: readonly Group[] = []) {
    this.#groups = groups;
  }

  /** In hex; always of the same lines. */
  of(lines: Lined): string {
    return (this.#digest ??= this.#hashed(lines));
  }

  /** For a state after edits, in the order of their places. */
  after(edits: readonly Edit[]): Digesting {
    const groups = [...this.#groups];
    let [n, end] = [0, groups[0]?.size ?? 0];
    for (const { index, found, line } of edits) {
      // What comes after the last line is of the last group.
      while (index >= end && n + 1 < groups.length) end += this.#groups[++n]?.size ?? 0;
      const size = (groups[n]?.size ?? 0) + (line === undefined ? 0 : 1) - (found ? 1 : 0);
      if (n < groups.length) groups[n] = { size, digest: undefined };
    }
    return new Digesting(groups);
  }

  #hashed(lines: Lined): string {
    const known = this.#groups.length > 0 ? this.#groups : [{ size: lines.size, digest: undefined }];
    const groups: Group[] = [];
    let [from, at] = [0, 0];
    const close = (): void => {
      groups.push({ size: at - from, digest: digestOf(lines, from, at) });
      from = at;
    };
    for (const group of known) {
      // Where the line that ended the group before is gone, this one is its end.
      if (group.digest !== undefined && from === at) {
        groups.push(group);
        from = at += group.size;
        continue;
      }
      for (const end = at + group.size; at < end;) if (isLast(lines.line(at++))) close();
    }
    if (from < at) close();
    this.#groups = groups;
    const all = createHash('sha256');
    for (const { digest } of groups) if (digest !== undefined) all.update(digest);
    return all.digest('hex');
  }
}

const isLast = (line: Line): boolean => crc32(line.subarray(0, line.indexOf(TAB))) % APART === 0;

function digestOf(lines: Lined, from: number, to: number): Uint8Array {
  const hash = createHash('sha256');
  for (const block of blocksOf(lines, from, to)) hash.update(block);
  return hash.digest();
}
