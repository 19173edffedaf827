import { grouped, whole } from '../../../shared/collect/gather.ts';
import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { baiduRef } from '../items.ts';
import { markedPages, ofEach, orNothing } from '../pages.ts';
import { routeOf, RouteRule } from '../routes.ts';

/**
 * The route table of each VPC, which is the only one that it has. Rules are asked for VPC by VPC, several at once;
 * unlike those that the table itself comes with, they have pages. https://cloud.baidu.com/doc/VPC/s/Dl6xal44j
 */
export const router = collector({
  name: 'router',
  emits: ['router'],
  scope: 'region',
  paging: 'token',
  actions: [API.vpcs.action, API.routes.action],

  async *list(api) {
    const vpcs = (await api.lists.vpcs('router')).flat();
    const at = 'routeRules';
    yield* ofEach(vpcs, async ({ vpcId }) => {
      const listed = { params: { vpcId }, at, item: RouteRule };
      const rules = await whole(markedPages(orNothing(api, at), API.routes, listed));
      const tables = grouped(rules, (rule) => rule.routeTableId);
      return [...tables].map(([table, own]) => ({ table, vpcId, rules: own }));
    });
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
