import { CloudError } from './errors.ts';
import { FAN_OUT, inParallel } from './parallel.ts';

/**
 * Pages of one list: millions of items, however short the pages are. A list that says it has more has no end that is
 * worth waiting for, and would be kept in memory until then.
 */
export const MOST_PAGES = 100_000;

/**
 * Follows an opaque token until the API stops giving one (`null`, `undefined`
 * and `''` alike).
 *
 * A repeated token throws: looping never ends and stopping would pass a prefix
 * off as the whole list, which the diff would read as mass deletion.
 */
export async function* byToken<Page>(
  fetch: (token: string | undefined) => Promise<Page>,
  next: (page: Page) => string | null | undefined,
): AsyncGenerator<Page, void, undefined> {
  const seen = new Set<string>();
  let token: string | undefined;
  for (;;) {
    const page = await fetch(token);
    yield page;
    token = next(page) || undefined;
    if (token === undefined) return;
    if (seen.has(token)) {
      throw new CloudError('invalid', `continuation token repeated after ${seen.size + 1} pages`);
    }
    if (seen.size === MOST_PAGES - 1)
      throw new CloudError('invalid', `a list of more than ${MOST_PAGES} pages was not read to its end`);
    seen.add(token);
  }
}

export interface NumberedPage<Item> {
  readonly items: readonly Item[];
  /** Of the whole list, as this page's answer states it. */
  readonly total: number;
}

export interface Numbered<Item> {
  /** Page 0 first; the caller turns an index into whatever the API counts in. */
  readonly fetch: (index: number) => Promise<NumberedPage<Item>>;
  readonly pageSize: number;
  readonly keyOf: (item: Item) => string;
  readonly width?: number;
}

/**
 * Reads page 0, then as many pages side by side as its total asks for. The list
 * is whole when the distinct items reach the total that the last page states;
 * anything less throws, because a shift between two pages hides an item.
 */
export async function* byPage<Item>({
  fetch,
  pageSize,
  keyOf,
  width = FAN_OUT,
}: Numbered<Item>): AsyncGenerator<readonly Item[], void, undefined> {
  const seen = new Set<string>();
  let total = 0;
  const note = (page: NumberedPage<Item>): readonly Item[] => {
    for (const item of page.items) seen.add(keyOf(item));
    total = believed(page.total, pageSize);
    return page.items;
  };
  yield note(await fetch(0));
  let read = 1;
  while (read * pageSize < total) {
    const indexes = Array.from({ length: Math.ceil(total / pageSize) - read }, (_, n) => read + n);
    read += indexes.length;
    for await (const page of inParallel(indexes, width, fetch)) yield note(page);
  }
  if (seen.size < total) throw new CloudError('invalid', `${seen.size} of ${total} items listed`);
}

/** What is asked for next stands on it: one that no list can have is not followed. */
function believed(total: number, pageSize: number): number {
  if (total >= 0 && total <= MOST_PAGES * pageSize) return total;
  throw new CloudError('invalid', `a list that says it has ${total} items`);
}
