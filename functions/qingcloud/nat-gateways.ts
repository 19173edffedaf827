import * as z from 'zod/mini';
import { maybe, some } from '../../shared/collect/wire.ts';
import { inBatches, inParallel } from '../../shared/collect/parallel.ts';
import { pagesOf } from '../../shared/collect/gather.ts';
import { id, said, tags } from './items.ts';
import { routerOf } from './networks.ts';
import type { VxNet } from './networks.ts';
import { FAN_OUT, offsetPages } from './pages.ts';
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

/** As many networks as one request may name, for a query that any gateway lets pass. */
const NAMED = 100;

/**
 * Gateways by VPC. The rows do not say it, but networks can be asked for theirs: one request for each VPC, which
 * costs nothing where there is no gateway.
 */
export async function gatewaysByRouter(
  asking: Asking,
  vxnets: readonly VxNet[],
): Promise<ReadonlyMap<string, string>> {
  const networks = new Map<string, string[]>();
  for (const vxnet of vxnets) {
    const router = routerOf(vxnet);
    if (router !== undefined) networks.set(router, [...(networks.get(router) ?? []), vxnet.vxnet_id]);
  }
  const found = new Map<string, string>();
  const routers = [...networks.keys()].toSorted();
  const answers = inParallel(routers, FAN_OUT, async (router) => ({
    router,
    gateways: await gatewaysOn(asking, networks.get(router) ?? []),
  }));
  for await (const { router, gateways } of answers) {
    for (const { nfv_id } of gateways) if (!found.has(nfv_id)) found.set(nfv_id, router);
  }
  return found;
}

async function gatewaysOn(asking: Asking, vxnets: readonly string[]): Promise<readonly Gateway[]> {
  const found: Gateway[] = [];
  for (const named of inBatches(vxnets, NAMED)) {
    found.push(...(await pagesOf(gatewaysIn(asking, { vxnets: named }))).flat());
  }
  return found;
}
