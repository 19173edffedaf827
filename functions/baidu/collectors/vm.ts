import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { baiduRef, link, links, timeOf } from '../items.ts';
import { groupsOf, ipOf } from '../servers.ts';
import { vmState } from '../states.ts';

/** BCC, whatever their state. Their interfaces come from `nic`, so that every ref has one source. */
export const vm = collector({
  name: 'vm',
  emits: ['vm'],
  scope: 'region',
  paging: 'token',
  actions: [API.servers.action],

  async *list({ lists }) {
    yield* await lists.servers('vm');
  },

  *map(item, { region }) {
    if (item.status === 'Deleted') return;
    yield {
      kind: 'vm',
      ref: baiduRef('vm', item.id),
      id: item.id,
      name: item.name ?? item.id,
      tags: item.tags,
      region: baiduRef('region', region),
      owner: undefined,
      vpc: link('vpc', item.vpcId ?? item.nicInfo?.vpcId),
      subnet: link('subnet', item.subnetId ?? item.nicInfo?.subnetId),
      az: link('az', item.zoneName),
      state: vmState(item.status),
      type: item.spec ?? item.instanceType,
      ip: ipOf(item),
      hostname: item.hostname,
      created: timeOf(item.createTime),
      security_groups: links('security_group', groupsOf(item)),
    };
  },
});
