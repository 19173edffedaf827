import * as z from 'zod/mini';
import { some } from '../../../shared/collect/wire.ts';
import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { huaweiRef, id, link, said, tags, regionRef } from '../items.ts';
import { inProject, markedPages } from '../pages.ts';
import { mayRead } from '../probe.ts';

/** SDK type Virsubnet of vpc v3: the list of v1 has neither tags nor more than one prefix of a family. */
const Subnet = z.object({
  id,
  name: said,
  vpc_id: id,
  zone_id: said,
  subnet_cidrs: some(z.object({ cidr: said })),
  tags,
});

export const subnet = collector({
  name: 'subnet',
  emits: ['subnet'],
  scope: 'region',
  paging: 'token',
  actions: [API.subnets.action],
  mayRead: mayRead(API.subnets),

  list: (api) =>
    inProject(api, (ids) =>
      markedPages(api, API.subnets, { ids, at: 'virsubnets', item: Subnet, size: 2000 }),
    ),

  *map(item, { region }) {
    yield {
      kind: 'subnet',
      ref: huaweiRef('subnet', item.id),
      id: item.id,
      name: item.name ?? item.id,
      tags: item.tags,
      region: regionRef(region),
      owner: undefined,
      vpc: huaweiRef('vpc', item.vpc_id),
      // Most span all zones of their region.
      az: link('az', item.zone_id),
      cidrs: item.subnet_cidrs.flatMap(({ cidr }) => cidr ?? []),
    };
  },
});
