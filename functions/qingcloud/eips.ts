import * as z from 'zod/mini';
import { maybe } from '../../shared/collect/wire.ts';
import type { Pages } from '../../shared/collect/gather.ts';
import { id, said, tags } from './items.ts';

/** SDK type EIP, with the interface as DeepFlow's controller reads it (qingcloud/floating_ip.go). https://docsv3.qingcloud.com/development_docs/api/command_list/eip/describe_eips/ */
export const Eip = z.object({
  eip_id: id,
  eip_name: said,
  eip_addr: said,
  status: said,
  resource: maybe(z.object({ resource_id: said, nic_id: said })),
  tags,
});
export type Eip = z.infer<typeof Eip>;

/** Addresses by the ids that gateways and their rules name. */
export function addressesById(eips: Pages<Eip>): ReadonlyMap<string, string> {
  return new Map(
    eips
      .flat()
      .flatMap(({ eip_id, eip_addr }) => (eip_addr === undefined ? [] : [[eip_id, eip_addr] as const])),
  );
}
