import { collector } from '../client.ts';
import { natGatewayOf } from '../nat-gateways.ts';
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
    yield natGatewayOf(item, region, {
      subnet: undefined,
      scheme: 'internal',
      state: natState(item.Status),
      addresses: [],
    });
  },
});
