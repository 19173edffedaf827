/** What reaches from one subscription into another: each tells its own part, and readers of both see the whole. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAccounts } from '../../../functions/azure/accounts.ts';
import { Config } from '../../../functions/azure/config.ts';
import { azure } from '../../../functions/azure/provider.ts';
import { GLOBAL } from '../../../shared/collect/provider.ts';
import type { TagRecord } from '../../../shared/model/kinds.ts';
import { jsonOf } from '../../../shared/model/line.ts';
import { Belongings } from '../../../shared/model/links/belongings.ts';
import { connectionsOf } from '../../../shared/model/links/connection.ts';
import { addressKey } from '../../../shared/model/links/keys.ts';
import { merge } from '../../../shared/model/links/merge.ts';
import { nicsOfTarget, vpcOf } from '../../../shared/model/links/network.ts';
import { encodePart } from '../../../shared/model/ref.ts';
import type { Ref } from '../../../shared/model/ref.ts';
import { collect } from '../../contract/collector.ts';
import { emptyEstate, location, subscription, tenant } from '../../simulator/azure/estate.ts';
import { loadBalancer } from '../../simulator/azure/rows/balancers.ts';
import { machine } from '../../simulator/azure/rows/compute.ts';
import { cache, sqlServer } from '../../simulator/azure/rows/data.ts';
import {
  networkInterface,
  privateEndpoint,
  publicIp,
  virtualNetwork,
} from '../../simulator/azure/rows/network.ts';
import type { Place } from '../../simulator/azure/rows/place.ts';
import { startAzure } from '../../simulator/azure/server.ts';
import type { AzureCloud } from '../../simulator/azure/server.ts';
import { sourceOf } from '../../support/estate.ts';
import { callsOnce, clock, OTHER, SUBSCRIPTION, TENANT } from './cloud.ts';

const HERE: Place = { subscription: SUBSCRIPTION, group: 'Shop', location: 'westeurope' };
const THERE: Place = { subscription: OTHER, group: 'Branch', location: 'eastus' };

const at = (type: string, name: string, { subscription: own, group }: Place): string =>
  `/subscriptions/${own}/resourceGroups/${group}/providers/${type}/${name}`;
const net = (type: string, name: string, place: Place): string =>
  at(`Microsoft.Network/${type}`, name, place);
const ref = (kind: string, id: string): string => `azure/${kind}/${encodePart(id.toLowerCase())}`;

const CORE = net('virtualNetworks', 'core', HERE);
const FAR = net('virtualNetworks', 'far', THERE);
const ALL = `${FAR}/subnets/all`;
const ORDERS = at('Microsoft.Sql/servers', 'orders', HERE);
const SESSIONS = at('Microsoft.Cache/redis', 'sessions', HERE);
const WORKER = net('networkInterfaces', 'worker-nic', THERE);
const OUTSIDE = net('loadBalancers', 'outside', HERE);

/** Of a service here, in the network there. */
const reached = (name: string, target: string, ip: string) => [
  privateEndpoint(THERE, {
    name,
    subnet: ALL,
    cards: [net('networkInterfaces', `${name}-nic`, THERE)],
    target,
  }),
  networkInterface(THERE, {
    name: `${name}-nic`,
    endpoint: net('privateEndpoints', name, THERE),
    addresses: [{ ip, subnet: ALL }],
  }),
];

function buildEstate() {
  const estate = emptyEstate();
  estate.tenants[TENANT] = tenant(TENANT);
  const here = subscription(SUBSCRIPTION, TENANT, 'here', [location('westeurope', [1, 2, 3])]);
  const there = subscription(OTHER, TENANT, 'there', [location('eastus', [1, 2, 3])]);
  estate.subscriptions[SUBSCRIPTION] = here;
  estate.subscriptions[OTHER] = there;
  here.resources.push(
    virtualNetwork(HERE, {
      name: 'core',
      prefixes: ['10.0.0.0/16'],
      subnets: [{ name: 'front', prefixes: ['10.0.1.0/24'] }],
      // The side over there has not been made.
      peerings: [{ name: 'to-far', remote: FAR.toUpperCase(), state: 'Initiated' }],
    }),
    sqlServer(HERE, {
      name: 'orders',
      tags: { own: 'orders' },
      endpoints: [net('privateEndpoints', 'db', THERE)],
    }),
    cache(HERE, { name: 'sessions', tags: { own: 'sessions' } }),
    publicIp(HERE, { name: 'lb-ip', ip: '203.0.113.40', on: `${OUTSIDE}/frontendIPConfigurations/front` }),
    loadBalancer(HERE, {
      name: 'outside',
      tags: { own: 'outside' },
      fronts: [{ name: 'front', publicIp: net('publicIPAddresses', 'lb-ip', HERE) }],
      pools: [{ name: 'workers', seats: [`${WORKER.toUpperCase()}/ipConfigurations/ipconfig1`] }],
      rules: [{ name: 'https', front: 'front', port: 443, pool: 'workers' }],
    }),
  );
  there.resources.push(
    virtualNetwork(THERE, {
      name: 'far',
      prefixes: ['10.9.0.0/16'],
      subnets: [{ name: 'all', prefixes: ['10.9.0.0/24'] }],
    }),
    ...reached('db', ORDERS, '10.9.0.40'),
    ...reached('kv', SESSIONS, '10.9.0.41'),
    networkInterface(THERE, {
      name: 'worker-nic',
      machine: at('Microsoft.Compute/virtualMachines', 'worker', THERE),
      primary: true,
      addresses: [{ ip: '10.9.0.4', subnet: ALL }],
    }),
    machine(THERE, { name: 'worker', cards: [WORKER], tags: { own: 'worker' } }),
  );
  return estate;
}

describe.each(['graph', 'arm'] as const)('across subscriptions, by %s', (lists) => {
  let cloud: AzureCloud;
  beforeAll(async () => {
    cloud = await startAzure({ estate: buildEstate(), buckets: { '*': undefined } });
  });
  afterAll(() => cloud.close());

  /** By subscription: all that its collectors find, of the subscriptions that are asked for together. */
  async function synced(only: readonly string[]): Promise<ReadonlyMap<string, readonly TagRecord[]>> {
    const { tenantId, clientId, clientSecret } = cloud.credentials(TENANT);
    const tenants = [{ tenantId, clientId, clientSecret }];
    const config = Config.parse({ endpoint: cloud.url, authority: cloud.url, lists, tenants });
    const found = new Map<string, readonly TagRecord[]>();
    for await (const account of openAccounts(config, { calls: callsOnce(), clock, env: {}, only })) {
      if (!('connect' in account)) throw new Error(`${account.id} is not open`);
      const scope = { provider: 'azure', account: account.id, region: GLOBAL };
      const api = account.connect(GLOBAL, callsOnce()({ ...scope, principal: account.principal }));
      const all = await Promise.all(azure.collectors.map((one) => collect(one, api, scope)));
      found.set(account.id, all.flat());
    }
    return found;
  }
  const whole = async () =>
    merge([...(await synced([]))].map(([account, records]) => sourceOf(records, { account })));

  it('a peering leads to the region that the other network is in', async () => {
    expect(connectionsOf(await whole())).toMatchObject([
      {
        name: 'to-far',
        requester: { vpc: ref('vpc', CORE), region: 'azure/region/westeurope', owner: SUBSCRIPTION },
        accepter: { vpc: ref('vpc', FAR), region: 'azure/region/eastus', owner: OTHER },
      },
    ]);
  });

  it.each([
    ['10.9.0.40', 'rds', ORDERS, 'orders'],
    ['10.9.0.41', 'redis', SESSIONS, 'sessions'],
  ] as const)('%s, of an endpoint, is the service behind it: %s', async (ip, kind, id, own) => {
    const estate = await whole();
    const network = ref('vpc', FAR) as Ref<'vpc'>;
    const holders = estate.under('nic', addressKey(network, ip));
    const { labels } = new Belongings(estate, () => 0).of(holders, ip);
    expect(labels.filter(({ role }) => role === 'self')).toMatchObject([
      { kind: 'nic', account: OTHER },
      { kind, ref: ref(kind, id), tags: [['own', own]], account: SUBSCRIPTION },
    ]);
    expect(labels.filter(({ kind: one }) => one === 'subnet').map((one) => one.ref)).toEqual([
      ref('subnet', ALL),
    ]);
    const service = estate.get(ref(kind, id) as Ref<typeof kind>);
    expect(service && vpcOf(estate, service.record)).toBe(network);
  });

  it('a member of a pool has the balancer in front of it', async () => {
    const estate = await whole();
    const [target] = estate.under('lb_target', ref('load_balancer', OUTSIDE));
    expect(target?.record).toMatchObject({ device: ref('nic', WORKER), ip: undefined, port: 443 });
    expect(target && nicsOfTarget(estate, target.record).map(({ record }) => record.addresses)).toEqual([
      [{ ip: '10.9.0.4', public_ip: undefined }],
    ]);
    const holders = estate.under('nic', addressKey(ref('vpc', FAR) as Ref<'vpc'>, '10.9.0.4'));
    const { labels } = new Belongings(estate, () => 0).of(holders, '10.9.0.4');
    expect(labels).toContainEqual(
      expect.objectContaining({
        role: 'front',
        ref: ref('load_balancer', OUTSIDE),
        tags: [['own', 'outside']],
      }),
    );
    expect(labels.map(({ ref: one }) => one)).toContain(
      ref('vm', at('Microsoft.Compute/virtualMachines', 'worker', THERE)),
    );
  });

  it('what is stored of a subscription is the same, whichever others are asked about with it', async () => {
    const together = await synced([]);
    for (const [id, records] of together) {
      const alone = (await synced([id])).get(id) ?? [];
      expect(records.length).toBeGreaterThan(5);
      expect(alone.map((one) => jsonOf(one)).toSorted()).toEqual(
        records.map((one) => jsonOf(one)).toSorted(),
      );
    }
  });
});
