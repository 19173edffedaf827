import type { Address } from '../../shared/model/parts.ts';
import { address, networkOf } from './items.ts';
import type { Reading } from './reading.ts';

/** What has to be read for the addresses of private endpoints. */
export const LINK_TYPES = ['privateEndpoint', 'interface'] as const;

/** Where a service is reached inside of networks of this subscription. */
export interface Reached {
  readonly subnets: readonly string[];
  readonly addresses: readonly Address[];
}

export const NOWHERE: Reached = { subnets: [], addresses: [] };

/** By the id of the service. An endpoint in another subscription is told by its interface there. */
export function reachedBy(reading: Reading): ReadonlyMap<string, Reached> {
  const cards = new Map<string, Address[]>();
  for (const { properties } of reading.all('interface')) {
    const { privateEndpoint, ipConfigurations } = properties;
    if (privateEndpoint === undefined) continue;
    const own = ipConfigurations.flatMap((one) => address(one.properties.privateIPAddress, undefined));
    cards.set(privateEndpoint, [...(cards.get(privateEndpoint) ?? []), ...own]);
  }
  const found = new Map<string, Reached>();
  for (const { id, properties } of reading.all('privateEndpoint')) {
    const {
      subnet,
      privateLinkServiceConnections: own,
      manualPrivateLinkServiceConnections: manual,
    } = properties;
    for (const connection of [...own, ...manual]) {
      const target = connection.properties?.privateLinkServiceId;
      if (target === undefined) continue;
      const before = found.get(target) ?? NOWHERE;
      found.set(target, {
        subnets: subnet === undefined ? before.subnets : [...before.subnets, subnet],
        addresses: [...before.addresses, ...(cards.get(id) ?? [])],
      });
    }
  }
  return found;
}

/** The network, where all of them are in one. */
export function networkOfAll(subnets: readonly string[]): string | undefined {
  const [one, ...others] = new Set(subnets.map((subnet) => networkOf(subnet)));
  return others.length > 0 ? undefined : one;
}
