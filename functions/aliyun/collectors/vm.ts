import { collector } from '../client.ts';
import { Instance, ownInterface } from '../instances.ts';
import { aliyunRef, link, links, timeOf, zone } from '../items.ts';
import { tokenPages } from '../pages.ts';
import { vmState } from '../states.ts';

/**
 * Servers, and the addresses that they have without an interface: the interfaces come from `nic`, so that every ref has
 * one source. Whoever may not ask gets an empty list, not an error: only `probe` tells.
 * https://help.aliyun.com/document_detail/2679689.html
 */
export const vm = collector({
  name: 'vm',
  emits: ['vm', 'nic'],
  scope: 'region',
  paging: 'token',
  actions: ['ecs:DescribeInstances'],

  list: ({ ask, region: RegionId }) =>
    tokenPages(ask, {
      action: 'ecs:DescribeInstances',
      params: { RegionId },
      at: 'Instances.Instance',
      item: Instance,
      size: 100,
    }),

  *map(item, { region }) {
    const { InstanceId, VpcAttributes: inside } = item;
    yield {
      kind: 'vm',
      ref: aliyunRef('vm', InstanceId),
      id: InstanceId,
      name: item.InstanceName ?? InstanceId,
      tags: item.Tags,
      region: aliyunRef('region', region),
      owner: undefined,
      vpc: link('vpc', inside?.VpcId),
      subnet: link('subnet', inside?.VSwitchId),
      az: zone(item.ZoneId),
      state: vmState(item.Status),
      type: item.InstanceType,
      // Of the classic network, where there is no VPC.
      ip: inside?.PrivateIpAddress[0] ?? item.InnerIpAddress[0],
      hostname: item.HostName,
      created: timeOf(item.CreationTime),
      security_groups: links('security_group', item.SecurityGroupIds),
    };
    const own = ownInterface(item);
    if (own !== undefined) yield own;
  },
});
