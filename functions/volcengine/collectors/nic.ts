import { collector } from '../client.ts';
import { fours, Nic } from '../interfaces.ts';
import { address, deviceOf, link, links, volcengineRef } from '../items.ts';
import { tokenPages } from '../pages.ts';

/** Attached or not, with every address. */
export const nic = collector({
  name: 'nic',
  emits: ['nic'],
  scope: 'region',
  paging: 'token',
  actions: ['vpc:DescribeNetworkInterfaces'],

  list: ({ ask }) =>
    tokenPages(ask, {
      action: 'vpc:DescribeNetworkInterfaces',
      at: 'NetworkInterfaceSets',
      item: Nic,
    }),

  *map(item) {
    yield {
      kind: 'nic',
      ref: volcengineRef('nic', item.NetworkInterfaceId),
      id: item.NetworkInterfaceId,
      name: item.NetworkInterfaceName ?? item.NetworkInterfaceId,
      tags: item.Tags,
      owner: item.AccountId,
      vpc: link('vpc', item.VpcId),
      subnet: link('subnet', item.SubnetId),
      device: deviceOf(item.DeviceId),
      usage: item.Type,
      mac: item.MacAddress?.toLowerCase(),
      addresses: [...fours(item), ...item.IPv6Sets.flatMap((ip) => address(ip))],
      security_groups: links('security_group', item.SecurityGroupIds),
    };
  },
});
