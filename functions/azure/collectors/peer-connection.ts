import { collector } from '../client.ts';
import { azureRef, lastPart, linkTo, subscriptionOf } from '../items.ts';
import { actionsOf } from '../resources.ts';

/** Of a virtual network to the one that a virtual hub has for itself: what `virtual-hub` tells as an attachment. */
const OF_HUB = /\/resourcegroups\/rg_[^/]+\/providers\/microsoft\.network\/virtualnetworks\/hv_[^/]+$/;

/**
 * One side each, made by whom it belongs to: nobody asks and nobody accepts, so the network whose id comes first is
 * said to ask. Where the other end is, its own network tells, which may be in another subscription.
 */
export const peerConnection = collector({
  name: 'peer-connection',
  emits: ['peer_connection'],
  scope: 'account',
  paging: 'offset',
  actions: actionsOf('network'),

  async *list({ read }) {
    const reading = await read('peer-connection', ['network']);
    const networks = reading.byId('network');
    const locationOf = (id: string) => networks.get(id)?.location ?? reading.passedOver.get(id);
    for (const page of reading.pages('network'))
      yield page.flatMap(({ id: network, location, properties }) =>
        properties.virtualNetworkPeerings.map((peering) => ({
          network,
          location,
          peering,
          remoteLocation: locationOf(peering.properties.remoteVirtualNetwork ?? ''),
        })),
      );
  },

  *map({ network, location, peering: { id, name, properties }, remoteLocation }, { account }) {
    const { remoteVirtualNetwork: remote, peeringState } = properties;
    if (remote !== undefined && OF_HUB.test(remote)) return;
    yield {
      kind: 'peer_connection',
      ref: azureRef('peer_connection', id),
      id,
      name: name ?? lastPart(id),
      tags: [],
      side: remote === undefined || network < remote ? 'requester' : 'accepter',
      state: peeringState?.toLowerCase() ?? 'unknown',
      local_vpc: azureRef('vpc', network),
      local_region: azureRef('region', location),
      local_owner: account,
      remote_vpc: linkTo('vpc', remote),
      remote_region: linkTo('region', remoteLocation),
      remote_owner: subscriptionOf(remote),
    };
  },
});
