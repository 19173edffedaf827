import { API } from '../apis.ts';
import { balancerOf } from '../balancers.ts';
import { collector } from '../client.ts';

/** Ordinary ones. */
export const blb = collector({
  name: 'blb',
  emits: ['load_balancer'],
  scope: 'region',
  paging: 'token',
  actions: [API.balancers.action],

  async *list({ lists }) {
    yield* await lists.balancers('blb');
  },

  *map(item, { region }) {
    yield balancerOf(item, 'blb', region);
  },
});
