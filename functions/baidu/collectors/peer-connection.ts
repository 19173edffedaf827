import * as z from 'zod/mini';
import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { baiduRef, id, link, said, tags } from '../items.ts';
import { markedPages } from '../pages.ts';

/** SDK type PeerConn of vpc. */
const Peering = z.object({
  peerConnId: id,
  role: z.enum(['initiator', 'acceptor']),
  status: id,
  localIfName: said,
  localVpcId: id,
  localRegion: said,
  peerVpcId: said,
  peerRegion: said,
  peerAccountId: said,
  tags,
});

/** Stay listed for a while; they connect nothing. SDK type PeerConnStatusType. */
const GONE: ReadonlySet<string> = new Set(['deleted', 'consult_failed']);

/** One record per side, of whichever of the two the list tells: one inside of an account and region has both. */
export const peerConnection = collector({
  name: 'peer-connection',
  emits: ['peer_connection'],
  scope: 'region',
  paging: 'token',
  actions: [API.peerings.action],

  list: (api) => markedPages(api, API.peerings, { at: 'peerConns', item: Peering }),

  *map(item, { account, region }) {
    if (GONE.has(item.status)) return;
    const side = item.role === 'initiator' ? 'requester' : 'accepter';
    yield {
      kind: 'peer_connection',
      ref: baiduRef('peer_connection', item.peerConnId, side),
      id: item.peerConnId,
      name: item.localIfName ?? item.peerConnId,
      tags: item.tags,
      side,
      state: item.status,
      local_vpc: baiduRef('vpc', item.localVpcId),
      local_region: baiduRef('region', item.localRegion ?? region),
      local_owner: account,
      remote_vpc: link('vpc', item.peerVpcId),
      remote_region: link('region', item.peerRegion),
      remote_owner: item.peerAccountId,
    };
  },
});
