import { collector } from '../client.ts';
import { qingcloudRef } from '../items.ts';
import { nameOf, regionOf, ZONES } from '../zones.ts';

/** Of whatever status: what is there still needs its name. The API has no pages. */
export const az = collector({
  name: 'az',
  emits: ['az'],
  scope: 'region',
  paging: 'token',
  actions: [ZONES],

  async *list({ zones, region }) {
    yield (await zones(`az ${region}`)).filter(({ zone_id }) => regionOf(zone_id) === region);
  },

  *map({ zone_id: id }, { region }) {
    yield {
      kind: 'az',
      ref: qingcloudRef('az', id),
      id,
      name: nameOf(id),
      tags: [],
      region: qingcloudRef('region', region),
      // The ids of zones are the same for every account.
      zone_id: undefined,
    };
  },
});
