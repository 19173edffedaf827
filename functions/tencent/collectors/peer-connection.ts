import { collector } from '../client.ts';
import { link, tencentRef } from '../items.ts';
import { offsetPages } from '../pages.ts';
import { Peering, sidesIn } from '../peers.ts';

/** One record per side that is in this account and region: both may be. */
export const peerConnection = collector({
  name: 'peer-connection',
  emits: ['peer_connection'],
  scope: 'region',
  paging: 'offset',
  actions: ['vpc:DescribeVpcPeeringConnections'],

  // The largest page is not documented; that of all other lists of this API is 100.
  list: ({ ask }) =>
    offsetPages(ask, {
      action: 'vpc:DescribeVpcPeeringConnections',
      at: 'PeerConnectionSet',
      item: Peering,
      size: 100,
      keyOf: ({ PeeringConnectionId }) => PeeringConnectionId,
    }),

  *map(item, scope) {
    if (GONE.has(item.State ?? '')) return;
    const { PeeringConnectionId, PeeringConnectionName = PeeringConnectionId } = item;
    for (const { side, local, remote } of sidesIn(item, scope)) {
      yield {
        kind: 'peer_connection',
        ref: tencentRef('peer_connection', PeeringConnectionId, side),
        id: PeeringConnectionId,
        name: PeeringConnectionName,
        tags: item.TagSet,
        side,
        state: item.State ?? 'unknown',
        local_vpc: tencentRef('vpc', local.vpc),
        local_region: tencentRef('region', scope.region),
        local_owner: local.owner,
        remote_vpc: link('vpc', remote.vpc),
        remote_region: link('region', remote.region),
        remote_owner: remote.owner,
      };
    }
  },
});

/** `State` of SDK type PeerConnection: what connects nothing and never will. */
const GONE: ReadonlySet<string> = new Set(['DELETED', 'EXPIRED', 'FAILED', 'REJECTED']);
