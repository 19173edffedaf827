import * as z from 'zod/mini';
import { table } from '../../shared/collect/table.ts';
import type { NextHop, Route } from '../../shared/model/network-kinds.ts';
import { said } from './items.ts';

/** SDK type RouteEntryForDescribeRouteEntryListOutput of vpc. */
export const RouteEntry = z.object({
  DestinationCidrBlock: said,
  NextHopType: said,
  NextHopId: said,
  Status: said,
});
export type RouteEntry = z.infer<typeof RouteEntry>;

/** None without a destination; the cloud has none such. A prefix list stands where the CIDR would. */
export function routeOf(entry: RouteEntry): Route[] {
  const { DestinationCidrBlock: destination, NextHopType, NextHopId: target, Status } = entry;
  if (destination === undefined) return [];
  const hop = HOPS[NextHopType ?? ''] ?? 'other';
  const active = Status === undefined || Status === 'Available';
  return [{ destination, hop, target: hop === 'local' ? undefined : target, active }];
}

/**
 * `NextHopType`: https://docs.byteplus.com/en/docs/vpc/DescribeRouteEntryList , and `next_hop_type` of
 * https://github.com/volcengine/terraform-provider-volcengine/blob/master/website/docs/r/route_entry.html.markdown
 */
const HOPS = table<NextHop>({
  Local: 'local',
  Instance: 'vm',
  NetworkInterface: 'nic',
  NatGW: 'nat_gateway',
  VpnGW: 'vpn_gateway',
  TransitRouter: 'cen',
  // Cloud enterprise network in the same region, and in another one.
  VpcPeer: 'cen',
  RegionGW: 'cen',
  IPv6GW: 'internet_gateway',
  GWLBEndpoint: 'vpc_endpoint',
  HaVip: 'other',
  CloudConnector: 'other',
  InstanceGroup: 'other',
});
