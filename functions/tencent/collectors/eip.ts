import * as z from 'zod/mini';
import { collector } from '../client.ts';
import { deviceOf, id, link, said, tags, tencentRef } from '../items.ts';
import { offsetPages } from '../pages.ts';

/** SDK type Address of vpc. */
const Eip = z.object({
  AddressId: id,
  AddressName: said,
  AddressIp: said,
  InstanceId: said,
  NetworkInterfaceId: said,
  PrivateAddressIp: said,
  TagSet: tags,
});

/**
 * Attached or not, of every type that is of its own: ordinary public addresses, which come and go with their
 * server, are listed only where they are asked for (filter `address-type` of SDK type DescribeAddressesRequest).
 */
export const eip = collector({
  name: 'eip',
  emits: ['eip'],
  scope: 'region',
  paging: 'offset',
  actions: ['vpc:DescribeAddresses'],

  list: ({ ask }) =>
    offsetPages(ask, {
      action: 'vpc:DescribeAddresses',
      at: 'AddressSet',
      item: Eip,
      size: 100,
      keyOf: ({ AddressId }) => AddressId,
    }),

  *map(item, { region }) {
    // While it is being created it has none.
    if (item.AddressIp === undefined) return;
    yield {
      kind: 'eip',
      ref: tencentRef('eip', item.AddressId),
      id: item.AddressId,
      name: item.AddressName ?? item.AddressId,
      tags: item.TagSet,
      region: tencentRef('region', region),
      owner: undefined,
      ip: item.AddressIp,
      private_ip: item.PrivateAddressIp,
      nic: link('nic', item.NetworkInterfaceId),
      device: deviceOf(item.InstanceId),
    };
  },
});
