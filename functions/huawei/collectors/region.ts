import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { huaweiRef } from '../items.ts';
import { regionsOf } from '../projects.ts';

/** All that there are, wanted or not; the API has no pages. Their names as the console has them, in Chinese. */
export const region = collector({
  name: 'region',
  emits: ['region'],
  scope: 'account',
  paging: 'token',
  actions: [API.regions.action],

  async *list({ ask }) {
    yield await regionsOf(ask);
  },

  *map({ id, locales }) {
    yield { kind: 'region', ref: huaweiRef('region', id), id, name: locales?.['zh-cn'] ?? id, tags: [] };
  },
});
