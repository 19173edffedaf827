import { collector } from '../client.ts';
import { azureRef, subscriptionOf } from '../items.ts';
import { actionsOf } from '../resources.ts';
import { settled } from '../states.ts';

/** Joins its hubs, of any region; networks hang on the hubs. */
export const virtualWan = collector({
  name: 'virtual-wan',
  emits: ['cen'],
  scope: 'account',
  paging: 'offset',
  actions: actionsOf('wan'),

  async *list({ read }) {
    yield* (await read('virtual-wan', ['wan'])).pages('wan');
  },

  *map({ id, name, tags, properties }, { account }) {
    yield {
      kind: 'cen',
      ref: azureRef('cen', id),
      id,
      name,
      tags,
      region: undefined,
      owner: account,
      type: `virtual-wan-${properties.type?.toLowerCase() ?? 'standard'}`,
      state: settled(properties.provisioningState),
      attachments: properties.virtualHubs.map((hub) => ({
        id: hub,
        vpc: undefined,
        owner: subscriptionOf(hub),
        // Of a hub in a network nothing is told but that it is there.
        state: 'attached',
      })),
    };
  },
});
