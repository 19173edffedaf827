import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { addressesOf, baiduRef, link } from '../items.ts';
import { natState } from '../states.ts';

export const natGateway = collector({
  name: 'nat-gateway',
  emits: ['nat_gateway'],
  scope: 'region',
  paging: 'token',
  actions: [API.natGateways.action],

  async *list({ lists }) {
    yield* await lists.natGateways('nat-gateway');
  },

  *map(item, { region }) {
    if (item.status === 'deleted') return;
    yield {
      kind: 'nat_gateway',
      ref: baiduRef('nat_gateway', item.id),
      id: item.id,
      name: item.name ?? item.id,
      tags: item.tags,
      region: baiduRef('region', region),
      owner: undefined,
      vpc: link('vpc', item.vpcId),
      // A gateway is one of its VPC.
      subnet: undefined,
      scheme: 'external',
      state: natState(item.status),
      addresses: addressesOf([], [...item.eips, ...item.dnatEips, ...item.bindEips]),
      nics: [],
    };
  },
});
