import * as z from 'zod/mini';
import { maybe, some } from '../../../shared/collect/wire.ts';
import { collector } from '../client.ts';
import { address } from '../database.ts';
import { deviceOf, id, link, links, said, tags, tencentRef } from '../items.ts';
import { offsetPages } from '../pages.ts';

/** SDK type NetworkInterface. */
const Nic = z.object({
  NetworkInterfaceId: id,
  NetworkInterfaceName: said,
  VpcId: said,
  SubnetId: said,
  MacAddress: said,
  Business: said,
  GroupSet: some(z.string()),
  PrivateIpAddressSet: some(z.object({ PrivateIpAddress: said, PublicIpAddress: said })),
  Ipv6AddressSet: some(z.object({ Address: said, PublicIpAddress: said })),
  Attachment: maybe(z.object({ InstanceId: said })),
  TagSet: tags,
});

/** Attached or not, with every address; load balancers and databases have none, but addresses of their own. */
export const nic = collector({
  name: 'nic',
  emits: ['nic'],
  scope: 'region',
  paging: 'offset',
  actions: ['vpc:DescribeNetworkInterfaces'],

  list: ({ ask }) =>
    offsetPages(ask, {
      action: 'vpc:DescribeNetworkInterfaces',
      at: 'NetworkInterfaceSet',
      item: Nic,
      size: 100,
      keyOf: ({ NetworkInterfaceId }) => NetworkInterfaceId,
    }),

  *map(item) {
    yield {
      kind: 'nic',
      ref: tencentRef('nic', item.NetworkInterfaceId),
      id: item.NetworkInterfaceId,
      name: item.NetworkInterfaceName ?? item.NetworkInterfaceId,
      tags: item.TagSet,
      owner: undefined,
      vpc: link('vpc', item.VpcId),
      subnet: link('subnet', item.SubnetId),
      device: deviceOf(item.Attachment?.InstanceId),
      usage: item.Business,
      mac: item.MacAddress?.toLowerCase(),
      addresses: [
        ...item.PrivateIpAddressSet.flatMap((one) => address(one.PrivateIpAddress, one.PublicIpAddress)),
        ...item.Ipv6AddressSet.flatMap((one) => address(one.Address, one.PublicIpAddress)),
      ],
      security_groups: links('security_group', item.GroupSet),
    };
  },
});
