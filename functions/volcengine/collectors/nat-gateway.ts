import * as z from 'zod/mini';
import { some } from '../../../shared/collect/wire.ts';
import { collector } from '../client.ts';
import { address, id, link, links, said, tags, volcengineRef } from '../items.ts';
import { numberedPages } from '../pages.ts';
import { natState } from '../states.ts';

/** SDK type NatGatewayForDescribeNatGatewaysOutput. `NetworkType`: `internet` or `intranet`. */
const NatGateway = z.object({
  NatGatewayId: id,
  NatGatewayName: said,
  NetworkType: said,
  Status: said,
  VpcId: said,
  SubnetId: said,
  NetworkInterfaceId: said,
  EipAddresses: some(z.object({ EipAddress: said })),
  Tags: tags,
});

export const natGateway = collector({
  name: 'nat-gateway',
  emits: ['nat_gateway'],
  scope: 'region',
  paging: 'offset',
  actions: ['natgateway:DescribeNatGateways'],

  list: ({ ask }) =>
    numberedPages(ask, {
      action: 'natgateway:DescribeNatGateways',
      at: 'NatGateways',
      item: NatGateway,
      keyOf: ({ NatGatewayId }) => NatGatewayId,
    }),

  *map(item, { region }) {
    yield {
      kind: 'nat_gateway',
      ref: volcengineRef('nat_gateway', item.NatGatewayId),
      id: item.NatGatewayId,
      name: item.NatGatewayName ?? item.NatGatewayId,
      tags: item.Tags,
      region: volcengineRef('region', region),
      owner: undefined,
      vpc: link('vpc', item.VpcId),
      subnet: link('subnet', item.SubnetId),
      scheme: item.NetworkType === 'intranet' ? 'internal' : 'external',
      state: natState(item.Status),
      addresses: item.EipAddresses.flatMap(({ EipAddress }) => address(undefined, EipAddress)),
      nics: links('nic', [item.NetworkInterfaceId]),
    };
  },
});
