import { CloudError } from '../../shared/collect/errors.ts';
import { API } from './apis.ts';
import type { Api } from './apis.ts';
import type { Asked, Huawei } from './client.ts';

/**
 * Asks for one action: the smallest page, or something that nobody has. What is refused as
 * malformed or not found got past the check of permissions.
 */
export async function probe(api: Huawei, action: string): Promise<void> {
  const operation = Object.values<Api>(API).find((one) => one.action === action);
  if (operation === undefined) throw new CloudError('invalid', `no probe for ${action}`);
  // An account that is open has done it.
  if (operation === API.assume) return;
  try {
    await api.ask(operation, await askedFor(api, operation));
  } catch (error) {
    if (!(error instanceof CloudError) || error.reason !== 'invalid') throw error;
  }
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

async function askedFor(api: Huawei, operation: Api): Promise<Asked> {
  const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const known: Record<string, string> = { domain_id: api.account };
  if (!names.includes('domain_id') && operation.service !== 'iam') {
    known['project_id'] = (await api.project()).id;
  }
  const wanted = [...names, ...(operation === API.peerings ? ['project_id'] : [])];
  const ids = Object.fromEntries(wanted.map((name) => [name, known[name] ?? NOBODY]));
  if (operation.method === 'POST') return { ids, body: { action: 'filter', limit: '1', offset: '0' } };
  return { ids, params: UNPAGED.has(operation) ? {} : { limit: 1 } };
}

const UNPAGED: ReadonlySet<Api> = new Set([
  API.projects,
  API.regions,
  API.zones,
  API.routeTable,
  API.clusters,
]);
