import { collector } from '../client.ts';
import { address } from '../database.ts';
import { link, tencentRef } from '../items.ts';
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
    yield {
      kind: 'nat_gateway',
      ref: tencentRef('nat_gateway', item.NatGatewayId),
      id: item.NatGatewayId,
      name: item.NatGatewayName ?? item.NatGatewayId,
      tags: item.TagSet,
      region: tencentRef('region', region),
      owner: undefined,
      vpc: link('vpc', item.VpcId),
      subnet: link('subnet', item.SubnetId),
      scheme: 'external',
      state: natState(item.State),
      addresses: item.PublicIpAddressSet.flatMap(({ PublicIpAddress }) =>
        address(undefined, PublicIpAddress),
      ),
      nics: [],
    };
  },
});
