import * as z from 'zod/mini';
import { collector } from '../client.ts';
import { deviceOf, id, link, said, tags, volcengineRef } from '../items.ts';
import { tokenPages } from '../pages.ts';

/** SDK type EipAddressForDescribeEipAddressesOutput. `InstanceType`: `Nat`, `NetworkInterface`, `ClbInstance`, `AlbInstance`, `HaVip`, `EcsInstance`. */
const Eip = z.object({
  AllocationId: id,
  Name: said,
  EipAddress: said,
  InstanceId: said,
  InstanceType: said,
  Tags: tags,
});

/** Attached or not. */
export const eip = collector({
  name: 'eip',
  emits: ['eip'],
  scope: 'region',
  paging: 'token',
  actions: ['vpc:DescribeEipAddresses'],

  list: ({ ask }) =>
    tokenPages(ask, {
      action: 'vpc:DescribeEipAddresses',
      at: 'EipAddresses',
      item: Eip,
    }),

  *map(item, { region }) {
    // While it is being created it has none.
    if (item.EipAddress === undefined) return;
    yield {
      kind: 'eip',
      ref: volcengineRef('eip', item.AllocationId),
      id: item.AllocationId,
      name: item.Name ?? item.AllocationId,
      tags: item.Tags,
      region: volcengineRef('region', region),
      owner: undefined,
      ip: item.EipAddress,
      // Which of an interface's addresses it leads to is said by the interface.
      private_ip: undefined,
      nic: item.InstanceType === 'NetworkInterface' ? link('nic', item.InstanceId) : undefined,
      device: deviceOf(item.InstanceId),
    };
  },
});
