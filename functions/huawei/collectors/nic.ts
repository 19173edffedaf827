import type { Device } from '../../../shared/model/kinds.ts';
import type { Ref } from '../../../shared/model/ref.ts';
import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { huaweiRef, link, links } from '../items.ts';
import type { Port } from '../lists.ts';

/** Of every device that shows its ports, not of servers only. Their public addresses are told by EIPs. */
export const nic = collector({
  name: 'nic',
  emits: ['nic'],
  scope: 'region',
  paging: 'token',
  actions: [API.ports.action],

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

/** `compute:<zone>`, `neutron:LOADBALANCERV2`, `network:nat_gateway` … : SDK type ListPortsRequest of vpc v3. */
const OWNERS: readonly (readonly [prefix: string, kind: Device])[] = [
  ['compute:', 'vm'],
  ['neutron:loadbalancer', 'load_balancer'],
  ['network:nat_gateway', 'nat_gateway'],
];

/** The service that has a port for an instance of its own (`RDS`). */
const INSTANCES: Readonly<Record<string, Device>> = {
  rds: 'rds',
  gaussdb: 'rds',
  dcs: 'redis',
  elb: 'load_balancer',
};

function deviceOf({
  device_id,
  device_owner = '',
  instance_id,
  instance_type = '',
}: Port): Ref<Device> | undefined {
  const instance = INSTANCES[instance_type.toLowerCase()];
  if (instance !== undefined && instance_id !== undefined) return huaweiRef(instance, instance_id);
  const kind = OWNERS.find(([prefix]) => device_owner.toLowerCase().startsWith(prefix))?.[1];
  return kind === undefined ? undefined : link(kind, device_id);
}
