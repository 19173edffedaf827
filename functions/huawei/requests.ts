import type { Exchange } from '../../shared/collect/exchange.ts';
import { pathOf } from './apis.ts';
import type { Api } from './apis.ts';
import type { Asked, Sending } from './client.ts';
import { hostOf } from './hosts.ts';
import { queryOf, signed } from './signature.ts';
import type { Keys } from './signature.ts';

/** One signed request: to the service's host in the region, or below the endpoint that stands for all hosts. */
export async function requestOf(
  api: Api,
  { ids = {}, params: given = {}, body }: Asked,
  region: string,
  { domain, endpoint }: Pick<Sending, 'domain' | 'endpoint'>,
  keys: Keys,
  now: number,
): Promise<Exchange> {
  const base =
    endpoint === undefined ? `https://${hostOf(api, region, domain)}` : `${endpoint}/${api.service}`;
  const url = new URL(`${base}${pathOf(api, ids)}`);
  const params = Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, typeof value === 'number' ? String(value) : value]],
    ),
  );
  const { project_id: project, domain_id: account } = ids;
  const headers = {
    ...(project !== undefined && { 'x-project-id': project }),
    ...(account !== undefined && { 'x-domain-id': account }),
    ...(body !== undefined && { 'content-type': 'application/json' }),
  };
  const { method } = api;
  const all = await signed(keys, { method, url, params, headers, body }, now);
  url.search = queryOf(params);
  return {
    method,
    url,
    headers: { ...all, accept: 'application/json' },
    body: body && JSON.stringify(body),
  };
}
