import * as z from 'zod/mini';
import { table } from '../../shared/collect/table.ts';
import type { NextHop, Route } from '../../shared/model/network-kinds.ts';
import { id, said } from './items.ts';

/** SDK type RouteTableRoute of vpc v2. */
export const RouteItem = z.object({ type: said, destination: id, nexthop: said });

/** https://support.huaweicloud.com/intl/en-us/api-vpc/vpc_apiroutetab_0003.html. A line of Direct Connect has no name of its own in the model. */
const HOPS = table<NextHop>({
  local: 'local',
  ecs: 'vm',
  eni: 'nic',
  subeni: 'nic',
  nat: 'nat_gateway',
  peering: 'peer_connection',
  vpn: 'vpn_gateway',
  cc: 'cen',
  er: 'cen',
  egw: 'vpc_endpoint',
});

export function routeOf({ type = '', destination, nexthop }: z.infer<typeof RouteItem>): Route {
  const hop = HOPS[type.toLowerCase()] ?? 'other';
  return { destination, hop, target: hop === 'local' ? undefined : nexthop, active: true };
}
