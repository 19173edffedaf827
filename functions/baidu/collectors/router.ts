import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { baiduRef } from '../items.ts';
import { ofEach } from '../pages.ts';
import { tablesOf } from '../route-tables.ts';
import { routeOf } from '../routes.ts';

/**
 * The route table of each VPC, which is the only one that it has. Rules are asked for VPC by VPC, several at once;
 * unlike those that the table itself comes with, they have pages. https://cloud.baidu.com/doc/VPC/s/Dl6xal44j
 */
export const router = collector({
  name: 'router',
  emits: ['router'],
  scope: 'region',
  paging: 'token',
  actions: [API.vpcs.action, API.routes.action, API.routeTable.action],

  async *list(api) {
    const vpcs = (await api.lists.vpcs('router')).flat();
    yield* ofEach(vpcs, ({ vpcId }) => tablesOf(api, vpcId));
  },

  *map({ table, vpcId, rules }, { region }) {
    yield {
      kind: 'router',
      ref: baiduRef('router', table),
      id: table,
      name: table,
      tags: [],
      region: baiduRef('region', region),
      owner: undefined,
      vpc: baiduRef('vpc', vpcId),
      main: true,
      subnets: [],
      routes: rules.map(routeOf),
    };
  },
});
