import * as z from 'zod/mini';
import { maybe } from '../../shared/collect/wire.ts';
import type { Device } from '../../shared/model/parts.ts';
import type { Ref } from '../../shared/model/ref.ts';
import { huaweiRef, id, joinedTags, link, said } from './items.ts';

/** SDK type PublicipSingleShowResp of eip v3. */
export const Eip = z.object({
  id,
  alias: said,
  status: said,
  public_ip_address: said,
  public_ipv6_address: said,
  associate_instance_type: said,
  associate_instance_id: said,
  vnic: maybe(z.object({ private_ip_address: said, device_id: said, device_owner: said, port_id: said })),
  tags: joinedTags,
});
export type Eip = z.infer<typeof Eip>;

/** `ref`: of the record that this address has. */
export interface PublicAddress {
  readonly ref: Ref<'eip'>;
  readonly ip: string;
}

/**
 * Usually one. With IPv6 conversion (`ip_version` 6) there are two, and traffic to each is the same EIP's:
 * https://support.huaweicloud.com/api-eip/ListPublicipsV3.html . The first one keeps the EIP's own ref, so that
 * conversion, switched on or off, adds or removes a record and changes none.
 */
export function addressesOf(item: Eip): readonly PublicAddress[] {
  const { public_ip_address: v4, public_ipv6_address: v6 } = item;
  const own = v4 ?? v6;
  return [
    ...(own === undefined ? [] : [{ ref: huaweiRef('eip', item.id), ip: own }]),
    ...(v4 === undefined || v6 === undefined ? [] : [{ ref: huaweiRef('eip', item.id, 'ipv6'), ip: v6 }]),
  ];
}

/** `status` of SDK type PublicipSingleShowResp: being created (two words for it), being released (two as well), failed. */
const WITHOUT_ADDRESS: ReadonlySet<string> = new Set([
  'PENDING_CREATE',
  'NOTIFYING',
  'PENDING_DELETE',
  'NOTIFY_DELETE',
  'ERROR',
]);

/** May one like this be without an address? */
export const mayHaveNone = ({ status = '' }: Eip): boolean => WITHOUT_ADDRESS.has(status.toUpperCase());

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
