/** Where a page of a token begins: after the last of some rows, any of which may be gone by then. */
export interface Place {
  readonly page: number;
  readonly from: number;
  /** The keys of the rows before it, the nearest last. */
  readonly before: readonly string[];
}

/** What no other row of the listing has. */
export type KeyOf = (row: unknown) => string;

export const FIRST: Place = { page: 1, from: 0, before: [] };

/** Rows before a page that its token remembers: more than go away while a list is read. */
const REMEMBERED = 8;

/** The place of the page that begins with row `end`. */
export function placeAt(all: readonly unknown[], end: number, page: number, keyOf: KeyOf = textOf): Place {
  return { page, from: end, before: all.slice(Math.max(0, end - REMEMBERED), end).map(keyOf) };
}

export const tokenAt = ({ page, from, before }: Place): string =>
  Buffer.from(JSON.stringify([page, from, before])).toString('base64url');

/** `undefined` for what is no token of ours. */
export function placeOf(token: string): Place | undefined {
  try {
    const [page, from, before] = JSON.parse(Buffer.from(token, 'base64url').toString()) as [
      number,
      number,
      readonly string[],
    ];
    return { page, from, before };
  } catch {
    return undefined;
  }
}

/** The index of its first row. No row is passed over: where all that it remembers are gone, some may come twice. */
export function startAt(all: readonly unknown[], { from, before }: Place, keyOf: KeyOf = textOf): number {
  const last = all[from - 1];
  if (from === 0 || (last !== undefined && keyOf(last) === before.at(-1))) return from;
  const known = new Set(before);
  const at = all.findLastIndex((row) => known.has(keyOf(row)));
  return at >= 0 ? at + 1 : Math.max(0, from - before.length);
}

/** What no other row of most listings has. */
function textOf(row: unknown): string {
  return JSON.stringify(row).slice(0, 200);
}
