import * as z from 'zod/mini';
import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { baiduRef, id, link, said, tags } from '../items.ts';
import { markedPages } from '../pages.ts';

/** SDK type Subnet of vpc. */
const Subnet = z.object({
  subnetId: id,
  name: said,
  zoneName: said,
  vpcId: id,
  cidr: said,
  ipv6Cidr: said,
  tags,
});

export const subnet = collector({
  name: 'subnet',
  emits: ['subnet'],
  scope: 'region',
  paging: 'token',
  actions: [API.subnets.action],

  list: (api) => markedPages(api, API.subnets, { at: 'subnets', item: Subnet }),

  *map(item, { region }) {
    yield {
      kind: 'subnet',
      ref: baiduRef('subnet', item.subnetId),
      id: item.subnetId,
      name: item.name ?? item.subnetId,
      tags: item.tags,
      region: baiduRef('region', region),
      owner: undefined,
      vpc: baiduRef('vpc', item.vpcId),
      az: link('az', item.zoneName),
      cidrs: [item.cidr, item.ipv6Cidr].flatMap((cidr) => cidr ?? []),
    };
  },
});
