import * as z from 'zod/mini';
import { maybe, some, whole } from '../../shared/collect/wire.ts';
import type { NextHop, Route } from '../../shared/model/network-kinds.ts';
import { id, said, tags } from './items.ts';

/** https://docsv3.qingcloud.com/development_docs/api/command_list/route_table/describe_routes/ */
const TableRule = z.object({
  network: id,
  nexthop_type: maybe(whole),
  nexthop: said,
  disabled: maybe(whole),
});

const Bound = z.object({
  resource_type: said,
  resource_id: said,
  vxnet: maybe(z.object({ vxnet_id: said })),
});

/**
 * DescribeRouteTables with `verbose`: what a table is bound to stands in `resource_map`, by id, as DeepFlow's
 * controller reads it (server/controller/cloud/qingcloud/router.go); the page has an unbound one.
 */
export const RouteTable = z.object({
  rtable_id: id,
  rtable_name: said,
  routing_table_rule_set: some(TableRule),
  resource_map: maybe(z.union([z.array(Bound), z.record(z.string(), Bound)])),
  tags,
});
export type RouteTable = z.infer<typeof RouteTable>;

/** The networks that use it, in order. */
export function vxnetsOf({ resource_map: bound = [] }: RouteTable): readonly string[] {
  const all = Array.isArray(bound) ? bound : Object.values(bound);
  const ids = all.flatMap(
    ({ resource_type, resource_id, vxnet }) =>
      (resource_type === 'vxnet' ? resource_id : vxnet?.vxnet_id) ?? [],
  );
  return [...new Set(ids)].toSorted();
}

/** 2: a router, 3: an address, 4: a NAT gateway. Of an address nobody says whose it is. */
const HOPS: Readonly<Record<number, NextHop>> = { 4: 'nat_gateway' };

export function tableRoute({
  network,
  nexthop_type = 0,
  nexthop,
  disabled,
}: z.infer<typeof TableRule>): Route {
  return {
    destination: network,
    hop: HOPS[nexthop_type] ?? 'other',
    target: nexthop,
    active: disabled !== 1,
  };
}

export const localRoute = (destination: string): Route => ({
  destination,
  hop: 'local',
  target: undefined,
  active: true,
});
