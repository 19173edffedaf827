import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { huaweiRef, link, links } from '../items.ts';
import { deviceOf } from '../ports.ts';
import { mayRead } from '../probe.ts';

/** Of every device that shows its ports, not of servers only. Their public addresses are told by EIPs. */
export const nic = collector({
  name: 'nic',
  emits: ['nic'],
  scope: 'region',
  paging: 'token',
  actions: [API.ports.action],
  mayRead: mayRead(API.ports),

  async *list({ lists }) {
    yield* await lists.ports('nic');
  },

  *map(item) {
    yield {
      kind: 'nic',
      ref: huaweiRef('nic', item.id),
      id: item.id,
      name: item.name ?? item.id,
      tags: item.tags,
      owner: undefined,
      vpc: link('vpc', item.vpc_id),
      subnet: link('subnet', item.virsubnet_id),
      device: deviceOf(item),
      usage: item.instance_type ?? item.device_owner,
      mac: item.mac_address?.toLowerCase(),
      addresses: item.private_ips.flatMap(({ ip_address: ip }) =>
        ip === undefined ? [] : [{ ip, public_ip: undefined }],
      ),
      security_groups: links('security_group', item.security_groups),
    };
  },
});
