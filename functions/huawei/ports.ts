import * as z from 'zod/mini';
import { some } from '../../shared/collect/wire.ts';
import { table } from '../../shared/collect/table.ts';
import type { Device } from '../../shared/model/parts.ts';
import type { Ref } from '../../shared/model/ref.ts';
import { huaweiRef, id, link, said, tags } from './items.ts';

/** SDK type Port of vpc v3. */
export const Port = z.object({
  id,
  name: said,
  vpc_id: said,
  virsubnet_id: said,
  device_id: said,
  device_owner: said,
  instance_id: said,
  instance_type: said,
  mac_address: said,
  private_ips: some(z.object({ ip_address: said })),
  security_groups: some(said),
  tags,
});
export type Port = z.infer<typeof Port>;

/** `compute:<zone>`, `neutron:LOADBALANCERV2`, `network:nat_gateway` … : SDK type ListPortsRequest of vpc v3. */
const OWNERS: readonly (readonly [prefix: string, kind: Device])[] = [
  ['compute:', 'vm'],
  ['neutron:loadbalancer', 'load_balancer'],
  ['network:nat_gateway', 'nat_gateway'],
];

/** The service that has a port for an instance of its own (`RDS`). */
const INSTANCES = table<Device>({
  rds: 'rds',
  gaussdb: 'rds',
  dcs: 'redis',
  elb: 'load_balancer',
});

/** What the port is of, as far as the port says so. */
export function deviceOf({
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
