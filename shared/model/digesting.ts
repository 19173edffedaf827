import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { blocksOf } from './blocks.ts';
import type { Lined } from './blocks.ts';

/** The hash of the stored form of all lines before this one. It is copied, never updated. */
interface Checkpoint {
  readonly line: number;
  readonly hash: Hash;
}

/** Lines from one checkpoint to the next: about a megabyte. */
const APART = 2048;

/**
 * The digest of one state, when it is asked for. What is known of an earlier state
 * that begins with the same lines is not hashed again.
 */
export class Digesting {
  #checkpoints: readonly Checkpoint[];
  #digest: string | undefined;

  constructor(checkpoints: readonly Checkpoint[] = []) {
    this.#checkpoints = checkpoints;
  }

  /** SHA-256 of the stored form, in hex; always of the same lines. */
  of(lines: Lined): string {
    return (this.#digest ??= this.#hashed(lines));
  }

  /** For a state that is the same up to this line. */
  upTo(same: number): Digesting {
    return new Digesting(this.#checkpoints.filter(({ line }) => line <= same));
  }

  #hashed(lines: Lined): string {
    const checkpoints = [...this.#checkpoints];
    const last = checkpoints.at(-1);
    const hash = last?.hash.copy() ?? createHash('sha256');
    for (let from = last?.line ?? 0; from < lines.size; from += APART) {
      const to = Math.min(from + APART, lines.size);
      for (const block of blocksOf(lines, from, to)) hash.update(block);
      if (to < lines.size) checkpoints.push({ line: to, hash: hash.copy() });
    }
    this.#checkpoints = checkpoints;
    return hash.digest('hex');
  }
}
