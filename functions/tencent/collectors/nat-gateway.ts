import { collector } from '../client.ts';
import { address } from '../database.ts';
import { link } from '../items.ts';
import { natGatewayOf } from '../nat-gateways.ts';
import { natState } from '../states.ts';

export const natGateway = collector({
  name: 'nat-gateway',
  emits: ['nat_gateway'],
  scope: 'region',
  paging: 'offset',
  actions: ['vpc:DescribeNatGateways'],

  async *list({ lists }) {
    yield await lists.natGateways('nat-gateway');
  },

  *map(item, { region }) {
    yield natGatewayOf(item, region, {
      subnet: link('subnet', item.SubnetId),
      scheme: 'external',
      state: natState(item.State),
      addresses: item.PublicIpAddressSet.flatMap(({ PublicIpAddress }) =>
        address(undefined, PublicIpAddress),
      ),
    });
  },
});
