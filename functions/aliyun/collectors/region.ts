import { collector } from '../client.ts';
import { aliyunRef } from '../items.ts';
import { regionsOf } from '../regions.ts';

/** All that the account may use, wanted or not; the API has no pages. */
export const region = collector({
  name: 'region',
  emits: ['region'],
  scope: 'account',
  paging: 'token',
  actions: ['ecs:DescribeRegions'],

  async *list({ ask }) {
    yield await regionsOf(ask);
  },

  *map({ RegionId, LocalName }) {
    yield {
      kind: 'region',
      ref: aliyunRef('region', RegionId),
      id: RegionId,
      name: LocalName ?? RegionId,
      tags: [],
    };
  },
});
