import * as z from 'zod/mini';
import { maybe, some } from '../../shared/collect/wire.ts';
import { id, said, tags } from './items.ts';

/** SDK type LoadBalancer of elb v3. `publicips` are the EIPs of `eips` and others. */
export const Balancer = z.object({
  id,
  name: said,
  guaranteed: maybe(z.boolean()),
  provisioning_status: said,
  operating_status: said,
  vpc_id: said,
  vip_address: said,
  ipv6_vip_address: said,
  ipv6_vip_virsubnet_id: said,
  elb_virsubnet_ids: some(said),
  publicips: some(z.object({ publicip_address: said })),
  global_eips: some(z.object({ global_eip_address: said })),
  tags,
});
export type Balancer = z.infer<typeof Balancer>;

/** Its public addresses, of a region and of the world. */
export function publicOf({ publicips, global_eips }: Balancer): readonly (string | undefined)[] {
  return [...publicips.map((ip) => ip.publicip_address), ...global_eips.map((ip) => ip.global_eip_address)];
}
