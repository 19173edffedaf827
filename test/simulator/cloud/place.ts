/** Where a page of a token begins: after a row, which may be gone by then. */
export interface Place {
  readonly page: number;
  readonly from: number;
  /** The key of the row before it. */
  readonly before: string | undefined;
}

export const FIRST: Place = { page: 1, from: 0, before: undefined };

export const tokenAt = (place: Place): string =>
  Buffer.from(JSON.stringify([place.page, place.from, place.before ?? null])).toString('base64url');

/** `undefined` for what is no token of ours. */
export function placeOf(token: string): Place | undefined {
  try {
    const [page, from, before] = JSON.parse(Buffer.from(token, 'base64url').toString()) as [
      number,
      number,
      string | null,
    ];
    return { page, from, before: before ?? undefined };
  } catch {
    return undefined;
  }
}

/** The index of its first row. Where the row before it is gone, the others have moved up by one. */
export function startAt(all: readonly unknown[], { from, before }: Place): number {
  if (from === 0) return 0;
  const at = all.findLastIndex((row) => textOf(row) === before);
  return at >= 0 ? at + 1 : from - 1;
}

/** What no other row of most listings has. */
export const textOf = (row: unknown): string => JSON.stringify(row).slice(0, 200);
