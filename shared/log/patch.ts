import { NEWLINE, refOf } from '../model/line.ts';
import type { Line } from '../model/line.ts';
import { Lines } from '../model/lines.ts';
import type { Change } from '../sync/diff.ts';
import { Corrupt } from './commit.ts';

/** Changes by source, each source's in order of ref. */
export type Patch = ReadonlyMap<string, readonly Change[]>;

const AT = '@'.charCodeAt(0);
const MINUS = '-'.charCodeAt(0);
const PLUS = '+'.charCodeAt(0);

/**
 * The stored form of changes: `@source`, then `-line` as it was and `+line` as
 * it is; a changed record is the two one after the other.
 */
export function encodePatch(patch: Patch): Uint8Array {
  const pieces: Uint8Array[] = [];
  const put = (mark: string, line: Uint8Array): void => {
    pieces.push(Buffer.from(mark), line, Buffer.of(NEWLINE));
  };
  for (const [source, changes] of patch) {
    put('@', Buffer.from(source));
    for (const { before, after } of changes) {
      if (before !== undefined) put('-', before);
      if (after !== undefined) put('+', after);
    }
  }
  return Buffer.concat(pieces);
}

/** Throws `Corrupt`, of the object at `key`. */
export function parsePatch(body: Uint8Array, key: string): Patch {
  const patch = new Map<string, Change[]>();
  let changes: Change[] = [];
  let before: Line | undefined;
  const settle = (): void => {
    if (before !== undefined) changes.push({ before, after: undefined });
    before = undefined;
  };
  for (let from = 0, to = 0; (to = body.indexOf(NEWLINE, from)) >= 0; from = to + 1) {
    const line = body.subarray(from + 1, to);
    const mark = body[from];
    if (mark === AT) {
      settle();
      changes = [];
      patch.set(Buffer.from(line).toString(), changes);
    } else if (mark === MINUS) {
      settle();
      before = line;
    } else if (mark === PLUS) {
      if (before !== undefined && refOf(before) !== refOf(line)) settle();
      changes.push(before === undefined ? { before, after: line } : { before, after: line });
      before = undefined;
    } else throw new Corrupt(key, `its changes do not read at byte ${from}`);
  }
  settle();
  return patch;
}

/** The state after the changes; both are in order of ref. */
export function applyPatch(state: Lines, changes: readonly Change[]): Lines {
  if (changes.length === 0) return state;
  const result: Line[] = [];
  let n = 0;
  for (const { before, after } of changes) {
    const ref = refOf(after ?? before);
    while (n < state.size && state.ref(n) < ref) result.push(state.line(n++));
    if (n < state.size && state.ref(n) === ref) n++;
    if (after !== undefined) result.push(after);
  }
  while (n < state.size) result.push(state.line(n++));
  return Lines.of(result);
}
