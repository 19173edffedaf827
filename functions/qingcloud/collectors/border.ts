import { sidesOf } from '../border-sides.ts';
import { BORDERS, STATICS, staticRoute, VXNETS, wholeBorders } from '../borders.ts';
import { collector } from '../client.ts';
import { qingcloudRef, subnetRef } from '../items.ts';
import { isThere } from '../states.ts';

/**
 * "Border routers connect different networks": networks of several VPCs, physical ones, lines. To all of them it is a
 * network in their middle, and to the VPC that it is bound to a router, too. What is on it, and its static
 * routes, are two lists for the whole region. https://docsv3.qingcloud.com/network/border_router/intro/border_router/
 */
export const border = collector({
  name: 'border',
  emits: ['cen', 'router'],
  scope: 'region',
  paging: 'offset',
  actions: [BORDERS, VXNETS, STATICS],

  list: (api) => wholeBorders(api),

  *map({ item, vxnets, statics }, scope) {
    const { vpc_border_id: id, status = 'unknown' } = item;
    if (!isThere(item)) return;
    const shared = {
      id,
      name: item.border_name ?? id,
      region: qingcloudRef('region', scope.region),
      owner: item.owner,
      tags: item.tags,
    };
    const sides = sidesOf(item, vxnets, scope);
    yield {
      ...shared,
      kind: 'cen',
      ref: qingcloudRef('cen', id),
      type: 'vpc-border',
      state: status,
      attachments: sides,
    };
    const [{ vpc } = { vpc: undefined }] = sides;
    if (vpc === undefined) return;
    yield {
      ...shared,
      kind: 'router',
      ref: qingcloudRef('router', id),
      vpc,
      main: false,
      subnets: vxnets.map(({ vxnet_id }) => subnetRef(scope, vxnet_id)),
      routes: statics.map(staticRoute),
    };
  },
});
