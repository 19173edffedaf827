import type * as z from 'zod/mini';
import { byPage } from '../../shared/collect/paginate.ts';
import { begun } from '../../shared/collect/parallel.ts';
import { listIn, parsed, whole as wholeNumber } from '../../shared/collect/wire.ts';
import type { Action, Ask } from './client.ts';
import type { Params } from './signature.ts';

export interface Asking {
  readonly ask: Ask;
  /** Of a page. */
  readonly size: number;
}

export interface Listed<Item> {
  readonly action: Action;
  readonly params?: Params;
  /** The list's name in the answer: `instance_set`. */
  readonly at: string;
  readonly item: z.ZodMiniType<Item>;
  readonly keyOf: (item: Item) => string;
}

/** The pages of one list, side by side once the total is known. */
export function offsetPages<Item>(
  { ask, size }: Asking,
  { action, params, at, item, keyOf }: Listed<Item>,
): AsyncGenerator<readonly Item[], void, undefined> {
  return byPage({
    pageSize: size,
    keyOf,
    fetch: async (index) => {
      const answer = await ask(action, { ...params, offset: index * size, limit: size });
      const total = parsed(wholeNumber, answer['total_count'], `${action} total_count`);
      // A list that is `null` is none, if its total says so too.
      const isNone = answer[at] === null && total === 0;
      return { items: isNone ? [] : listIn(answer, at, item, action), total };
    },
  });
}

/** Lists that a condition splits in two, as one: what the first had, the others do not have again. */
export async function* united<Item>(
  lists: readonly AsyncIterable<readonly Item[]>[],
  keyOf: (item: Item) => string,
): AsyncGenerator<readonly Item[], void, undefined> {
  const before = new Set<string>();
  for (const list of lists.map(begun)) {
    const own: string[] = [];
    for await (const page of list) {
      yield page.filter((item) => !before.has(keyOf(item)));
      own.push(...page.map(keyOf));
    }
    for (const key of own) before.add(key);
  }
}
