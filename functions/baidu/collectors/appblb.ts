import { API } from '../apis.ts';
import { balancerOf } from '../balancers.ts';
import { collector } from '../client.ts';

/** Application ones: their own list, ordinary ones are not in it. */
export const appblb = collector({
  name: 'appblb',
  emits: ['load_balancer'],
  scope: 'region',
  paging: 'token',
  actions: [API.appBalancers.action],

  async *list({ lists }) {
    yield* await lists.appBalancers('appblb');
  },

  *map(item, { region }) {
    yield balancerOf(item, 'appblb', region);
  },
});
