import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { huaweiRef, links, regionRef } from '../items.ts';
import { routeTablesOf } from '../route-tables.ts';
import { routeOf } from '../routes.ts';

/** One per route table, the custom ones too, with its routes. */
export const router = collector({
  name: 'router',
  emits: ['router'],
  scope: 'region',
  paging: 'token',
  actions: [API.routeTables.action, API.routeTable.action],

  list: (api) => routeTablesOf(api),

  *map(item, { region }) {
    yield {
      kind: 'router',
      ref: huaweiRef('router', item.id),
      id: item.id,
      name: item.name ?? item.id,
      tags: [],
      region: regionRef(region),
      owner: undefined,
      vpc: huaweiRef('vpc', item.vpc_id),
      main: item.default === true,
      subnets: links('subnet', item.subnets),
      routes: item.routes.map(routeOf),
    };
  },
});
