import * as z from 'zod/mini';
import { maybe, whole } from '../../shared/collect/wire.ts';
import type { Route } from '../../shared/model/network-kinds.ts';
import { grouped, pagesOf } from '../../shared/collect/gather.ts';
import { id, said, tags } from './items.ts';
import { offsetPages } from './pages.ts';
import type { Asking } from './pages.ts';

export const BORDERS = 'vpc:DescribeVpcBorders';
export const VXNETS = 'iaas:DescribeBorderVxnets';
export const STATICS = 'iaas:DescribeBorderStatics';

/** SDK type VpcBorder. https://docsv3.qingcloud.com/development_docs/api/command_list/vpc_border/describe_vpc_borders/ */
export const Border = z.object({
  vpc_border_id: id,
  border_name: said,
  router_id: said,
  status: said,
  owner: said,
  tags,
});
export type Border = z.infer<typeof Border>;

/** SDK type BorderVxnet. */
export const BorderVxnet = z.object({
  border_id: id,
  vxnet_id: id,
  vpc_router_id: said,
  ip_network: said,
  owner: said,
});
export type BorderVxnet = z.infer<typeof BorderVxnet>;

/** https://docsv3.qingcloud.com/development_docs/api/command_list/vpc_border/describe_border_statics/ : `val1` is where to, `val2` the next hop. */
export const BorderStatic = z.object({
  border_static_id: id,
  border_id: id,
  val1: id,
  val2: said,
  disabled: maybe(whole),
});
export type BorderStatic = z.infer<typeof BorderStatic>;

/** The next hop is a server of a network on the border, or the router of a VPC. */
export function staticRoute({ val1, val2, disabled }: BorderStatic): Route {
  return {
    destination: val1,
    hop: val2?.startsWith('i-') === true ? 'vm' : 'other',
    target: val2,
    active: disabled !== 1,
  };
}

/** Each with what is on it: the networks and routes of all borders of a region are a list each. */
export async function* wholeBorders(asking: Asking) {
  const borders = await pagesOf(
    offsetPages(asking, {
      action: BORDERS,
      params: { verbose: 1 },
      at: 'vpc_border_set',
      item: Border,
      keyOf: ({ vpc_border_id }) => vpc_border_id,
    }),
  );
  if (borders.flat().length === 0) return;
  const vxnets = await pagesOf(
    offsetPages(asking, {
      action: VXNETS,
      at: 'border_vxnet_set',
      item: BorderVxnet,
      keyOf: ({ border_id, vxnet_id }) => `${border_id} ${vxnet_id}`,
    }),
  );
  const statics = await pagesOf(
    offsetPages(asking, {
      action: STATICS,
      at: 'border_static_set',
      item: BorderStatic,
      keyOf: ({ border_static_id }) => border_static_id,
    }),
  );
  const onBorder = grouped(vxnets.flat(), ({ border_id }) => border_id);
  const routes = grouped(statics.flat(), ({ border_id }) => border_id);
  for (const page of borders)
    yield page.map((item) => ({
      item,
      vxnets: onBorder.get(item.vpc_border_id) ?? [],
      statics: routes.get(item.vpc_border_id) ?? [],
    }));
}
