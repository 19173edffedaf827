import { collector } from '../client.ts';
import { tencentRef } from '../items.ts';
import { regionsOf } from '../regions.ts';

/** All of them, wanted or not; the API has no pages. */
export const region = collector({
  name: 'region',
  emits: ['region'],
  scope: 'account',
  paging: 'token',
  actions: ['region:DescribeRegions'],

  async *list({ ask }) {
    yield await regionsOf(ask);
  },

  *map({ Region, RegionName }) {
    yield {
      kind: 'region',
      ref: tencentRef('region', Region),
      id: Region,
      name: RegionName ?? Region,
      tags: [],
    };
  },
});
