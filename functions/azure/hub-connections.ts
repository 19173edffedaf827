import * as z from 'zod/mini';
import { FAN_OUT, inParallel } from '../../shared/collect/parallel.ts';
import { parsed } from '../../shared/collect/wire.ts';
import type { Ask } from './client.ts';
import { pagesOfParent } from './pages.ts';
import { HubConnection } from './resources/network.ts';
import type { Hub } from './resources/network.ts';

/** The graph does not have them, and Azure Resource Manager has a list for each hub. */
export const HUB_CONNECTIONS = {
  action: 'Microsoft.Network/virtualHubs/hubVirtualNetworkConnections/read',
  version: '2025-05-01',
} as const;

export interface Connected {
  readonly hub: Hub;
  readonly connections: readonly HubConnection[];
}

/** Hubs of virtual WANs; one without a WAN is a route server. */
export function connectionsOf(ask: Ask, hubs: readonly Hub[]): AsyncGenerator<Connected, void, undefined> {
  const ofWans = hubs.filter(({ properties }) => properties.virtualWan !== undefined);
  return inParallel(ofWans, FAN_OUT, async (hub) => {
    const connections: HubConnection[] = [];
    const path = `${hub.id}/hubVirtualNetworkConnections`;
    for await (const page of pagesOfParent(ask, { ...HUB_CONNECTIONS, path }))
      connections.push(...parsed(z.array(HubConnection), page, HUB_CONNECTIONS.action));
    return { hub, connections };
  });
}
