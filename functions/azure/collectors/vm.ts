import { CARD_TYPES, cardPages } from '../cards.ts';
import { collector } from '../client.ts';
import { LOCATIONS } from '../locations.ts';
import { cardsByMachine, vmOf } from '../machines.ts';
import { actionsOf } from '../resources.ts';

const TYPES = ['machine', ...CARD_TYPES.interface] as const;

/** In any state, of Flexible scale sets or of none. */
export const vm = collector({
  name: 'vm',
  emits: ['vm'],
  scope: 'account',
  paging: 'offset',
  actions: [...actionsOf(...TYPES), LOCATIONS],

  async *list({ read, locations }) {
    const [reading, { zoneOf }] = await Promise.all([read('vm', TYPES), locations('vm')]);
    const cards = cardsByMachine(cardPages(reading, 'interface'));
    for (const page of reading.pages('machine'))
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
