import type * as z from 'zod/mini';
import { byPage } from '../../shared/collect/paginate.ts';
import type { NumberedPage } from '../../shared/collect/paginate.ts';
import { listIn, parsed, whole as wholeNumber } from '../../shared/collect/wire.ts';
import type { Answer, Ask, Params } from './client.ts';
import type { Action } from './products.ts';

interface Listed<Item> {
  readonly action: Action;
  readonly params?: Params;
  /** The list's name in the answer: `VpcSet`. */
  readonly at: string;
  readonly item: z.ZodMiniType<Item>;
  /** The largest page that the API allows. */
  readonly size: number;
  readonly keyOf: (item: Item) => string;
  /** How a request says where its page begins. Default: in items, as a number. */
  readonly offset?: keyof typeof OFFSETS;
}

/** Some of VPC's lists take their numbers as text; `Offset` of SQL Server counts pages, from 0. */
const OFFSETS = {
  items: (index: number, size: number): Params => ({ Offset: index * size, Limit: size }),
  text: (index: number, size: number): Params => ({ Offset: String(index * size), Limit: String(size) }),
  pages: (index: number, size: number): Params => ({ Offset: index, Limit: size }),
};

/** The pages of one list, side by side once the total is known. */
export function offsetPages<Item>(
  ask: Ask,
  { action, params, at, item, size, keyOf, offset = 'items' }: Listed<Item>,
): AsyncGenerator<readonly Item[], void, undefined> {
  return byPage({
    pageSize: size,
    keyOf,
    fetch: async (index) => {
      const answer = await ask(action, { ...params, ...OFFSETS[offset](index, size) });
      return countedIn(answer, at, item, action);
    },
  });
}

/** The list of an answer that states its total. "May be null": an empty set is, in some products, and its total says so. */
export function countedIn<Item>(
  answer: Answer,
  at: string,
  item: z.ZodMiniType<Item>,
  action: Action,
): NumberedPage<Item> {
  const total = parsed(wholeNumber, answer['TotalCount'], `${action} TotalCount`);
  const isNone = answer[at] === null && total === 0;
  return { items: isNone ? [] : listIn(answer, at, item, action), total };
}
