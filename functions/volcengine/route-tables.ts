import * as z from 'zod/mini';
import { FAN_OUT, inParallel } from '../../shared/collect/parallel.ts';
import { some } from '../../shared/collect/wire.ts';
import { whole } from '../../shared/collect/gather.ts';
import type { Ask } from './client.ts';
import { id, said, tags, unlessGone } from './items.ts';
import { tokenPages } from './pages.ts';
import { RouteEntry } from './routes.ts';

export const TABLES = 'vpc:DescribeRouteTableList';
export const ENTRIES = 'vpc:DescribeRouteEntryList';

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

/** All tables of a region, page by page, each with all its entries: one list of them for each, the API's floor. */
export async function* tablesWithEntries(ask: Ask) {
  for await (const page of tokenPages(ask, { action: TABLES, at: 'RouterTableList', item: Table })) {
    yield await whole(inParallel(page, FAN_OUT, (table) => withEntries(ask, table)));
  }
}

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
