import * as z from 'zod/mini';
import { inParallel } from '../../../shared/collect/parallel.ts';
import { whole } from '../../../shared/collect/gather.ts';
import { collector, FAN_OUT } from '../client.ts';
import { aliyunRef, id, links, said, tags, unlessGone, within } from '../items.ts';
import { numberedPages, tokenPages } from '../pages.ts';
import { RouteEntry, routesOf } from '../routes.ts';

/** SDK type DescribeRouteTableListResponseBodyRouterTableListRouterTableListType. */
const RouteTable = z.object({
  RouteTableId: id,
  RouteTableName: said,
  RouteTableType: said,
  AssociateType: said,
  OwnerId: said,
  VpcId: id,
  VSwitchIds: within('VSwitchId', said),
  Tags: tags,
});

/** One per route table, with all its entries: they are asked for table by table, the API has no other way. */
export const router = collector({
  name: 'router',
  emits: ['router'],
  scope: 'region',
  paging: 'offset',
  actions: ['vpc:DescribeRouteTableList', 'vpc:DescribeRouteEntryList'],

  async *list({ ask, region: RegionId }) {
    const tables = numberedPages(ask, {
      action: 'vpc:DescribeRouteTableList',
      params: { RegionId },
      at: 'RouterTableList.RouterTableListType',
      item: RouteTable,
      size: 50,
      keyOf: ({ RouteTableId }) => RouteTableId,
    });
    for await (const page of tables) {
      const filled = inParallel(page, FAN_OUT, async (table) => {
        const entries = tokenPages(ask, {
          action: 'vpc:DescribeRouteEntryList',
          params: { RegionId, RouteTableId: table.RouteTableId },
          at: 'RouteEntrys.RouteEntry',
          item: RouteEntry,
          size: 100,
          sizeName: 'MaxResult',
        });
        const found = await unlessGone(/RouteTable.*NotFound/, whole(entries));
        return found === undefined ? [] : [{ table, entries: found }];
      });
      yield await whole(filled);
    }
  },

  *map({ table, entries }, { region }) {
    yield {
      kind: 'router',
      ref: aliyunRef('router', table.RouteTableId),
      id: table.RouteTableId,
      name: table.RouteTableName ?? table.RouteTableId,
      tags: table.Tags,
      region: aliyunRef('region', region),
      owner: table.OwnerId,
      vpc: aliyunRef('vpc', table.VpcId),
      main: table.RouteTableType === 'System' && table.AssociateType !== 'Gateway',
      subnets: links('subnet', table.VSwitchIds),
      routes: entries.flatMap(routesOf),
    };
  },
});
