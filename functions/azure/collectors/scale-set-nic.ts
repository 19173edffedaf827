import { CARD_TYPES, cardPages, nicOf } from '../cards.ts';
import { collector } from '../client.ts';
import { actionsOf } from '../resources.ts';

/** Of instances of Uniform scale sets: nodes of AKS are seen on the wire by these. */
export const scaleSetNic = collector({
  name: 'scale-set-nic',
  emits: ['nic'],
  scope: 'account',
  paging: 'offset',
  actions: actionsOf('scaleSet', ...CARD_TYPES.setInterface),

  async *list({ read }) {
    yield* cardPages(await read('scale-set-nic', CARD_TYPES.setInterface), 'setInterface');
  },

  *map(item, { account }) {
    yield nicOf(item, account);
  },
});
