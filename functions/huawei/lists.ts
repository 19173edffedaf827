import * as z from 'zod/mini';
import { sharedList } from '../../shared/collect/shared-list.ts';
import { maybe, whole as wholeNumber } from '../../shared/collect/wire.ts';
import { pagesOf } from '../../shared/collect/gather.ts';
import { API } from './apis.ts';
import type { Huawei } from './client.ts';
import { id, idsOf, said } from './items.ts';
import { inProject, markedPages } from './pages.ts';
import { Port } from './ports.ts';

/** SDK type Pool of elb v3. */
export const Pool = z.object({
  id,
  name: said,
  protocol: said,
  loadbalancers: idsOf,
  listeners: idsOf,
  members: idsOf,
});
export type Pool = z.infer<typeof Pool>;

/** SDK types MemberInfo and Member of elb v3. */
export const Member = z.object({
  id,
  name: said,
  address: said,
  protocol_port: maybe(wholeNumber),
  member_type: said,
  instance_id: said,
});
export type Member = z.infer<typeof Member>;

/** A whole list in its pages: one of several is believed otherwise than one of one. */
export type Pages<Item> = readonly (readonly Item[])[];

/** Pages of one project, kept apart where something else is asked about its items. */
export interface OfProject<Item> {
  readonly project: string;
  readonly items: readonly Item[];
}

/** Lists that several collectors stand on. `reader` is the name of the collector that asks. */
export interface Lists {
  ports(reader: string): Promise<Pages<Port>>;
  pools(reader: string): Promise<readonly OfProject<Pool>[]>;
}

/**
 * Without it many lists have the default enterprise project only: https://support.huaweicloud.com/api-elb/ListAllMembers.html
 * Those of NAT gateways, EIPs, enterprise routers and cloud connections have all, and take the ids of some.
 */
export const EVERYWHERE = { enterprise_project_id: 'all_granted_eps' };

type Listing = Pick<Huawei, 'ask' | 'pageSize' | 'project'>;

export function listsOf(api: Listing): Lists {
  return {
    ports: sharedList(() =>
      pagesOf(
        inProject(api, (ids) => markedPages(api, API.ports, { ids, at: 'ports', item: Port, size: 2000 })),
      ),
    ),
    pools: sharedList(() => pagesOf(inProject(api, (ids) => poolsOf(api, ids)))),
  };
}

async function* poolsOf(api: Listing, ids: { readonly project_id: string }) {
  const pages = markedPages(api, API.pools, {
    ids,
    params: EVERYWHERE,
    at: 'pools',
    item: Pool,
    size: 2000,
  });
  for await (const items of pages) yield { project: ids.project_id, items };
}
