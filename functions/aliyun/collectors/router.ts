import { FAN_OUT, inParallel } from '../../../shared/collect/parallel.ts';
import { whole } from '../../../shared/collect/gather.ts';
import { collector } from '../client.ts';
import { aliyunRef, links } from '../items.ts';
import { numberedPages } from '../pages.ts';
import { RouteTable, entriesOf } from '../route-tables.ts';
import { routesOf } from '../routes.ts';

/** One per route table, with all its entries: they are asked for table by table, the API has no other way. */
export const router = collector({
  name: 'router',
  emits: ['router'],
  scope: 'region',
  paging: 'offset',
  actions: ['vpc:DescribeRouteTableList', 'vpc:DescribeRouteEntryList'],

  async *list(api) {
    const { ask, region: RegionId } = api;
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
        const entries = await entriesOf(api, table.RouteTableId);
        return entries === undefined ? [] : [{ table, entries }];
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
