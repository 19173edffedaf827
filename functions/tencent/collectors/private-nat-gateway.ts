import { collector } from '../client.ts';
import { link, tencentRef } from '../items.ts';
import { natState } from '../states.ts';

/** Between VPCs, CCNs and direct connections: what a route of type `INTRANAT` leads to. */
export const privateNatGateway = collector({
  name: 'private-nat-gateway',
  emits: ['nat_gateway'],
  scope: 'region',
  paging: 'offset',
  actions: ['vpc:DescribePrivateNatGateways'],

  async *list({ lists }) {
    yield await lists.privateNats('private-nat-gateway');
  },

  *map(item, { region }) {
    yield {
      kind: 'nat_gateway',
      ref: tencentRef('nat_gateway', item.NatGatewayId),
      id: item.NatGatewayId,
      name: item.NatGatewayName ?? item.NatGatewayId,
      tags: item.TagSet,
      region: tencentRef('region', region),
      owner: undefined,
      vpc: link('vpc', item.VpcId),
      subnet: undefined,
      scheme: 'internal',
      state: natState(item.Status),
      addresses: [],
      nics: [],
    };
  },
});
