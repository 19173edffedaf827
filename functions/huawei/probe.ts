import { CloudError } from '../../shared/collect/errors.ts';
import { API } from './apis.ts';
import type { Api } from './apis.ts';
import { isEmpty } from './client.ts';
import type { Asked, Huawei } from './client.ts';
import { PROOFS, UNPROVABLE } from './hidden.ts';

/**
 * Asks for one action: the smallest page, or something that nobody has. What is refused as
 * malformed or not found got past the check of permissions.
 */
export async function probe(api: Huawei, action: string): Promise<'unproved' | void> {
  const operations = Object.values<Api>(API).filter((one) => one.action === action && !PROOFS.has(one));
  if (operations.length === 0) throw new CloudError('invalid', `no probe for ${action}`);
  // An account that is open has done it.
  if (operations.includes(API.assume)) return undefined;
  let missing: unknown;
  for (const operation of operations) {
    try {
      return await proof(api, operation);
    } catch (error) {
      // One permission may be for several services, of which a region has some.
      if (!(error instanceof CloudError) || error.reason !== 'unsupported') throw error;
      missing = error;
    }
  }
  throw missing;
}

async function proof(api: Huawei, operation: Api): Promise<'unproved' | void> {
  try {
    const answer = await api.ask(operation, await askedFor(api, operation));
    return UNPROVABLE.has(operation) && isEmpty(answer) ? 'unproved' : undefined;
  } catch (error) {
    if (!(error instanceof CloudError) || error.reason !== 'invalid') throw error;
    return undefined;
  }
}

/**
 * For lists that are empty to who may not read them: throws `denied` if one of these has shown nothing and is such a
 * list, as far as it can be told.
 */
export function mayRead(...lists: readonly Api[]): (api: Huawei) => Promise<void> {
  return async (api) => {
    for (const list of lists) {
      const operation = PROOFS.get(list);
      if (operation !== undefined && !api.shown.has(list)) await proof(api, operation).catch(unlessNotThere);
    }
  };
}

/** A region without this way of asking proves nothing, and says so of nobody's permission. */
function unlessNotThere(error: unknown): void {
  if (!(error instanceof CloudError) || error.reason !== 'unsupported') throw error;
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

async function askedFor(api: Huawei, operation: Api): Promise<Asked> {
  const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const known: Record<string, string> = { domain_id: api.account };
  if (!names.includes('domain_id') && operation.service !== 'iam') {
    known['project_id'] = (await api.project()).id;
  }
  const wanted = [...names, ...(BY_HEADER.has(operation) ? ['project_id'] : [])];
  const ids = Object.fromEntries(wanted.map((name) => [name, known[name] ?? NOBODY]));
  if (operation.method === 'POST') return { ids, body: { action: 'filter', limit: '1', offset: '0' } };
  return { ids, params: UNPAGED.has(operation) ? {} : { limit: 1 } };
}

/** Their paths name no project. */
const BY_HEADER: ReadonlySet<Api> = new Set([API.peerings, API.peering]);

const UNPAGED: ReadonlySet<Api> = new Set([
  API.projects,
  API.regions,
  API.zones,
  API.routeTable,
  API.clusters,
  ...PROOFS.values(),
]);
