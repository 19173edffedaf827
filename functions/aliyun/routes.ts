import * as z from 'zod/mini';
import { maybe, text } from '../../shared/collect/wire.ts';
import { table } from '../../shared/collect/table.ts';
import type { NextHop, Route } from '../../shared/model/network-kinds.ts';
import { id, said, within } from './items.ts';

/** SDK type DescribeRouteEntryListResponseBodyRouteEntrysRouteEntry. */
export const RouteEntry = z.object({
  DestinationCidrBlock: id,
  Status: said,
  NextHops: within('NextHop', z.object({ NextHopType: said, NextHopId: said, Enabled: maybe(text) })),
});

/**
 * One route per next hop: an entry may share its traffic among several, or have
 * a standby. `Enabled` 0 is a hop that is out of order.
 */
export function routesOf({
  DestinationCidrBlock: destination,
  Status,
  NextHops,
}: z.infer<typeof RouteEntry>): readonly Route[] {
  const isActive = Status === undefined || Status === 'Available';
  if (NextHops.length === 0) return [{ destination, hop: 'local', target: undefined, active: isActive }];
  return NextHops.map(({ NextHopType, NextHopId, Enabled }) => {
    const hop = HOPS[NextHopType?.toLowerCase() ?? 'local'] ?? 'other';
    const target = hop === 'local' ? undefined : NextHopId;
    return { destination, hop, target, active: isActive && Enabled !== '0' };
  });
}

/**
 * `NextHopType` of SDK types DescribeRouteEntryListRequest and CreateRouteEntryRequest; system entries say `local`, or
 * `service` for the addresses of the cloud's own services.
 */
const HOPS = table<NextHop>({
  local: 'local',
  instance: 'vm',
  networkinterface: 'nic',
  natgateway: 'nat_gateway',
  vpngateway: 'vpn_gateway',
  ipv4gateway: 'internet_gateway',
  ipv6gateway: 'internet_gateway',
  vpcpeer: 'peer_connection',
  attachment: 'cen',
  cenbasic: 'cen',
  gatewayendpoint: 'vpc_endpoint',
  gatewayloadbalancerendpoint: 'vpc_endpoint',
});
