import { CloudError } from '../../../shared/collect/errors.ts';
import { collector } from '../client.ts';
import { aliyunRef, link } from '../items.ts';
import { tokenPages } from '../pages.ts';
import { Peering, sidesOf } from '../peerings.ts';

/** One record per side that is in this account and region: both may be. */
export const peerConnection = collector({
  name: 'peer-connection',
  emits: ['peer_connection'],
  scope: 'region',
  paging: 'token',
  actions: ['vpc:ListVpcPeerConnections'],

  list: ({ ask, region: RegionId }) =>
    tokenPages(ask, {
      action: 'vpc:ListVpcPeerConnections',
      params: { RegionId },
      at: 'VpcPeerConnects',
      item: Peering,
      size: 100,
    }),

  *map(item, { account, region }) {
    const state = item.Status ?? 'unknown';
    if (GONE.has(state)) return;
    const sides = sidesOf(item).filter(({ local }) => local.owner === account && local.region === region);
    if (sides.length === 0)
      throw new CloudError('invalid', `${item.InstanceId} has no side in ${account} ${region}`);
    for (const { side, local, remote } of sides) {
      yield {
        kind: 'peer_connection',
        ref: aliyunRef('peer_connection', item.InstanceId, side),
        id: item.InstanceId,
        name: item.Name ?? item.InstanceId,
        tags: item.Tags,
        side,
        state,
        local_vpc: aliyunRef('vpc', local.vpc ?? ''),
        local_region: aliyunRef('region', region),
        local_owner: local.owner,
        remote_vpc: link('vpc', remote.vpc),
        remote_region: link('region', remote.region),
        remote_owner: remote.owner,
      };
    }
  },
});

/** Stay listed for a while: https://help.aliyun.com/zh/vpc/user-guide/vpc-peering-connection-overview */
const GONE: ReadonlySet<string> = new Set(['Deleted', 'Expired', 'Rejected']);
