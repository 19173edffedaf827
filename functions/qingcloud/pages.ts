import * as z from 'zod/mini';
import { CloudError } from '../../shared/collect/errors.ts';
import { byPage } from '../../shared/collect/paginate.ts';
import { parsed, whole as wholeNumber } from '../../shared/collect/wire.ts';
import type { Action, Answer, Ask } from './client.ts';
import type { Params } from './signature.ts';

/** A whole list in its pages: one of several is believed otherwise than one of one. */
export type Pages<Item> = readonly (readonly Item[])[];

/** Calls of one collector that may be under way at once where there is one call per parent. */
export const FAN_OUT = 8;

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

/** The list of an answer. One without its list is not an empty list: it is an answer of somebody else. */
export function listIn<Item>(
  answer: Answer,
  at: string,
  item: z.ZodMiniType<Item>,
  action: string,
): readonly Item[] {
  const list = answer[at];
  if (!Array.isArray(list)) throw new CloudError('invalid', `${action}: an answer without ${at}`);
  return parsed(z.array(item), list, action);
}

export async function pagesOf<Item>(pages: AsyncIterable<readonly Item[]>): Promise<Pages<Item>> {
  const read: (readonly Item[])[] = [];
  for await (const page of pages) read.push(page);
  return read;
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

/** Lists that a condition splits in two, as one: what the first had, the others do not have again. */
export async function* united<Item>(
  lists: readonly AsyncIterable<readonly Item[]>[],
  keyOf: (item: Item) => string,
): AsyncGenerator<readonly Item[], void, undefined> {
  const before = new Set<string>();
  for (const list of lists) {
    const own: string[] = [];
    for await (const page of list) {
      yield page.filter((item) => !before.has(keyOf(item)));
      own.push(...page.map(keyOf));
    }
    for (const key of own) before.add(key);
  }
}
