import { collector } from '../client.ts';
import { links, nicRef, qingcloudRef, subnetRef } from '../items.ts';
import { primaryOf } from '../instances.ts';

/** Servers say their interfaces: the list of those would tell nothing more that leads to an address. */
export const nic = collector({
  name: 'nic',
  emits: ['nic'],
  scope: 'region',
  paging: 'offset',
  actions: ['ecm:DescribeInstances'],

  async *list({ lists }) {
    yield* await lists.instances('nic');
  },

  *map(item, scope) {
    const first = primaryOf(item);
    for (const one of item.vxnets) {
      if (one.nic_id === undefined) continue;
      const public_ip = one === first ? item.eip?.eip_addr : undefined;
      const v4 = { ip: one.private_ip, public_ip };
      yield {
        kind: 'nic',
        ref: nicRef(scope, one.nic_id),
        id: one.nic_id,
        name: one.nic_id,
        tags: [],
        owner: undefined,
        vpc: undefined,
        subnet: one.vxnet_id === undefined ? undefined : subnetRef(scope, one.vxnet_id),
        device: qingcloudRef('vm', item.instance_id),
        usage: undefined,
        mac: one.nic_id.toLowerCase(),
        addresses: [
          ...(v4.ip === undefined && v4.public_ip === undefined ? [] : [v4]),
          ...(one.ipv6_address === undefined ? [] : [{ ip: one.ipv6_address, public_ip: undefined }]),
        ],
        security_groups:
          one === first ? links('security_group', [item.security_group?.security_group_id]) : [],
      };
    }
  },
});
