import * as z from 'zod/mini';
import { CloudError } from '../../shared/collect/errors.ts';
import { byPage, byToken } from '../../shared/collect/paginate.ts';
import { parsed, whole as wholeNumber } from '../../shared/collect/wire.ts';
import type { Answer, Ask } from './client.ts';
import type { Action } from './products.ts';
import type { Params } from './signature.ts';

interface Listed<Item> {
  readonly action: Action;
  readonly params: Params;
  /** Where the list is in the answer: `Vpcs.Vpc`. */
  readonly at: string;
  readonly item: z.ZodMiniType<Item>;
}

interface ByToken<Item> extends Listed<Item> {
  /** The largest page; `undefined` where a request cannot say. */
  readonly size: number | undefined;
  readonly sizeName?: string;
}

interface ByNumber<Item> extends Listed<Item> {
  readonly size: number;
  readonly keyOf: (item: Item) => string;
  /** Where the total is, and how pages are asked for; ACK has names of its own. */
  readonly names?: { readonly total: string; readonly number: string; readonly size: string };
}

/** Pages by `NextToken`. The totals of these lists are not to be relied on: what counts is a token that is empty. */
export async function* tokenPages<Item>(
  ask: Ask,
  { action, params, at, item, size, sizeName = 'MaxResults' }: ByToken<Item>,
): AsyncGenerator<readonly Item[], void, undefined> {
  const pages = byToken(
    (NextToken) => ask(action, { ...params, [sizeName]: size, NextToken }),
    ({ NextToken }) => parsed(Token, NextToken, action),
  );
  for await (const answer of pages) {
    yield isNone(answer, at, answer['NextToken'] ? undefined : answer['TotalCount'])
      ? []
      : itemsOf(answer, at, item, action);
  }
}

/** Pages by number, from 1, side by side once the total is known. */
export function numberedPages<Item>(
  ask: Ask,
  { action, params, at, item, size, keyOf, names = NAMES }: ByNumber<Item>,
): AsyncGenerator<readonly Item[], void, undefined> {
  return byPage({
    pageSize: size,
    keyOf,
    fetch: async (index) => {
      const answer = await ask(action, { ...params, [names.number]: index + 1, [names.size]: size });
      const total = parsed(wholeNumber, inside(answer, names.total), action);
      return { items: isNone(answer, at, total) ? [] : itemsOf(answer, at, item, action), total };
    },
  });
}

export const NAMES = { total: 'TotalCount', number: 'PageNumber', size: 'PageSize' };

const Token = z.nullish(z.string());

/** The list of an answer. One without its list is not an empty list: it is an answer of somebody else. */
export function itemsOf<Item>(
  answer: Answer,
  at: string,
  item: z.ZodMiniType<Item>,
  action: string,
): readonly Item[] {
  const list = inside(answer, at);
  if (!Array.isArray(list)) throw new CloudError('invalid', `${action}: an answer without ${at}`);
  return parsed(z.array(item), list, action);
}

/** Some products write `null` for an empty list: its total tells that it is one. */
function isNone(answer: Answer, at: string, total: unknown): boolean {
  return inside(answer, at) === null && isZero(total);
}

/** A total of nothing, as a number or as text. */
export const isZero = (total: unknown): boolean => wholeNumber.safeParse(total).data === 0;

function inside(answer: Answer, path: string): unknown {
  return path.split('.').reduce<unknown>((at, name) => (at === null ? null : Object(at)[name]), answer);
}
