import { collector } from '../client.ts';
import { aliyunRef, deviceOf, link, links } from '../items.ts';
import { Nic, addressesOf } from '../nics.ts';
import { tokenPages } from '../pages.ts';

/** Of every device that shows its interfaces, not of servers only. */
export const nic = collector({
  name: 'nic',
  emits: ['nic'],
  scope: 'region',
  paging: 'token',
  actions: ['ecs:DescribeNetworkInterfaces'],

  list: ({ ask, region: RegionId }) =>
    tokenPages(ask, {
      action: 'ecs:DescribeNetworkInterfaces',
      params: { RegionId },
      at: 'NetworkInterfaceSets.NetworkInterfaceSet',
      item: Nic,
      size: 500,
    }),

  *map(item) {
    yield {
      kind: 'nic',
      ref: aliyunRef('nic', item.NetworkInterfaceId),
      id: item.NetworkInterfaceId,
      name: item.NetworkInterfaceName ?? item.NetworkInterfaceId,
      tags: item.Tags,
      owner: item.OwnerId,
      vpc: link('vpc', item.VpcId),
      subnet: link('subnet', item.VSwitchId),
      device: deviceOf(item.InstanceId),
      usage: item.Type,
      mac: item.MacAddress?.toLowerCase(),
      addresses: addressesOf(item),
      security_groups: links('security_group', item.SecurityGroupIds),
    };
  },
});
