import * as z from 'zod/mini';
import { some } from '../../../shared/collect/wire.ts';
import { collector } from '../client.ts';
import { id, link, links, said, tags, timeOf, volcengineRef } from '../items.ts';
import { tokenPages } from '../pages.ts';
import { vmState } from '../states.ts';

const API = 'ecs:DescribeInstances';

/** SDK type InstanceForDescribeInstancesOutput; its interfaces are of type `primary` and `secondary`. */
const Instance = z.object({
  InstanceId: id,
  InstanceName: said,
  InstanceTypeId: said,
  Status: said,
  VpcId: said,
  ZoneId: said,
  Hostname: said,
  CreatedAt: said,
  NetworkInterfaces: some(
    z.object({
      Type: said,
      SubnetId: said,
      PrimaryIpAddress: said,
      Ipv6Addresses: some(z.string()),
      SecurityGroupIds: some(z.string()),
    }),
  ),
  Tags: tags,
});

/** Only the servers: their interfaces come from `nic`, so that every ref has one source. */
export const vm = collector({
  name: 'vm',
  emits: ['vm'],
  scope: 'region',
  paging: 'token',
  actions: [API],

  list: ({ ask }) => tokenPages(ask, { action: API, at: 'Instances', item: Instance }),

  *map(item, { region }) {
    const nics = item.NetworkInterfaces;
    const primary = nics.find(({ Type }) => Type === 'primary') ?? nics[0];
    yield {
      kind: 'vm',
      ref: volcengineRef('vm', item.InstanceId),
      id: item.InstanceId,
      name: item.InstanceName ?? item.InstanceId,
      tags: item.Tags,
      region: volcengineRef('region', region),
      owner: undefined,
      vpc: link('vpc', item.VpcId),
      subnet: link('subnet', primary?.SubnetId),
      az: link('az', item.ZoneId),
      state: vmState(item.Status),
      type: item.InstanceTypeId,
      ip: primary?.PrimaryIpAddress ?? primary?.Ipv6Addresses[0],
      hostname: item.Hostname,
      created: timeOf(item.CreatedAt),
      security_groups: links(
        'security_group',
        nics.flatMap(({ SecurityGroupIds }) => SecurityGroupIds),
      ),
    };
  },
});
