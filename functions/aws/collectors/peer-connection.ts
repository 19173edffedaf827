import { DescribeVpcPeeringConnectionsCommand } from '@aws-sdk/client-ec2';
import { CloudError } from '../../../shared/collect/errors.ts';
import { collector } from '../client.ts';
import { awsRef, idOf, link, nameOf, paged, tagsOf } from '../items.ts';
import { sidesHere } from '../peer-sides.ts';

/** One record per side that is in this account and region: both may be. */
export const peerConnection = collector({
  name: 'peer-connection',
  emits: ['peer_connection'],
  scope: 'region',
  paging: 'token',
  actions: ['ec2:DescribeVpcPeeringConnections'],

  list: ({ ec2 }) =>
    paged(
      'ec2:DescribeVpcPeeringConnections',
      (NextToken) => ec2.send(new DescribeVpcPeeringConnectionsCommand({ NextToken, MaxResults: 1000 })),
      ({ VpcPeeringConnections, NextToken }) => [VpcPeeringConnections, NextToken],
    ),

  *map(item, scope) {
    const state = item.Status?.Code ?? 'unknown';
    if (GONE.has(state)) return;
    const id = idOf(item.VpcPeeringConnectionId, 'ec2:DescribeVpcPeeringConnections');
    const sides = sidesHere(item, scope);
    if (sides.length === 0)
      throw new CloudError('invalid', `${id} has no side in ${scope.account} ${scope.region}`);
    for (const { side, local, remote } of sides) {
      yield {
        kind: 'peer_connection',
        ref: awsRef('peer_connection', id, side),
        id,
        name: nameOf(item.Tags, id),
        tags: tagsOf(item.Tags),
        side,
        state,
        local_vpc: awsRef('vpc', idOf(local.VpcId, 'ec2:DescribeVpcPeeringConnections VpcId')),
        local_region: awsRef('region', scope.region),
        local_owner: local.OwnerId,
        // While a request is pending its accepter may not be told in full.
        remote_vpc: link('vpc', remote.VpcId),
        remote_region: link('region', remote.Region),
        remote_owner: remote.OwnerId,
      };
    }
  },
});

/** Stay listed for a while: https://docs.aws.amazon.com/vpc/latest/peering/delete-vpc-peering-connection.html */
const GONE: ReadonlySet<string> = new Set(['deleted', 'expired', 'failed', 'rejected']);
