import * as z from 'zod/mini';
import { table } from '../../shared/collect/table.ts';
import type { NextHop, Route } from '../../shared/model/network-kinds.ts';
import { said } from './items.ts';

/** SDK type Route of vpc. One of the destinations is empty. */
export const TencentRoute = z.object({
  DestinationCidrBlock: said,
  DestinationIpv6CidrBlock: said,
  GatewayType: said,
  GatewayId: said,
  Enabled: z.boolean(),
});

/** None without a destination; the cloud has none such. */
export function routeOf(route: z.infer<typeof TencentRoute>): Route[] {
  const destination = route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock;
  if (destination === undefined) return [];
  const hop = HOPS[route.GatewayType ?? ''] ?? 'other';
  // A route to a server's own public address names no gateway: `0`.
  const target = route.GatewayId === '0' ? undefined : route.GatewayId;
  return [{ destination, hop, target, active: route.Enabled }];
}

/** What leads to the VPC's own addresses; the list has it apart from the routes. */
export function localRoute(destination: string): Route {
  return { destination, hop: 'local', target: undefined, active: true };
}

/**
 * `GatewayType` of SDK type Route. The target of `NORMAL_CVM` is the private
 * address of the server. `CCN` is in its response examples.
 */
const HOPS = table<NextHop>({
  CVM: 'vm',
  NORMAL_CVM: 'vm',
  VPN: 'vpn_gateway',
  PEERCONNECTION: 'peer_connection',
  NAT: 'nat_gateway',
  INTRANAT: 'nat_gateway',
  EIP: 'internet_gateway',
  LOCAL_GATEWAY: 'local_gateway',
  CCN: 'cen',
  USER_CCN: 'cen',
  GWLB_ENDPOINT: 'vpc_endpoint',
  DIRECTCONNECT: 'other',
  HAVIP: 'other',
});
