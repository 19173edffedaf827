import * as z from 'zod/mini';
import { table } from '../../shared/collect/table.ts';
import type { NextHop, Route } from '../../shared/model/network-kinds.ts';
import { id, said } from './items.ts';

/** SDK type RouteRule of vpc. */
export const RouteRule = z.object({
  routeTableId: id,
  destinationAddress: id,
  nexthopId: said,
  nexthopType: said,
});
export type RouteRule = z.infer<typeof RouteRule>;

/**
 * SDK type NexthopType of vpc, and the rules of the system. A gateway of a dedicated line (`dcGateway`), a virtual
 * address (`havip`) and the default gateway have no names of their own in the model.
 */
const HOPS = table<NextHop>({
  local: 'local',
  sys: 'local',
  system: 'local',
  custom: 'vm',
  enic: 'nic',
  nat: 'nat_gateway',
  vpn: 'vpn_gateway',
  peerconn: 'peer_connection',
  ipv6gateway: 'internet_gateway',
  csn: 'cen',
  tgw: 'cen',
});

export function routeOf({ nexthopType = '', destinationAddress, nexthopId }: RouteRule): Route {
  const hop = HOPS[nexthopType.toLowerCase()] ?? 'other';
  return {
    destination: destinationAddress,
    hop,
    target: hop === 'local' ? undefined : nexthopId,
    active: true,
  };
}
