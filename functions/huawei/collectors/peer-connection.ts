import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { huaweiRef, link, regionRef } from '../items.ts';
import { inProject } from '../pages.ts';
import { peeringsOf } from '../peerings.ts';
import { mayRead } from '../probe.ts';

/**
 * One record per side that is in a project of this account. Peerings join VPCs of one region, be
 * they of several accounts: https://support.huaweicloud.com/intl/en-us/usermanual-vpc/en-us_topic_0046655036.html
 */
export const peerConnection = collector({
  name: 'peer-connection',
  emits: ['peer_connection'],
  scope: 'region',
  paging: 'token',
  actions: [API.peerings.action],
  mayRead: mayRead(API.peerings),

  list: (api) => inProject(api, (ids) => peeringsOf(api, ids)),

  *map({ peering, sides }, { account, region }) {
    for (const { side, local, remote, isOurs } of sides) {
      yield {
        kind: 'peer_connection',
        ref: huaweiRef('peer_connection', peering.id, side),
        id: peering.id,
        name: peering.name ?? peering.id,
        tags: [],
        side,
        state: peering.status,
        local_vpc: huaweiRef('vpc', local.vpc_id),
        local_region: regionRef(region),
        local_owner: account,
        remote_vpc: link('vpc', remote.vpc_id),
        remote_region: regionRef(region),
        // Of another account only the project is told.
        remote_owner: isOurs ? account : undefined,
      };
    }
  },
});
