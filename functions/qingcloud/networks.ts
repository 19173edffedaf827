import * as z from 'zod/mini';
import { maybe, some } from '../../shared/collect/wire.ts';
import { id, said, tags } from './items.ts';

/** SDK type Router. https://docsv3.qingcloud.com/development_docs/api/command_list/router/describe_routers/ */
export const Router = z.object({
  router_id: id,
  router_name: said,
  vpc_network: said,
  vxnets: some(z.object({ vxnet_id: said })),
  tags,
});
export type Router = z.infer<typeof Router>;

/** SDK type VxNet; `router` may say its prefix of IPv6 as it does of borders (SDK type BorderVxnet). https://docsv3.qingcloud.com/development_docs/api/command_list/vxnet/describe_vxnets/ */
export const VxNet = z.object({
  vxnet_id: id,
  vxnet_name: said,
  vpc_router_id: said,
  zone_id: said,
  router: maybe(z.object({ router_id: said, ip_network: said, ipv6_network: said })),
  tags,
});
export type VxNet = z.infer<typeof VxNet>;

/** The VPC that it is in; networks that stand alone are in none. */
export function routerOf({ vpc_router_id, router }: VxNet): string | undefined {
  return vpc_router_id ?? router?.router_id;
}

/** VPCs by the networks in them. */
export function routersOf(vxnets: readonly VxNet[]): ReadonlyMap<string, string> {
  return new Map(
    vxnets.flatMap((vxnet) => {
      const router = routerOf(vxnet);
      return router === undefined ? [] : [[vxnet.vxnet_id, router] as const];
    }),
  );
}
