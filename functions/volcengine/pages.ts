import * as z from 'zod/mini';
import { byPage, byToken } from '../../shared/collect/paginate.ts';
import { listIn, maybe, parsed, whole as wholeNumber } from '../../shared/collect/wire.ts';
import type { Ask, Params } from './client.ts';
import type { Action } from './products.ts';

interface Listed<Item> {
  readonly action: Action;
  readonly params?: Params;
  /** The list's name in the answer: `Vpcs`. */
  readonly at: string;
  readonly item: z.ZodMiniType<Item>;
}

interface Numbered<Item> extends Listed<Item> {
  readonly keyOf: (item: Item) => string;
  /** The total's name: databases have names of their own for it. */
  readonly total?: 'TotalCount' | 'Total' | 'TotalInstancesNum';
}

/** The largest page, of every list: `max:"100"` in the SDK's input types. */
const SIZE = 100;

/** The pages of one list, side by side once the total is known. */
export function numberedPages<Item>(
  ask: Ask,
  { action, params, at, item, keyOf, total: totalAt = 'TotalCount' }: Numbered<Item>,
): AsyncGenerator<readonly Item[], void, undefined> {
  return byPage({
    pageSize: SIZE,
    keyOf,
    fetch: async (index) => {
      const answer = await ask(action, { ...params, PageNumber: index + 1, PageSize: SIZE });
      const total = parsed(wholeNumber, answer[totalAt], `${action} ${totalAt}`);
      // An empty list is `null` in some products, and absent in others; its total says so.
      const isNone = (answer[at] ?? null) === null && total === 0;
      return { items: isNone ? [] : listIn(answer, at, item, action), total };
    },
  });
}

/**
 * The pages of a list of ECS or VPC. VPC's know numbers too, which are "about to be deprecated", as are its totals:
 * https://volcengine.com/docs/6401/70774
 */
export async function* tokenPages<Item>(
  ask: Ask,
  { action, params, at, item }: Listed<Item>,
): AsyncGenerator<readonly Item[], void, undefined> {
  const pages = byToken(
    (token) => ask(action, { ...params, MaxResults: SIZE, NextToken: token }),
    (answer) => parsed(maybe(z.string()), answer['NextToken'], `${action} NextToken`),
  );
  // "If there is none, a null value is returned": https://www.volcengine.com/docs/6401/70495
  for await (const answer of pages) yield answer[at] === null ? [] : listIn(answer, at, item, action);
}
