import * as z from 'zod/mini';
import { byToken } from '../../shared/collect/paginate.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import { parsed } from '../../shared/collect/wire.ts';
import type { Kubernetes } from './client.ts';
import { EXPIRED } from './errors.ts';
import { actionsOf, pathOf } from './kinds.ts';
import { itemOf } from './reading.ts';
import type { Item, Reading } from './reading.ts';

/** https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/list-meta/ */
const List = z.object({
  metadata: z.object({ resourceVersion: z.string(), continue: z.optional(z.string()) }),
  /** `null`: Go's empty list. */
  items: z.nullable(z.array(z.unknown())),
});

export interface Page<T> {
  readonly items: readonly Item<T>[];
  /** Of the whole list: all pages are of one version. */
  readonly version: string;
}

export interface Listing {
  readonly limit: number;
  /** At least as new as this; empty: the newest there is. */
  readonly notOlderThan: string;
}

/**
 * A list, page by page, as it was at one version. Its token is good for some
 * minutes; after that the server has forgotten the version, and says so.
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#retrieving-large-results-sets-in-chunks
 */
export async function* pagesOf<T>(
  api: Kubernetes,
  reading: Reading<T>,
  apiVersion: string,
  { limit, notOlderThan }: Listing,
): AsyncGenerator<Page<T>, void, undefined> {
  const path = pathOf(reading.object, apiVersion);
  const action = actionOf(reading, apiVersion);
  const first =
    notOlderThan === '' ? {} : { resourceVersion: notOlderThan, resourceVersionMatch: 'NotOlderThan' };
  const pages = byToken(
    async (token) => {
      const size = limit === 0 ? {} : { limit: String(limit) };
      const query = new URLSearchParams(
        token === undefined ? { ...size, ...first } : { ...size, continue: token },
      );
      return parsed(List, await api.get(action, `${path}?${query.toString()}`), action);
    },
    ({ metadata }) => metadata.continue,
  );
  for await (const { items, metadata } of pages) {
    yield {
      items: (items ?? []).map((one) => itemOf(reading, apiVersion, one, api.keepAnnotation)),
      version: metadata.resourceVersion,
    };
  }
}

/** The action as a role allows it, in the group that this cluster serves it in. */
export function actionOf({ object }: Pick<Reading, 'object'>, apiVersion: string): string {
  const index = [...new Set(object.apiVersions.map((one) => one.split('/')[0]))].indexOf(
    apiVersion.split('/')[0],
  );
  return actionsOf(object)[Math.max(0, index)] ?? '';
}

/**
 * For who compares lists: every object of a kind. Where a token expired, the
 * list is read once more, whole and in one answer: half of two lists would be
 * taken for one.
 */
export async function* objectsOf<T>(
  api: Kubernetes,
  reading: Reading<T>,
): AsyncGenerator<readonly Item<T>[], void, undefined> {
  const apiVersion = await api.discovery.apiVersionOf(reading.object);
  for await (const { items } of wholeList(api, reading, apiVersion, '')) yield items;
}

/** As `pagesOf`; an expired token costs the pages that were read, not the list. */
export async function* wholeList<T>(
  api: Kubernetes,
  reading: Reading<T>,
  apiVersion: string,
  notOlderThan: string,
): AsyncGenerator<Page<T>, void, undefined> {
  const held: Page<T>[] = [];
  try {
    for await (const page of pagesOf(api, reading, apiVersion, { limit: api.pageSize, notOlderThan })) {
      held.push(page);
    }
    yield* held;
    return;
  } catch (error) {
    if (held.length === 0 || !isExpired(error)) throw error;
  }
  yield* pagesOf(api, reading, apiVersion, { limit: 0, notOlderThan: '' });
}

export const isExpired = (error: unknown): boolean => error instanceof CloudError && error.code === EXPIRED;
