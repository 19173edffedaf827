import * as z from 'zod/mini';
import { inParallel } from '../../../shared/collect/parallel.ts';
import { maybe, parsed, some } from '../../../shared/collect/wire.ts';
import { whole } from '../../../shared/collect/gather.ts';
import { API } from '../apis.ts';
import { collector, FAN_OUT } from '../client.ts';
import { huaweiRef, id, idsOf, links, said } from '../items.ts';
import { followingPages, inProjects } from '../pages.ts';
import { RouteItem, routeOf } from '../routes.ts';

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

/** One per route table, with its routes: they are asked for table by table, the API has no other way. */
export const router = collector({
  name: 'router',
  emits: ['router'],
  scope: 'region',
  paging: 'token',
  actions: [API.routeTables.action, API.routeTable.action],

  list: (api) =>
    inProjects(api, async function* (ids) {
      const tables = followingPages(api, API.routeTables, {
        ids,
        at: 'routetables',
        item: Listed,
        size: 2000,
      });
      for await (const page of tables) {
        const filled = inParallel(page, FAN_OUT, async (table) => {
          const answer = await api.find(API.routeTable, { ids: { ...ids, routetable_id: table.id } });
          return answer === undefined ? [] : [parsed(Table, answer, API.routeTable.action).routetable];
        });
        yield await whole(filled);
      }
    }),

  *map(item, { region }) {
    yield {
      kind: 'router',
      ref: huaweiRef('router', item.id),
      id: item.id,
      name: item.name ?? item.id,
      tags: [],
      region: huaweiRef('region', region),
      owner: undefined,
      vpc: huaweiRef('vpc', item.vpc_id),
      main: item.default === true,
      subnets: links('subnet', item.subnets),
      routes: item.routes.map(routeOf),
    };
  },
});
