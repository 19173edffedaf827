import { CARD_TYPES, cardPages, nicOf } from '../cards.ts';
import { collector } from '../client.ts';
import { actionsOf } from '../resources.ts';

/** Of machines, of private endpoints (databases, caches), of nothing. */
export const nic = collector({
  name: 'nic',
  emits: ['nic'],
  scope: 'account',
  paging: 'offset',
  actions: actionsOf(...CARD_TYPES.interface),

  async *list({ read }) {
    yield* cardPages(await read('nic', CARD_TYPES.interface), 'interface');
  },

  *map(item, { account }) {
    yield nicOf(item, account);
  },
});
