import * as z from 'zod/mini';
import { maybe, some } from '../../shared/collect/wire.ts';
import { id, said, tags } from './items.ts';
import { offsetPages } from './pages.ts';
import type { Asking } from './pages.ts';
import type { Params } from './signature.ts';
import { LIVE } from './states.ts';

const EipOf = z.object({ eip_id: said, eip_addr: said });

/**
 * https://docsv3.qingcloud.com/development_docs/api/command_list/nfv/describe_nfvs/ : `cluster` has the ids of
 * the public addresses as its keys. Of load balancers it is a list; and what the page does not promise
 * (`eips`, `vxnets`, `tags`) is read where it is told.
 */
export const Gateway = z.object({
  nfv_id: id,
  nfv_name: said,
  status: said,
  transition_status: said,
  zone_id: said,
  cluster: maybe(z.union([z.array(EipOf), z.record(z.string(), z.unknown())])),
  eips: some(EipOf),
  vxnets: some(z.object({ vxnet_id: said })),
  tags,
});
export type Gateway = z.infer<typeof Gateway>;

/** NAT gateways of a region; `vxnets` names the networks that they have to be in. */
export function gatewaysIn(asking: Asking, params: Params) {
  return offsetPages(asking, {
    action: 'iaas:DescribeNFVs',
    params: { nfv_type: 1, status: LIVE, verbose: 1, ...params },
    at: 'nfv_set',
    item: Gateway,
    keyOf: ({ nfv_id }) => nfv_id,
  });
}

/** The public addresses of a gateway, by their ids where it says no more. */
export function publicIpsOf(
  { cluster = [], eips }: Gateway,
  addresses: ReadonlyMap<string, string>,
): readonly string[] {
  const named = Array.isArray(cluster)
    ? cluster
    : Object.keys(cluster).map((eip_id) => ({ eip_id, eip_addr: undefined }));
  const all = [...eips, ...named].flatMap(
    ({ eip_addr, eip_id }) => eip_addr ?? addresses.get(eip_id ?? '') ?? [],
  );
  return [...new Set(all)].toSorted();
}
