import * as z from 'zod/mini';
import { whole } from '../../shared/collect/gather.ts';
import { FAN_OUT, inParallel } from '../../shared/collect/parallel.ts';
import { maybe, parsed, some } from '../../shared/collect/wire.ts';
import { API } from './apis.ts';
import type { Huawei } from './client.ts';
import { id, idsOf, said } from './items.ts';
import { followingPages, inProject } from './pages.ts';
import { RouteItem } from './routes.ts';

/** SDK type RouteTableListResp of vpc v2: without the routes. */
const Listed = z.object({ id });

/** SDK type RouteTableResp of vpc v2. */
const Table = z.object({
  routetable: z.object({
    id,
    name: said,
    default: maybe(z.boolean()),
    vpc_id: id,
    subnets: idsOf,
    routes: some(RouteItem),
  }),
});

/** Whole tables: they are asked for one by one, the API has no other way. One that has gone since is none. */
export function routeTablesOf(api: Huawei) {
  return inProject(api, async function* (ids) {
    const listed = { ids, at: 'routetables', item: Listed, size: 2000 };
    for await (const page of followingPages(api, API.routeTables, listed)) {
      const filled = inParallel(page, FAN_OUT, async (table) => {
        const answer = await api.find(API.routeTable, { ids: { ...ids, routetable_id: table.id } });
        return answer === undefined ? [] : [parsed(Table, answer, API.routeTable.action).routetable];
      });
      yield await whole(filled);
    }
  });
}
