import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { baiduRef } from '../items.ts';

export const vpc = collector({
  name: 'vpc',
  emits: ['vpc'],
  scope: 'region',
  paging: 'token',
  actions: [API.vpcs.action],

  async *list({ lists }) {
    yield* await lists.vpcs('vpc');
  },

  *map(item, { region }) {
    yield {
      kind: 'vpc',
      ref: baiduRef('vpc', item.vpcId),
      id: item.vpcId,
      name: item.name ?? item.vpcId,
      tags: item.tags,
      region: baiduRef('region', region),
      owner: undefined,
      cidrs: [item.cidr, ...item.secondaryCidr, item.ipv6Cidr].flatMap((cidr) => cidr ?? []),
      is_default: item.isDefault === true,
    };
  },
});
