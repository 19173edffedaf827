import * as z from 'zod/mini';
import { maybe, some, whole } from '../../shared/collect/wire.ts';
import { id, said, tags } from './items.ts';

/**
 * SDK type NICVxNet. No page or type shows an address of IPv6 in an answer, of a server or of an interface: it is read under the
 * name that ModifyNicAttributes of the SDK has for it, which is not proven.
 */
const InVxNet = z.object({
  vxnet_id: said,
  nic_id: said,
  private_ip: said,
  ipv6_address: said,
  role: maybe(whole),
});

/** SDK type Instance. https://docsv3.qingcloud.com/development_docs/api/command_list/instance/describe_instances/ */
export const Instance = z.object({
  instance_id: id,
  instance_name: said,
  instance_type: said,
  status: said,
  transition_status: said,
  zone_id: said,
  create_time: said,
  vxnets: some(InVxNet),
  eip: maybe(z.object({ eip_addr: said })),
  security_group: maybe(z.object({ security_group_id: said })),
  tags,
});
export type InVxNet = z.infer<typeof InVxNet>;
export type Instance = z.infer<typeof Instance>;

/** The interface that EIP and security group are bound to: `role` 1, and the first where none is said to be. */
export function primaryOf({ vxnets }: Pick<Instance, 'vxnets'>): Instance['vxnets'][number] | undefined {
  return vxnets.find(({ role }) => role === 1) ?? vxnets[0];
}
