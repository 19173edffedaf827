// How a first script lists: one call after the other, each page as large as the API likes it.

/** Asks for page after page, from 0, until the total is reached. */
export async function byTotal<Item>(
  fetch: (
    page: number,
    sofar: number,
  ) => Promise<{ readonly items: readonly Item[]; readonly total: number }>,
): Promise<readonly Item[]> {
  const all: Item[] = [];
  for (let page = 0; ; page++) {
    const { items, total } = await fetch(page, all.length);
    all.push(...items);
    if (all.length >= total || items.length === 0) return all;
  }
}

/** Asks for page after page until no token is left. */
export async function byNext<Item>(
  fetch: (token: string | undefined) => Promise<{ readonly items: readonly Item[]; readonly next: unknown }>,
): Promise<readonly Item[]> {
  const all: Item[] = [];
  let token: string | undefined;
  for (;;) {
    const { items, next } = await fetch(token);
    all.push(...items);
    if (typeof next !== 'string' || next === '') return all;
    token = next;
  }
}

/** What is at a path of an answer, as a list. */
export function rowsAt(answer: unknown, path: string): readonly Readonly<Record<string, unknown>>[] {
  const found = path.split('.').reduce<unknown>((at, name) => Object(at)[name], answer);
  return Array.isArray(found) ? found : [];
}

export const numberAt = (answer: unknown, path: string): number =>
  Number(path.split('.').reduce<unknown>((at, name) => Object(at)[name], answer) ?? 0);
