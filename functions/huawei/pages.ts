import * as z from 'zod/mini';
import { CloudError } from '../../shared/collect/errors.ts';
import { byPage, byToken } from '../../shared/collect/paginate.ts';
import { maybe, parsed, whole as wholeNumber } from '../../shared/collect/wire.ts';
import type { Api } from './apis.ts';
import type { Answer, Asked, Huawei } from './client.ts';
import { said } from './items.ts';

type Client = Pick<Huawei, 'ask' | 'pageSize'>;

interface Listed<Item> {
  readonly ids: Readonly<Record<string, string>>;
  readonly params?: Asked['params'];
  /** Where the list is in the answer. */
  readonly at: string;
  readonly item: z.ZodMiniType<Item>;
  /** The largest page. */
  readonly size: number;
}

const PageInfo = z.object({ page_info: maybe(z.object({ next_marker: said })) });

/** Pages that say where the next one begins (`page_info.next_marker`); a short one need not be the last. */
export async function* markedPages<Item>(
  { ask, pageSize }: Client,
  api: Api,
  { ids, params, at, item, size }: Listed<Item>,
): AsyncGenerator<readonly Item[], void, undefined> {
  const limit = pageSize(size);
  const pages = byToken(
    (marker) => ask(api, { ids, params: { ...params, limit, marker } }),
    (answer) => parsed(PageInfo, answer, api.action).page_info?.next_marker,
  );
  for await (const answer of pages) yield itemsOf(answer, at, item, api.action);
}

/**
 * Pages that begin after an item of the one before, until one is empty. A short one
 * proves nothing: the cloud may give fewer than it was asked for, and what follows
 * would be taken for gone. It costs a call per list.
 */
export async function* followingPages<Item extends { readonly id: string }>(
  { ask, pageSize }: Client,
  api: Api,
  { ids, params, at, item, size }: Listed<Item>,
): AsyncGenerator<readonly Item[], void, undefined> {
  const limit = pageSize(size);
  yield* byToken(
    async (marker) =>
      itemsOf(await ask(api, { ids, params: { ...params, limit, marker } }), at, item, api.action),
    (items) => items.at(-1)?.id,
  );
}

interface Numbered<Item> extends Listed<Item> {
  readonly keyOf: (item: Item) => string;
  readonly total: string;
  /** Does `offset` count pages, from 1, or items, from 0? */
  readonly counts: 'pages' | 'items';
  /** Filters of a list that is asked for by POST, `limit` and `offset` among them as text. */
  readonly body?: object;
}

/** Pages by number, side by side once the total is known. */
export function numberedPages<Item>(
  { ask, pageSize }: Client,
  api: Api,
  { ids, params, at, item, size, keyOf, total, counts, body }: Numbered<Item>,
): AsyncGenerator<readonly Item[], void, undefined> {
  const limit = pageSize(size);
  return byPage({
    pageSize: limit,
    keyOf,
    fetch: async (index) => {
      const offset = counts === 'pages' ? index + 1 : index * limit;
      const asked =
        body === undefined
          ? { ids, params: { ...params, limit, offset } }
          : { ids, body: { ...body, limit: String(limit), offset: String(offset) } };
      const answer = await ask(api, asked);
      return {
        items: itemsOf(answer, at, item, api.action),
        total: parsed(wholeNumber, answer[total], `${api.action} ${total}`),
      };
    },
  });
}

/** The list of an answer. One without its list is not an empty list: it is an answer of somebody else. */
export function itemsOf<Item>(
  answer: Answer,
  at: string,
  item: z.ZodMiniType<Item>,
  action: string,
): readonly Item[] {
  const list = answer[at];
  if (!Array.isArray(list)) throw new CloudError('invalid', `${action}: an answer without ${at}`);
  return parsed(z.array(item), list, action);
}

/** A list of the project that the scope is. */
export async function* inProject<Page>(
  { project }: Pick<Huawei, 'project'>,
  list: (ids: { readonly project_id: string }) => AsyncIterable<Page>,
): AsyncGenerator<Page, void, undefined> {
  yield* list({ project_id: (await project()).id });
}
