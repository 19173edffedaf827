/** How many calls a set of subscriptions takes: no more than there have to be. */
import { afterEach, describe, expect, it } from 'vitest';
import { openAccounts } from '../../../functions/azure/accounts.ts';
import type { Azure } from '../../../functions/azure/client.ts';
import { Config } from '../../../functions/azure/config.ts';
import { GRAPH } from '../../../functions/azure/graph.ts';
import { azure } from '../../../functions/azure/provider.ts';
import type { Account } from '../../../shared/collect/provider.ts';
import { GLOBAL } from '../../../shared/collect/provider.ts';
import { collect } from '../../contract/collector.ts';
import type { Estate } from '../../simulator/azure/estate.ts';
import { generateEstate, subscriptionIds, TENANT } from '../../simulator/azure/generate.ts';
import { SMALL } from '../../simulator/azure/generate/sizes.ts';
import { ESTIMATED_CALLS, ESTIMATED_PAGES, hundredSubscriptions } from '../../simulator/azure/hundred.ts';
import { startAzure } from '../../simulator/azure/server.ts';
import type { AzureCloud } from '../../simulator/azure/server.ts';
import { callsOnce, clock } from './cloud.ts';

let cloud: AzureCloud | undefined;
afterEach(() => cloud?.close());

async function synced(
  estate: Estate,
  lists: 'graph' | 'arm',
  pageSize = 200,
): Promise<Readonly<Record<string, number>>> {
  cloud = await startAzure({ estate, buckets: { '*': undefined }, pageSize });
  const { tenantId, clientId, clientSecret } = cloud.credentials(TENANT);
  const config = Config.parse({
    endpoint: cloud.url,
    authority: cloud.url,
    lists,
    tenants: [{ tenantId, clientId, clientSecret }],
  });
  const accounts: Account<Azure>[] = [];
  const ports = { calls: callsOnce(), clock, env: {}, only: [] };
  for await (const account of openAccounts(config, ports)) if ('connect' in account) accounts.push(account);
  for (const account of accounts) {
    const call = callsOnce()({ provider: 'azure', account: account.id, region: GLOBAL, principal: 'p' });
    const api = account.connect(GLOBAL, call);
    const scope = { provider: 'azure', account: account.id, region: GLOBAL };
    // Side by side, as a run has them.
    await Promise.all(azure.collectors.map((collector) => collect(collector, api, scope)));
  }
  const counted: Record<string, number> = {};
  for (const { action } of cloud.calls()) counted[action] = (counted[action] ?? 0) + 1;
  return counted;
}

const SET_PART = /^microsoft\.compute\/virtualmachinescalesets\//i;

/** Rows in the graph's two tables, each subscription a row of the first. */
function rowsOf({ subscriptions }: Estate): readonly [resources: number, compute: number, hubs: number] {
  const all = Object.values(subscriptions);
  const rows = all.flatMap(({ resources }) => resources).filter(({ type }) => !/connections$/i.test(type));
  const compute = rows.filter(({ type }) => SET_PART.test(type)).length;
  const hubs = rows.filter(({ type }) => /virtualhubs$/i.test(type)).length;
  return [rows.length - compute + all.length, compute, hubs];
}

const pages = (rows: number): number => Math.max(1, Math.ceil(rows / 1000));

describe('calls', () => {
  it.each([1, 7])(
    'by the graph: pages of two tables, and what it does not have (%i subscriptions)',
    async (count) => {
      const estate = generateEstate({
        seed: 'calls',
        accounts: subscriptionIds(count),
        regions: ['westeurope'],
      });
      const [resources, compute, hubs] = rowsOf(estate);
      expect(await synced(estate, 'graph')).toEqual({
        'Microsoft.Entra/token': 1,
        'Microsoft.Resources/subscriptions/read': 1,
        'Microsoft.ResourceGraph/resources/read': pages(resources) + pages(compute),
        // The graph knows no places.
        'Microsoft.Resources/subscriptions/locations/read': count,
        'Microsoft.Network/virtualHubs/hubVirtualNetworkConnections/read': hubs,
      });
    },
  );

  it('by ARM: a list of each type, a second one of machines, three of each Uniform set, one of each hub', async () => {
    const estate = generateEstate({ seed: 'calls', accounts: subscriptionIds(1), regions: ['westeurope'] });
    const counted = await synced(estate, 'arm');
    const { 'Microsoft.Entra/token': token, ...others } = counted;
    expect(token).toBe(1);
    expect(others['Microsoft.Compute/virtualMachines/read']).toBe(2);
    expect(others['Microsoft.Compute/virtualMachineScaleSets/read']).toBe(1);
    const ofSets = Object.entries(others).filter(([action]) => /ScaleSets\/.+\/read/.test(action));
    expect(ofSets.map(([, calls]) => calls)).toEqual([SMALL.sets, SMALL.sets, SMALL.sets]);
    const total = Object.values(others).reduce((sum, calls) => sum + calls, 0);
    const [, , hubs] = rowsOf(estate);
    // 22 types with a list of their own, subscriptions, places.
    expect(total).toBe(22 + 1 + 1 + 1 + 3 * SMALL.sets + hubs);
  });

  it('of a hundred subscriptions with 10,000 machines and 300 Uniform sets are as few as estimated', async () => {
    const estate = hundredSubscriptions();
    const types = Object.values(estate.subscriptions).flatMap(({ resources }) =>
      resources.map(({ type }) => type),
    );
    const count = (type: string): number => types.filter((one) => one === type).length;
    expect(count('Microsoft.Compute/virtualMachines')).toBe(10_000);
    expect(count('Microsoft.Compute/virtualMachineScaleSets')).toBe(300);
    expect(count('Microsoft.Compute/virtualMachineScaleSets/virtualMachines')).toBe(6000);
    const [resources, compute, hubs] = rowsOf(estate);
    expect(hubs).toBe(10);
    const counted = await synced(estate, 'graph');
    const asked = counted[GRAPH] ?? 0;
    expect(asked).toBe(pages(resources) + pages(compute));
    expect(Math.abs(asked / ESTIMATED_PAGES - 1)).toBeLessThan(0.1);
    // What the graph does not have: places, which the estimate leaves out, and members of hubs.
    const { [GRAPH]: _, 'Microsoft.Entra/token': __, ...leftovers } = counted;
    expect(leftovers).toEqual({
      'Microsoft.Resources/subscriptions/read': 1,
      'Microsoft.Resources/subscriptions/locations/read': 100,
      'Microsoft.Network/virtualHubs/hubVirtualNetworkConnections/read': 10,
    });
    expect(asked + hubs).toBeLessThanOrEqual(ESTIMATED_CALLS);
    expect(resources + compute).toBeGreaterThan(40_000);
    expect(resources + compute).toBeLessThan(46_000);
  }, 120_000);
});
