import { collector } from '../client.ts';
import { API } from '../apis.ts';
import { baiduRef } from '../items.ts';
import { regionsOf } from '../regions.ts';

/** All that there are, wanted or not. */
export const region = collector({
  name: 'region',
  emits: ['region'],
  scope: 'account',
  paging: 'token',
  actions: [API.regions.action],

  async *list({ ask }) {
    yield await regionsOf(ask);
  },

  *map({ regionId: id, regionName }) {
    yield { kind: 'region', ref: baiduRef('region', id), id, name: regionName ?? id, tags: [] };
  },
});
