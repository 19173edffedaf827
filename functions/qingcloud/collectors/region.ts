import { collector } from '../client.ts';
import { qingcloudRef } from '../items.ts';
import { nameOf, regionOf, ZONES } from '../zones.ts';

/** Of all zones, wanted or not; the API has no pages. */
export const region = collector({
  name: 'region',
  emits: ['region'],
  scope: 'account',
  paging: 'token',
  actions: [ZONES],

  async *list({ zones }) {
    const regions = (await zones('region')).map(({ zone_id }) => regionOf(zone_id));
    yield [...new Set(regions)];
  },

  *map(id) {
    yield { kind: 'region', ref: qingcloudRef('region', id), id, name: nameOf(id), tags: [] };
  },
});
