import { CloudError } from '../../shared/collect/errors.ts';
import { byToken } from '../../shared/collect/paginate.ts';
import type { Answer, Ask } from './client.ts';
import { isGone } from './client.ts';

interface Listed {
  readonly action: string;
  readonly path: string;
  readonly version: string;
  readonly params?: Readonly<Record<string, string>>;
}

/**
 * A list of Azure Resource Manager: `{ value, nextLink }`, pages as large as the service likes, and the last one has no
 * link. https://learn.microsoft.com/en-us/rest/api/azure/#async-operations-throttling-and-paging
 */
export async function* linkedPages(
  ask: Ask,
  { action, path, version, params = {} }: Listed,
): AsyncGenerator<readonly unknown[], void, undefined> {
  const pages = byToken(
    (link) =>
      link === undefined
        ? ask({ action, method: 'GET', at: path, params: { ...params, 'api-version': version } })
        : ask({ action, method: 'GET', at: link }),
    (answer) => nextOf(answer, action),
  );
  for await (const answer of pages) yield valuesOf(answer, 'value', action);
}

/** As above, of a parent that may have gone since: then there is nothing of it. */
export async function* pagesOfParent(
  ask: Ask,
  listed: Listed,
): AsyncGenerator<readonly unknown[], void, undefined> {
  try {
    yield* linkedPages(ask, listed);
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

function nextOf({ body: { nextLink } }: Answer, action: string): string | undefined {
  if (nextLink === undefined || nextLink === null || nextLink === '') return undefined;
  if (typeof nextLink === 'string' && URL.canParse(nextLink)) return nextLink;
  throw new CloudError('invalid', `${action}: a next page without an address`);
}

/** The list of an answer. One without its list is not an empty list: it is an answer of somebody else. */
export function valuesOf({ body }: Answer, at: string, action: string): readonly unknown[] {
  const list = body[at];
  if (!Array.isArray(list)) throw new CloudError('invalid', `${action}: an answer without ${at}`);
  return list;
}
