import { collector } from '../client.ts';
import { azureRef, linksTo, networkOf } from '../items.ts';
import { actionsOf } from '../resources.ts';
import { routesOf } from '../routes.ts';

/**
 * A route table may serve subnets of several networks, and a router is of one: one record for each network. A table
 * of no subnet routes nothing. Routes that the system has of its own are in no table.
 */
export const router = collector({
  name: 'router',
  emits: ['router'],
  scope: 'account',
  paging: 'offset',
  actions: actionsOf('routeTable'),

  async *list({ read }) {
    yield* (await read('router', ['routeTable'])).pages('routeTable');
  },

  *map({ id, name, tags, location, properties }, { account }) {
    const { subnets, routes } = properties;
    for (const network of new Set(subnets.flatMap((subnet) => networkOf(subnet) ?? []))) {
      yield {
        kind: 'router',
        ref: azureRef('router', id, network),
        id,
        name,
        tags,
        region: azureRef('region', location),
        owner: account,
        vpc: azureRef('vpc', network),
        main: false,
        subnets: linksTo(
          'subnet',
          subnets.filter((subnet) => networkOf(subnet) === network),
        ),
        routes: routes.flatMap(routesOf),
      };
    }
  },
});
