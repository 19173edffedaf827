import { collector } from '../client.ts';
import { qingcloudRef, subnetRef } from '../items.ts';
import { routersOf } from '../networks.ts';
import { offsetPages } from '../pages.ts';
import { RouteTable, tableRoute, vxnetsOf } from '../routes.ts';

/** Tables that are bound to networks, with all their rules; one that is bound to none routes nothing. */
export const routeTable = collector({
  name: 'route-table',
  emits: ['router'],
  scope: 'region',
  paging: 'offset',
  actions: ['vpc:DescribeRouteTables', 'vpc:DescribeVxnets'],

  async *list({ ask, size, lists }) {
    const routers = routersOf((await lists.vxnets('route-table')).flat());
    const pages = offsetPages(
      { ask, size },
      {
        action: 'vpc:DescribeRouteTables',
        params: { verbose: 1 },
        at: 'routing_table_set',
        item: RouteTable,
        keyOf: ({ rtable_id }) => rtable_id,
      },
    );
    for await (const page of pages)
      yield page.map((table) => ({
        table,
        vpc: vxnetsOf(table).flatMap((vxnet) => routers.get(vxnet) ?? [])[0],
      }));
  },

  *map({ table, vpc }, scope) {
    if (vpc === undefined) return;
    yield {
      kind: 'router',
      ref: qingcloudRef('router', table.rtable_id),
      id: table.rtable_id,
      name: table.rtable_name ?? table.rtable_id,
      tags: table.tags,
      region: qingcloudRef('region', scope.region),
      owner: undefined,
      vpc: qingcloudRef('vpc', vpc),
      main: false,
      subnets: vxnetsOf(table).map((vxnet) => subnetRef(scope, vxnet)),
      routes: table.routing_table_rule_set.map(tableRoute),
    };
  },
});
