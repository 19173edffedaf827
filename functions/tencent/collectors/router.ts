import * as z from 'zod/mini';
import { some } from '../../../shared/collect/wire.ts';
import { collector } from '../client.ts';
import { id, links, said, tags, tencentRef } from '../items.ts';
import { offsetPages } from '../pages.ts';
import { localRoute, routeOf, TencentRoute } from '../routes.ts';

/** SDK type RouteTable. */
const RouteTable = z.object({
  RouteTableId: id,
  RouteTableName: said,
  VpcId: id,
  Main: z.boolean(),
  AssociationSet: some(z.object({ SubnetId: said })),
  RouteSet: some(TencentRoute),
  LocalCidrForCcn: some(z.object({ Cidr: id })),
  TagSet: tags,
});

/** One per route table, with all its routes: the list carries them whole. */
export const router = collector({
  name: 'router',
  emits: ['router'],
  scope: 'region',
  paging: 'offset',
  actions: ['vpc:DescribeRouteTables'],

  list: ({ ask }) =>
    offsetPages(ask, {
      action: 'vpc:DescribeRouteTables',
      at: 'RouteTableSet',
      item: RouteTable,
      size: 100,
      offset: 'text',
      keyOf: ({ RouteTableId }) => RouteTableId,
    }),

  *map(item, { region }) {
    yield {
      kind: 'router',
      ref: tencentRef('router', item.RouteTableId),
      id: item.RouteTableId,
      name: item.RouteTableName ?? item.RouteTableId,
      tags: item.TagSet,
      region: tencentRef('region', region),
      owner: undefined,
      vpc: tencentRef('vpc', item.VpcId),
      main: item.Main,
      subnets: links(
        'subnet',
        item.AssociationSet.map(({ SubnetId }) => SubnetId),
      ),
      routes: [
        ...item.LocalCidrForCcn.map(({ Cidr }) => localRoute(Cidr)),
        ...item.RouteSet.flatMap(routeOf),
      ],
    };
  },
});
