import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { huaweiRef, link, links } from '../items.ts';
import { membersOf } from '../members.ts';

/** Every member of every pool, also of pools that only forwarding policies use. */
export const lbTarget = collector({
  name: 'lb-target',
  emits: ['lb_target'],
  scope: 'region',
  paging: 'token',
  actions: [API.pools.action, API.members.action],

  list: (api) => membersOf(api),

  *map({ pool, member }) {
    const { id, address, protocol_port: port, member_type: type } = member;
    yield {
      kind: 'lb_target',
      ref: huaweiRef('lb_target', id),
      id,
      name: member.name ?? id,
      tags: [],
      target_group: pool.id,
      load_balancers: links('load_balancer', pool.loadbalancers),
      protocol: pool.protocol?.toLowerCase(),
      port: port === 0 ? undefined : port,
      // A member by address only is of another VPC, or of no cloud at all.
      device: type === 'ip' ? undefined : link('vm', member.instance_id),
      ip: address,
    };
  },
});
