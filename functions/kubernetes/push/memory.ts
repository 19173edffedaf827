import type { Rival } from './rival.ts';

/** What is remembered of one server, from one process to the next. */
export interface Memory {
  /** The version that it was sent last, whatever became of that. */
  readonly sent: bigint | undefined;
  /** The version that it last said to hold of those that it was sent; `undefined`: it holds none of them. */
  readonly confirmed: bigint | undefined;
  readonly rival: Rival | undefined;
}

export const NOTHING: Memory = { sent: undefined, confirmed: undefined, rival: undefined };

/** What was sent and not confirmed may have been taken all the same, or not. */
export function isOurs({ sent, confirmed }: Memory, held: bigint): boolean {
  return sent !== undefined && held <= sent && held >= (confirmed ?? sent);
}
