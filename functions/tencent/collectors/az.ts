import { collector } from '../client.ts';
import { tencentRef } from '../items.ts';

/** Sold out or not: what is there still needs its name. The API has no pages. */
export const az = collector({
  name: 'az',
  emits: ['az'],
  scope: 'region',
  paging: 'token',
  actions: ['region:DescribeZones'],

  async *list({ lists }) {
    yield await lists.zones('az');
  },

  *map({ Zone, ZoneName }, { region }) {
    yield {
      kind: 'az',
      ref: tencentRef('az', Zone),
      id: Zone,
      name: ZoneName ?? Zone,
      tags: [],
      region: tencentRef('region', region),
      // The ids of zones are the same for every account.
      zone_id: undefined,
    };
  },
});
