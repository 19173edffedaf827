import { CloudError } from '../../shared/collect/errors.ts';
import { API } from './apis.ts';
import type { Api } from './apis.ts';
import type { Asked, Baidu } from './client.ts';

/**
 * Asks for one action: the smallest page, or something that nobody has. What is refused as
 * malformed or not found got past the check of permissions.
 */
export async function probe(api: Baidu, action: string): Promise<void> {
  const operation = Object.values<Api>(API).find((one) => one.action === action);
  if (operation === undefined) throw new CloudError('invalid', `no probe for ${action}`);
  // An account that is open has done it.
  if (operation === API.assume) return;
  try {
    await api.ask(operation, askedFor(operation));
  } catch (error) {
    if (!(error instanceof CloudError) || error.reason !== 'invalid') throw error;
  }
}

const NOBODY = 'none-00000000';

function askedFor(operation: Api): Asked {
  const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const ids = Object.fromEntries(names.map((name) => [name, NOBODY]));
  if (operation === API.metalNetworks) return { body: { bbcIds: [NOBODY] } };
  if (operation.method === 'POST') return { body: {} };
  return { ids, params: { ...(UNPAGED.has(operation) ? {} : { maxKeys: 1 }), ...PARAMS.get(operation) } };
}

const UNPAGED: ReadonlySet<Api> = new Set([
  API.zones,
  API.metalInterface,
  API.routeTable,
  API.database,
  API.cache,
  API.clusters,
]);

/** What a request cannot be without. */
const PARAMS: ReadonlyMap<Api, NonNullable<Asked['params']>> = new Map<Api, NonNullable<Asked['params']>>([
  [API.clusters, { pageNo: 1, pageSize: 1 }],
  [API.natGateways, { vpcId: '' }],
  [API.routes, { vpcId: NOBODY }],
  [API.routeTable, { vpcId: NOBODY }],
  [API.interfaces, { vpcId: NOBODY }],
  [API.policies, { port: 80 }],
  [API.groupServers, { sgId: NOBODY }],
  [API.ipGroupMembers, { ipGroupId: NOBODY }],
]);
