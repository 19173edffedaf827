import * as z from 'zod/mini';
import { maybe, some } from '../../../shared/collect/wire.ts';
import { collector } from '../client.ts';
import { address, deviceOf, id, link, links, said, tags, volcengineRef } from '../items.ts';
import { tokenPages } from '../pages.ts';

/** SDK type AssociatedElasticIpForDescribeNetworkInterfacesOutput. */
const Public = maybe(z.object({ EipAddress: said }));

/** SDK type NetworkInterfaceSetForDescribeNetworkInterfacesOutput. */
const Nic = z.object({
  NetworkInterfaceId: id,
  NetworkInterfaceName: said,
  AccountId: said,
  VpcId: said,
  SubnetId: said,
  DeviceId: said,
  Type: said,
  MacAddress: said,
  PrimaryIpAddress: said,
  AssociatedElasticIp: Public,
  PrivateIpSets: maybe(
    z.object({ PrivateIpSet: some(z.object({ PrivateIpAddress: said, AssociatedElasticIp: Public })) }),
  ),
  IPv6Sets: some(z.string()),
  SecurityGroupIds: some(z.string()),
  Tags: tags,
});
type Nic = z.infer<typeof Nic>;

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

/** The set has the primary one too; it alone is said where there is no set. */
function fours({ PrimaryIpAddress, AssociatedElasticIp, PrivateIpSets }: Nic) {
  const set = PrivateIpSets?.PrivateIpSet ?? [];
  if (set.length === 0) return address(PrimaryIpAddress, AssociatedElasticIp?.EipAddress);
  return set.flatMap((one) => address(one.PrivateIpAddress, one.AssociatedElasticIp?.EipAddress));
}
