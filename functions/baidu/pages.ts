import * as z from 'zod/mini';
import { CloudError } from '../../shared/collect/errors.ts';
import { byToken } from '../../shared/collect/paginate.ts';
import { begun, FAN_OUT, inParallel } from '../../shared/collect/parallel.ts';
import { parsed } from '../../shared/collect/wire.ts';
import type { Api } from './apis.ts';
import type { Answer, Asked, Baidu } from './client.ts';
import { said } from './items.ts';

type Client = Pick<Baidu, 'ask' | 'pageSize'>;

export interface Listed<Item> extends Omit<Asked, 'body'> {
  /** Where the list is in the answer. */
  readonly at: string;
  readonly item: z.ZodMiniType<Item>;
}

/** `maxKeys` of all lists: https://cloud.baidu.com/doc/BCC/s/Xjwvyodmx. A page of RDS or SCS may hold more, as it counts primaries. */
export const LARGEST = 1000;

const Paged = z.object({ isTruncated: z.boolean(), nextMarker: said });

/** Pages that say whether there are more, and where the next one begins. A short one need not be the last. */
export async function* markedPages<Item>(
  { ask, pageSize }: Client,
  api: Api,
  { ids, params, at, item }: Listed<Item>,
): AsyncGenerator<readonly Item[], void, undefined> {
  const maxKeys = pageSize(LARGEST);
  const pages = byToken(
    (marker) => ask(api, { ...(ids && { ids }), params: { ...params, maxKeys, marker } }),
    (answer) => nextIn(answer, api.action),
  );
  for await (const answer of pages) yield itemsOf(answer, at, item, api.action);
}

/**
 * Lists that may leave out what has IPv6 unless they are asked for it, as the vendor's SDK for Java does it
 * (github.com/baidubce/bce-sdk-java BlbClient.listIpv6Blbs). What both answers tell is taken once.
 */
export async function* ofBothFamilies<Item>(
  api: Client,
  operation: Api,
  listed: Listed<Item>,
  ipv6: NonNullable<Asked['params']>,
  keyOf: (item: Item) => string,
): AsyncGenerator<readonly Item[], void, undefined> {
  const seen = new Set<string>();
  const lists = [{}, ipv6].map((params) => begun(markedPages(api, operation, { ...listed, params })));
  for (const list of lists) {
    for await (const page of list) {
      const fresh = page.filter((item) => !seen.has(keyOf(item)));
      for (const item of fresh) seen.add(keyOf(item));
      yield fresh;
    }
  }
}

/** A list that goes on, and does not say where, is none: asked again it would begin again, and left it would be a part. */
function nextIn(answer: Answer, action: string): string | undefined {
  const { isTruncated, nextMarker } = parsed(Paged, answer, action);
  if (!isTruncated) return undefined;
  if (nextMarker === undefined)
    throw new CloudError('invalid', `${action}: truncated, without a next marker`);
  return nextMarker;
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

/** One list of each parent, several under way at once. */
export function ofEach<Parent, Item>(
  parents: readonly Parent[],
  list: (parent: Parent) => Promise<readonly Item[]>,
): AsyncGenerator<readonly Item[], void, undefined> {
  return inParallel(parents, FAN_OUT, list);
}

/** What went away since its parent was listed answers with an empty list. */
export function orNothing({ find, pageSize }: Baidu, at: string): Client {
  const nothing = { [at]: [], isTruncated: false };
  return { pageSize, ask: async (operation, asked) => (await find(operation, asked)) ?? nothing };
}
