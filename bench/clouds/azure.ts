// Azure. Terms: "Number of calls per sync" of the reference; pages: the thousand rows of Azure Resource Graph.
// A list is of a subscription, wherever its resources are: its region is `global`.
import type { Azure } from '../../functions/azure/client.ts';
import { GRAPH } from '../../functions/azure/graph.ts';
import { HUB_CONNECTIONS } from '../../functions/azure/hub-connections.ts';
import { LOCATIONS } from '../../functions/azure/locations.ts';
import { linkedPages } from '../../functions/azure/pages.ts';
import { azure as provider } from '../../functions/azure/provider.ts';
import { TYPES } from '../../functions/azure/resources.ts';
import type { ResourceType } from '../../functions/azure/resources.ts';
import { GLOBAL } from '../../shared/collect/provider.ts';
import { subscriptionOf } from '../../test/simulator/azure/estate.ts';
import type { Estate, Resource } from '../../test/simulator/azure/estate.ts';
import { generateEstate, subscriptionIds, TENANT } from '../../test/simulator/azure/generate.ts';
import { ESTIMATED_PAGES, hundredSubscriptions } from '../../test/simulator/azure/hundred.ts';
import { startAzure } from '../../test/simulator/azure/server.ts';
import { benchCloud } from './cloud.ts';
import type { Starting } from './cloud.ts';
import { rowsAt } from './naive.ts';
import { about, byToken, once } from './row.ts';
import type { Row } from './row.ts';

const [account = ''] = subscriptionIds(1);

const common = {
  provider,
  account,
  region: GLOBAL,
  opening: 'Microsoft.Entra/token',
  start: (estate: Estate, options: Starting) => startAzure({ estate, ...options }),
  config: (cloud: Awaited<ReturnType<typeof startAzure>>) => ({
    endpoint: cloud.url,
    authority: cloud.url,
    tenants: [cloudEntry(cloud)],
  }),
};

export const azure = benchCloud({
  ...common,
  estate: (sizes) =>
    generateEstate({
      seed: 'bench',
      accounts: [account],
      regions: ['westeurope'],
      sizes: {
        networks: sizes.vpcs,
        // Of each network.
        subnets: sizes.subnets / sizes.vpcs,
        securityGroups: sizes.groups,
        routeTables: sizes.routeTables,
        machines: sizes.servers,
        // Every machine has one of its own.
        cards: sizes.nics - sizes.servers,
        publicIps: sizes.eips,
        natGateways: sizes.nats,
        balancers: Math.ceil(sizes.balancers * 0.9),
        gateways: Math.ceil(sizes.balancers * 0.1),
        // Of each four kinds of databases, and two of caches.
        databases: Math.ceil(sizes.databases / 4),
        caches: Math.ceil(sizes.caches / 2),
        clusters: sizes.clusters,
      },
    }),
  rows: (estate) => rowsOf(subscriptionOf(estate, account).resources),
  naive,
});

/** The reference's largest case, whatever the size; how many pages of the graph it takes is estimated there. */
export const hundred = benchCloud({
  ...common,
  estate: hundredSubscriptions,
  rows: () => [byToken(GRAPH, 'rows', ESTIMATED_PAGES, 1)],
  naive,
});

function cloudEntry(cloud: Awaited<ReturnType<typeof startAzure>>): object {
  const { tenantId, clientId, clientSecret } = cloud.credentials(TENANT);
  return { tenantId, clientId, clientSecret };
}

const SET_PART = /^microsoft\.compute\/virtualmachinescalesets\//i;

function rowsOf(resources: readonly Resource[]): readonly Row[] {
  const rows = resources.filter(({ type }) => !/connections$/i.test(type));
  const parts = rows.filter(({ type }) => SET_PART.test(type)).length;
  const hubs = rows.filter(({ type }) => /\/virtualhubs$/i.test(type)).length;
  return [
    // The subscription is a row, too.
    byToken(GRAPH, 'rows', rows.length - parts + 1, 1000),
    byToken(GRAPH, 'rows of sets', parts, 1000),
    about(GRAPH, HUB_CONNECTIONS.action, 'hubs', hubs),
    once(LOCATIONS),
    ...doubted(rows),
  ];
}

/** A first sync believes that there is nothing of a type when the list of that type may be read: one call each. */
function doubted(rows: readonly Resource[]): readonly Row[] {
  const there = new Set(rows.map(({ type }) => type.toLowerCase()));
  return Object.values(TYPES)
    .filter(({ type }) => !there.has(type))
    .map(({ action }) => about(GRAPH, action, 'there is none', 1, 'new'));
}

/** By Azure Resource Manager: one type after the other, pages as they come, and three lists of each Uniform set. */
async function naive({ ask, subscription }: Azure): Promise<number> {
  let items = 0;
  const list = async (path: string, { action, version }: Pick<ResourceType, 'action' | 'version'>) => {
    const found: unknown[] = [];
    for await (const page of linkedPages(ask, { action, path, version })) found.push(...page);
    items += found.length;
    return rowsAt({ found }, 'found');
  };
  const all: readonly ResourceType[] = Object.values(TYPES);
  for (const type of all.filter(({ ofSet }) => ofSet === undefined)) {
    const name = type.action.replace(/\/read$/, '');
    const found = await list(`/subscriptions/${subscription}/providers/${name}`, type);
    if (type !== TYPES.scaleSet) continue;
    for (const { id, properties } of found) {
      if (Object(properties).orchestrationMode === 'Flexible') continue;
      for (const part of all) if (part.ofSet !== undefined) await list(`${String(id)}/${part.ofSet}`, part);
    }
  }
  return items;
}
