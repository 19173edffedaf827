import * as z from 'zod/mini';
import { maybe, some } from '../../../shared/collect/wire.ts';
import { collector } from '../client.ts';
import { id, link, links, said, tags, tencentRef, timeOf, zone } from '../items.ts';
import { offsetPages } from '../pages.ts';
import { vmState } from '../states.ts';

/** SDK type Instance of cvm. */
const Instance = z.object({
  InstanceId: id,
  InstanceName: said,
  InstanceType: said,
  InstanceState: said,
  Placement: maybe(z.object({ Zone: said })),
  VirtualPrivateCloud: maybe(z.object({ VpcId: said, SubnetId: said })),
  PrivateIpAddresses: some(z.string()),
  IPv6Addresses: some(z.string()),
  SecurityGroupIds: some(z.string()),
  CreatedTime: said,
  Tags: tags,
});

/** Only the servers: their interfaces come from `nic`, so that every ref has one source. */
export const vm = collector({
  name: 'vm',
  emits: ['vm'],
  scope: 'region',
  paging: 'offset',
  actions: ['cvm:DescribeInstances'],

  list: ({ ask }) =>
    offsetPages(ask, {
      action: 'cvm:DescribeInstances',
      at: 'InstanceSet',
      item: Instance,
      size: 100,
      keyOf: ({ InstanceId }) => InstanceId,
    }),

  *map(item, { region }) {
    yield {
      kind: 'vm',
      ref: tencentRef('vm', item.InstanceId),
      id: item.InstanceId,
      name: item.InstanceName ?? item.InstanceId,
      tags: item.Tags,
      region: tencentRef('region', region),
      owner: undefined,
      vpc: link('vpc', item.VirtualPrivateCloud?.VpcId),
      subnet: link('subnet', item.VirtualPrivateCloud?.SubnetId),
      az: zone(item.Placement?.Zone),
      state: vmState(item.InstanceState),
      type: item.InstanceType,
      ip: item.PrivateIpAddresses[0] ?? item.IPv6Addresses[0],
      hostname: undefined,
      created: timeOf(item.CreatedTime),
      security_groups: links('security_group', item.SecurityGroupIds),
    };
  },
});
