import * as z from 'zod/mini';
import { maybe } from '../../../shared/collect/wire.ts';
import type { Address } from '../../../shared/model/kinds.ts';
import { collector } from '../client.ts';
import { aliyunRef, deviceOf, id, link, links, said, tags, within } from '../items.ts';
import { tokenPages } from '../pages.ts';

const Public = maybe(z.object({ PublicIpAddress: said }));

/** SDK type DescribeNetworkInterfacesResponseBodyNetworkInterfaceSetsNetworkInterfaceSet. */
const Nic = z.object({
  NetworkInterfaceId: id,
  NetworkInterfaceName: said,
  OwnerId: said,
  VpcId: said,
  VSwitchId: said,
  InstanceId: said,
  Type: said,
  MacAddress: said,
  PrivateIpAddress: said,
  AssociatedPublicIp: Public,
  PrivateIpSets: within('PrivateIpSet', z.object({ PrivateIpAddress: said, AssociatedPublicIp: Public })),
  Ipv6Sets: within('Ipv6Set', z.object({ Ipv6Address: said })),
  SecurityGroupIds: within('SecurityGroupId', said),
  Tags: tags,
});

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

function addressesOf(item: z.infer<typeof Nic>): Address[] {
  const primary = { PrivateIpAddress: item.PrivateIpAddress, AssociatedPublicIp: item.AssociatedPublicIp };
  const v4 = item.PrivateIpSets.length === 0 ? [primary] : item.PrivateIpSets;
  return [
    ...v4.map(({ PrivateIpAddress: ip, AssociatedPublicIp }) => ({
      ip,
      public_ip:
        AssociatedPublicIp?.PublicIpAddress ??
        (ip === item.PrivateIpAddress ? item.AssociatedPublicIp?.PublicIpAddress : undefined),
    })),
    ...item.Ipv6Sets.map(({ Ipv6Address }) => ({ ip: Ipv6Address, public_ip: undefined })),
  ].filter(({ ip, public_ip }) => ip !== undefined || public_ip !== undefined);
}
