import * as z from 'zod/mini';
import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { huaweiRef, id, regionRef } from '../items.ts';
import { inProject, itemsOf } from '../pages.ts';

/** SDK type ListServerAzInfo. */
const Zone = z.object({ availability_zone_id: id });

/** Also those that are sold out; the API has no pages. Every project of a region has the same. */
export const az = collector({
  name: 'az',
  emits: ['az'],
  scope: 'region',
  paging: 'token',
  actions: [API.zones.action],

  list: (api) =>
    inProject(api, async function* (ids) {
      yield itemsOf(await api.ask(API.zones, { ids }), 'availability_zones', Zone, API.zones.action);
    }),

  *map({ availability_zone_id: zone }, { region }) {
    yield {
      kind: 'az',
      ref: huaweiRef('az', zone),
      id: zone,
      name: zone,
      tags: [],
      region: regionRef(region),
      zone_id: undefined,
    };
  },
});
