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

/** `items` in groups of at most `size`, for calls that take several ids. */
export function inBatches<Item>(items: readonly Item[], size: number): Item[][] {
  const batches: Item[][] = [];
  for (let from = 0; from < items.length; from += size) batches.push(items.slice(from, from + size));
  return batches;
}
