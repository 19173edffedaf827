import { CloudError } from '../../shared/collect/errors.ts';
import type { Asked, Azure } from './client.ts';
import { isGone } from './client.ts';
import { GRAPH, graphAsked } from './graph.ts';
import { HUB_CONNECTIONS } from './hub-connections.ts';
import { LOCATIONS } from './locations.ts';
import { TYPE_NAMES, TYPES } from './resources.ts';
import { DESCENDANTS, SUBSCRIPTIONS } from './subscriptions.ts';

/**
 * Asks for one action by the list that needs it: the graph passes over in silence what it may not show. What is
 * refused as malformed or not found got past the check of permissions.
 */
export async function probe(
  { ask, subscription }: Pick<Azure, 'ask' | 'subscription'>,
  action: string,
): Promise<void> {
  const above = `/subscriptions/${subscription}`;
  const nothing = `${above}/resourceGroups/cloud-tag-sync-probe/providers`;
  try {
    await ask(askedFor(action, subscription, above, nothing));
  } catch (error) {
    if (isGone(error)) return;
    if (!(error instanceof CloudError) || error.reason !== 'invalid') throw error;
  }
}

function askedFor(action: string, subscription: string, above: string, nothing: string): Asked {
  const get = (at: string, version: string): Asked => ({
    action,
    method: 'GET',
    at,
    params: { 'api-version': version },
  });
  switch (action) {
    case GRAPH:
      return graphAsked({
        query: 'resourcecontainers | project id',
        subscriptions: [subscription],
        options: { $top: 1 },
      });
    case SUBSCRIPTIONS:
      return get('/subscriptions', '2022-12-01');
    case LOCATIONS:
      return get(`${above}/locations`, '2022-12-01');
    case DESCENDANTS:
      return get('/providers/Microsoft.Management/managementGroups/none/descendants', '2020-05-01');
    case HUB_CONNECTIONS.action:
      return get(
        `${nothing}/Microsoft.Network/virtualHubs/none/hubVirtualNetworkConnections`,
        HUB_CONNECTIONS.version,
      );
    default: {
      const name = TYPE_NAMES.find((one) => TYPES[one].action === action);
      if (name === undefined) throw new CloudError('invalid', `no probe for ${action}`);
      const { ofSet, version } = TYPES[name];
      const sets = `${nothing}/Microsoft.Compute/virtualMachineScaleSets/none`;
      return get(
        ofSet === undefined ? `${above}/providers/${action.replace(/\/read$/, '')}` : `${sets}/${ofSet}`,
        version,
      );
    }
  }
}
