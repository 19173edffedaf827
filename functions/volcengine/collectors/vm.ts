import { collector } from '../client.ts';
import { Instance } from '../instances.ts';
import { link, links, timeOf, volcengineRef } from '../items.ts';
import { tokenPages } from '../pages.ts';
import { vmState } from '../states.ts';

const API = 'ecs:DescribeInstances';

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
