import * as z from 'zod/mini';
import { some } from '../../../shared/collect/wire.ts';
import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { huaweiRef, id, said, tags, regionRef } from '../items.ts';
import { EVERYWHERE } from '../lists.ts';
import { inProject, markedPages } from '../pages.ts';

/** SDK type Vpc of vpc v3. IPv6 blocks belong to subnets. */
const Vpc = z.object({ id, name: said, cidr: said, extend_cidrs: some(said), tags });

export const vpc = collector({
  name: 'vpc',
  emits: ['vpc'],
  scope: 'region',
  paging: 'token',
  actions: [API.vpcs.action],

  list: (api) =>
    inProject(api, (ids) =>
      markedPages(api, API.vpcs, { ids, params: EVERYWHERE, at: 'vpcs', item: Vpc, size: 2000 }),
    ),

  *map(item, { region }) {
    yield {
      kind: 'vpc',
      ref: huaweiRef('vpc', item.id),
      id: item.id,
      name: item.name ?? item.id,
      tags: item.tags,
      region: regionRef(region),
      owner: undefined,
      cidrs: [item.cidr, ...item.extend_cidrs].flatMap((cidr) => cidr ?? []),
      // The one that the console makes is told by its name only, which others may have.
      is_default: false,
    };
  },
});
