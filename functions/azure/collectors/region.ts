import { collector } from '../client.ts';
import { azureRef } from '../items.ts';
import { LOCATIONS } from '../locations.ts';

/** The physical ones that the configuration wants. */
export const region = collector({
  name: 'region',
  emits: ['region'],
  scope: 'account',
  paging: 'token',
  actions: [LOCATIONS],

  async *list({ locations }) {
    yield (await locations('region')).regions;
  },

  *map({ name: id, displayName }) {
    yield { kind: 'region', ref: azureRef('region', id), id, name: displayName ?? id, tags: [] };
  },
});
