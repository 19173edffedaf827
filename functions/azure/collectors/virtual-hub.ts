import { collector } from '../client.ts';
import { HUB_CONNECTIONS, connectionsOf } from '../hub-connections.ts';
import { azureRef, linkTo, subscriptionOf } from '../items.ts';
import { actionsOf } from '../resources.ts';
import { settled } from '../states.ts';

/** What networks are connected to, of this subscription or another. */
export const virtualHub = collector({
  name: 'virtual-hub',
  emits: ['cen'],
  scope: 'account',
  paging: 'offset',
  actions: [...actionsOf('hub'), HUB_CONNECTIONS.action],

  async *list({ ask, read }) {
    for (const page of (await read('virtual-hub', ['hub'])).pages('hub')) {
      const connected = [];
      for await (const one of connectionsOf(ask, page)) connected.push(one);
      yield connected;
    }
  },

  *map({ hub: { id, name, tags, location, properties }, connections }, { account }) {
    yield {
      kind: 'cen',
      ref: azureRef('cen', id),
      id,
      name,
      tags,
      region: azureRef('region', location),
      owner: account,
      type: 'virtual-hub',
      state: settled(properties.provisioningState),
      attachments: connections.map(({ id: connection, properties: own }) => ({
        id: connection,
        vpc: linkTo('vpc', own.remoteVirtualNetwork),
        owner: subscriptionOf(own.remoteVirtualNetwork),
        state: settled(own.provisioningState),
      })),
    };
  },
});
