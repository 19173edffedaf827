import { collector } from '../client.ts';
import { link, links, qingcloudRef, subnetRef, timeOf } from '../items.ts';
import { primaryOf } from '../instances.ts';
import { stateOf } from '../states.ts';

/** Servers in every state in which they are there, nodes of clusters among them. */
export const vm = collector({
  name: 'vm',
  emits: ['vm'],
  scope: 'region',
  paging: 'offset',
  actions: ['ecm:DescribeInstances'],

  async *list({ lists }) {
    yield* await lists.instances('vm');
  },

  *map(item, scope) {
    const first = primaryOf(item);
    yield {
      kind: 'vm',
      ref: qingcloudRef('vm', item.instance_id),
      id: item.instance_id,
      name: item.instance_name ?? item.instance_id,
      tags: item.tags,
      region: qingcloudRef('region', scope.region),
      owner: undefined,
      // It says its network, which says its VPC.
      vpc: undefined,
      subnet: first?.vxnet_id === undefined ? undefined : subnetRef(scope, first.vxnet_id),
      az: link('az', item.zone_id),
      state: stateOf(item.status, item.transition_status),
      type: item.instance_type,
      ip: first?.private_ip ?? first?.ipv6_address,
      hostname: undefined,
      created: timeOf(item.create_time),
      security_groups: links('security_group', [item.security_group?.security_group_id]),
    };
  },
});
