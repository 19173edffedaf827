import { collector } from '../client.ts';
import { links, volcengineRef } from '../items.ts';
import { ENTRIES, TABLES, tablesWithEntries } from '../route-tables.ts';
import { routeOf } from '../routes.ts';

/** One per route table, with all its routes. */
export const router = collector({
  name: 'router',
  emits: ['router'],
  scope: 'region',
  paging: 'token',
  actions: [TABLES, ENTRIES],

  list: ({ ask }) => tablesWithEntries(ask),

  *map({ table, entries }, { region }) {
    yield {
      kind: 'router',
      ref: volcengineRef('router', table.RouteTableId),
      id: table.RouteTableId,
      name: table.RouteTableName ?? table.RouteTableId,
      tags: table.Tags,
      region: volcengineRef('region', region),
      owner: table.AccountId,
      vpc: volcengineRef('vpc', table.VpcId),
      main: table.RouteTableType === 'System',
      subnets: links('subnet', table.SubnetIds),
      routes: entries.flatMap(routeOf),
    };
  },
});
