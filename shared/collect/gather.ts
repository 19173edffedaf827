/** Whole lists, for what is joined with others. */

/** A whole list in its pages: one of several is believed otherwise than one of one. */
export type Pages<Item> = readonly (readonly Item[])[];

export async function pagesOf<Page>(pages: AsyncIterable<Page>): Promise<readonly Page[]> {
  const read: Page[] = [];
  for await (const page of pages) read.push(page);
  return read;
}

/** The pages as one array. */
export async function whole<Item>(pages: AsyncIterable<readonly Item[]>): Promise<readonly Item[]> {
  return (await pagesOf(pages)).flat();
}

/** Items by what they belong to. */
export function grouped<Item>(
  items: Iterable<Item>,
  keyOf: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
