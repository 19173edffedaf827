import * as z from 'zod/mini';
import { collector } from '../client.ts';
import { aliyunRef, deviceOf, id, link, said, tags } from '../items.ts';
import { numberedPages } from '../pages.ts';

/** SDK type DescribeEipAddressesResponseBodyEipAddressesEipAddress. */
const Eip = z.object({
  AllocationId: id,
  Name: said,
  IpAddress: id,
  PrivateIpAddress: said,
  InstanceType: said,
  InstanceId: said,
  Tags: tags,
});

/** Attached or not. */
export const eip = collector({
  name: 'eip',
  emits: ['eip'],
  scope: 'region',
  paging: 'offset',
  actions: ['vpc:DescribeEipAddresses'],

  list: ({ ask, region: RegionId }) =>
    numberedPages(ask, {
      action: 'vpc:DescribeEipAddresses',
      params: { RegionId },
      at: 'EipAddresses.EipAddress',
      item: Eip,
      size: 100,
      keyOf: ({ AllocationId }) => AllocationId,
    }),

  *map(item, { region }) {
    const isOnNic = item.InstanceType === 'NetworkInterface';
    yield {
      kind: 'eip',
      ref: aliyunRef('eip', item.AllocationId),
      id: item.AllocationId,
      name: item.Name ?? item.AllocationId,
      tags: item.Tags,
      region: aliyunRef('region', region),
      owner: undefined,
      ip: item.IpAddress,
      private_ip: item.PrivateIpAddress,
      nic: isOnNic ? link('nic', item.InstanceId) : undefined,
      device: isOnNic ? undefined : deviceOf(item.InstanceId),
    };
  },
});
