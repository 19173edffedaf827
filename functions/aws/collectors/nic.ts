import { DescribeNetworkInterfacesCommand } from '@aws-sdk/client-ec2';
import type { NetworkInterface } from '@aws-sdk/client-ec2';
import { collector } from '../client.ts';
import { awsRef, idOf, link, links, nameOf, paged, tagsOf } from '../items.ts';
import { deviceOf } from '../nic-device.ts';

/** Of every device, not of servers only. */
export const nic = collector({
  name: 'nic',
  emits: ['nic'],
  scope: 'region',
  paging: 'token',
  actions: ['ec2:DescribeNetworkInterfaces'],

  list: ({ ec2 }) =>
    paged(
      'ec2:DescribeNetworkInterfaces',
      (NextToken) => ec2.send(new DescribeNetworkInterfacesCommand({ NextToken, MaxResults: 1000 })),
      ({ NetworkInterfaces, NextToken }) => [NetworkInterfaces, NextToken],
    ),

  *map(item, scope) {
    const id = idOf(item.NetworkInterfaceId, 'ec2:DescribeNetworkInterfaces');
    yield {
      kind: 'nic',
      ref: awsRef('nic', id),
      id,
      name: nameOf(item.TagSet, id),
      tags: tagsOf(item.TagSet),
      owner: item.OwnerId,
      vpc: link('vpc', item.VpcId),
      subnet: link('subnet', item.SubnetId),
      device: deviceOf(item, scope),
      usage: usageOf(item),
      mac: item.MacAddress?.toLowerCase(),
      addresses: [
        ...(item.PrivateIpAddresses ?? []).map(({ PrivateIpAddress, Association }) => ({
          ip: PrivateIpAddress,
          public_ip:
            Association?.PublicIp || Association?.CarrierIp || Association?.CustomerOwnedIp || undefined,
        })),
        ...(item.Ipv6Addresses ?? []).map(({ Ipv6Address }) => ({ ip: Ipv6Address, public_ip: undefined })),
      ].filter(({ ip, public_ip }) => ip !== undefined || public_ip !== undefined),
      security_groups: links(
        'security_group',
        item.Groups?.map(({ GroupId }) => GroupId),
      ),
    };
  },
});

/** `interface` says nothing of one that a service made; the service's own name does. */
function usageOf({ InterfaceType, RequesterManaged, RequesterId }: NetworkInterface): string | undefined {
  return InterfaceType === 'interface' && RequesterManaged === true
    ? (RequesterId ?? InterfaceType)
    : InterfaceType;
}
