import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { deviceOf, Eip } from '../eips.ts';
import { baiduRef, link } from '../items.ts';
import { ofBothFamilies } from '../pages.ts';

/** Attached or not, of either address family. */
export const eip = collector({
  name: 'eip',
  emits: ['eip'],
  scope: 'region',
  paging: 'token',
  actions: [API.eips.action],

  list: (api) =>
    ofBothFamilies(
      api,
      API.eips,
      { at: 'eipList', item: Eip },
      { ipVersion: 'ipv6' },
      ({ eip: address }) => address,
    ),

  *map(item, { region }) {
    const native = item.eipId ?? item.eip;
    yield {
      kind: 'eip',
      ref: baiduRef('eip', native),
      id: native,
      name: item.name ?? native,
      tags: item.tags,
      region: baiduRef('region', region),
      owner: undefined,
      ip: item.eip,
      private_ip: undefined,
      nic: item.instanceType === 'ENI' ? link('nic', item.instanceId) : undefined,
      device: deviceOf(item),
    };
  },
});
