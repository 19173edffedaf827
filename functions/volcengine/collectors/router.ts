import * as z from 'zod/mini';
import { inParallel } from '../../../shared/collect/parallel.ts';
import { some } from '../../../shared/collect/wire.ts';
import { whole } from '../../../shared/collect/gather.ts';
import type { Ask } from '../client.ts';
import { collector, FAN_OUT } from '../client.ts';
import { id, links, said, tags, unlessGone, volcengineRef } from '../items.ts';
import { tokenPages } from '../pages.ts';
import { RouteEntry, routeOf } from '../routes.ts';

const ENTRIES = 'vpc:DescribeRouteEntryList';

/** SDK type RouterTableListForDescribeRouteTableListOutput. `System` is the table that a VPC is made with. */
const Table = z.object({
  RouteTableId: id,
  RouteTableName: said,
  RouteTableType: said,
  AccountId: said,
  VpcId: id,
  SubnetIds: some(z.string()),
  Tags: tags,
});
type Table = z.infer<typeof Table>;

/** One per route table, with all its routes: one list of them for each, the API's floor. */
export const router = collector({
  name: 'router',
  emits: ['router'],
  scope: 'region',
  paging: 'token',
  actions: ['vpc:DescribeRouteTableList', ENTRIES],

  async *list({ ask }) {
    const tables = tokenPages(ask, {
      action: 'vpc:DescribeRouteTableList',
      at: 'RouterTableList',
      item: Table,
    });
    for await (const page of tables) {
      yield await whole(inParallel(page, FAN_OUT, (table) => withEntries(ask, table)));
    }
  },

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

async function withEntries(ask: Ask, table: Table) {
  const pages = tokenPages(ask, {
    action: ENTRIES,
    params: { RouteTableId: table.RouteTableId },
    at: 'RouteEntries',
    item: RouteEntry,
  });
  const entries = await unlessGone(whole(pages));
  return entries === undefined ? [] : [{ table, entries }];
}
