import { CARD_TYPES, cardPages } from '../cards.ts';
import { collector } from '../client.ts';
import { LOCATIONS } from '../locations.ts';
import { cardsByMachine, vmOf } from '../machines.ts';
import { actionsOf } from '../resources.ts';

const TYPES = ['setMachine', ...CARD_TYPES.setInterface] as const;

/** Instances of Uniform scale sets, which no list of a subscription has. */
export const scaleSetVm = collector({
  name: 'scale-set-vm',
  emits: ['vm'],
  scope: 'account',
  paging: 'offset',
  actions: [...actionsOf('scaleSet', ...TYPES), LOCATIONS],

  async *list({ read, locations }) {
    const [reading, { zoneOf }] = await Promise.all([read('scale-set-vm', TYPES), locations('scale-set-vm')]);
    const cards = cardsByMachine(cardPages(reading, 'setInterface'));
    for (const page of reading.pages('setMachine'))
      yield page.map((row) => ({
        row,
        cards: cards.get(row.id) ?? [],
        zone: zoneOf(row.location, row.zones),
      }));
  },

  *map(item, { account }) {
    yield vmOf(item, account);
  },
});
