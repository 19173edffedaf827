/** Calls of one list that may be under way at once: so many that the quota holds them back, and not this. */
export const FAN_OUT = 64;

/**
 * At most `width` calls under way, answers in the order of the items. The first
 * failure ends it; what is under way then is left to end by itself.
 */
export async function* inParallel<Item, Answer>(
  items: Iterable<Item>,
  width: number,
  work: (item: Item) => Promise<Answer>,
): AsyncGenerator<Answer, void, undefined> {
  const underway: Promise<Answer>[] = [];
  for (const item of items) {
    const answer = work(item);
    answer.catch(() => {}); // told to whoever takes it, not to the process
    underway.push(answer);
    const head = underway.length >= width ? underway.shift() : undefined;
    if (head !== undefined) yield await head;
  }
  for (const answer of underway) yield await answer;
}

/** Pages of a list that is begun now, whenever they are read: for lists that are read one after the other. */
export function begun<Page>(list: AsyncIterable<Page>): AsyncIterable<Page> {
  const pages = list[Symbol.asyncIterator]();
  const first = pages.next();
  first.catch(() => {}); // told to whoever reads it, not to the process
  return (async function* () {
    for (let turn = await first; turn.done !== true; turn = await pages.next()) yield turn.value;
  })();
}

/** `items` in groups of at most `size`, for calls that take several ids. */
export function inBatches<Item>(items: readonly Item[], size: number): Item[][] {
  const batches: Item[][] = [];
  for (let from = 0; from < items.length; from += size) batches.push(items.slice(from, from + size));
  return batches;
}
