import { table } from '../../shared/collect/table.ts';
import type { NextHop, Route as Stored } from '../../shared/model/network-kinds.ts';
import type { Route } from './resources/network.ts';

/** `RouteNextHopType` of specification/network. An appliance is an address, whatever has it. */
const HOPS = table<NextHop>({
  virtualappliance: 'other',
  virtualapplianceecmp: 'other',
  virtualnetworkgateway: 'vpn_gateway',
  vnetlocal: 'local',
  internet: 'internet_gateway',
});

/** A destination is a CIDR or a service tag (`Storage`). What goes to `None` is dropped. */
export function routesOf({ properties }: Route): Stored[] {
  const { addressPrefix: destination, nextHopType = '', nextHopIpAddress, nextHop } = properties;
  if (destination === undefined) return [];
  const type = nextHopType.toLowerCase();
  const several = nextHop?.nextHopIpAddresses.flatMap((one) => one ?? []) ?? [];
  const targets = several.length > 0 ? several : [nextHopIpAddress];
  return targets.map((target) => ({
    destination,
    hop: HOPS[type] ?? 'other',
    target,
    active: type !== 'none',
  }));
}
