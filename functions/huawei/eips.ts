import * as z from 'zod/mini';
import { maybe } from '../../shared/collect/wire.ts';
import type { Device } from '../../shared/model/parts.ts';
import type { Ref } from '../../shared/model/ref.ts';
import { id, joinedTags, link, said } from './items.ts';

/** SDK type PublicipSingleShowResp of eip v3. */
export const Eip = z.object({
  id,
  alias: said,
  public_ip_address: said,
  public_ipv6_address: said,
  associate_instance_type: said,
  associate_instance_id: said,
  vnic: maybe(z.object({ private_ip_address: said, device_id: said, device_owner: said, port_id: said })),
  tags: joinedTags,
});
export type Eip = z.infer<typeof Eip>;

/** SDK enum PublicipSingleShowRespAssociateInstanceTypeEnum; a port is told with the server it is of. */
export function deviceOf({
  associate_instance_type: type,
  associate_instance_id: of,
  vnic,
}: Eip): Ref<Device> | undefined {
  if (type === 'NATGW') return link('nat_gateway', of);
  if (type === 'ELB' || type === 'ELBV1') return link('load_balancer', of);
  return vnic?.device_owner?.startsWith('compute:') === true ? link('vm', vnic.device_id) : undefined;
}
