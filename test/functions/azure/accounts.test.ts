import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openAccounts } from '../../../functions/azure/accounts.ts';
import type { Azure } from '../../../functions/azure/client.ts';
import { region } from '../../../functions/azure/collectors/region.ts';
import { vpc } from '../../../functions/azure/collectors/vpc.ts';
import { Config } from '../../../functions/azure/config.ts';
import { GRAPH } from '../../../functions/azure/graph.ts';
import { azure } from '../../../functions/azure/provider.ts';
import { laneOf } from '../../../shared/collect/limit.ts';
import type { Account, Discovery, ProviderPorts, Unopened } from '../../../shared/collect/provider.ts';
import { GLOBAL } from '../../../shared/collect/provider.ts';
import { collect } from '../../contract/collector.ts';
import { subscriptionOf, tenant } from '../../simulator/azure/estate.ts';
import { caller, callsOnce, clock, OTHER, REGION, scope, startCloud, SUBSCRIPTION, TENANT } from './cloud.ts';
import type { AzureCloud } from './cloud.ts';

const ELSEWHERE = '7e4a4700-0000-4000-8000-000000000002';
const NOBODY = '50b50000-0000-4000-8000-0000000000ff';

describe('accounts', () => {
  let cloud: AzureCloud;
  let ports: ProviderPorts;
  beforeAll(async () => {
    cloud = await startCloud('graph', { regions: [REGION, 'eastus'] });
    const { tenants } = cloud.simulator.estate;
    tenants[TENANT]?.groups.push({ id: 'production', subscriptions: [OTHER] });
    tenants[ELSEWHERE] = tenant(ELSEWHERE);
  });
  afterAll(() => cloud.close());
  beforeEach(() => {
    ports = { calls: callsOnce(), clock, env: {}, only: [] };
    cloud.simulator.faults.clear();
    cloud.forget();
  });

  const own = (id: string = TENANT) => {
    const { tenantId, clientId, clientSecret } = cloud.simulator.credentials(id);
    return { tenantId, clientId, clientSecret };
  };
  const configOf = (config: object) =>
    Config.parse({ endpoint: cloud.simulator.url, authority: cloud.simulator.url, ...config });
  const opened = async (config: object): Promise<(Account<Azure> | Unopened)[]> => {
    const all = [];
    for await (const account of openAccounts(configOf(config), ports)) all.push(account);
    return all;
  };
  const idsOf = async (config: object) => (await opened(config)).map(({ id }) => id);
  const first = async (config: object): Promise<Account<Azure>> => {
    const [account] = await opened(config);
    if (account === undefined || !('connect' in account))
      throw new Error('not open', { cause: account?.failure });
    return account;
  };

  it('are the subscriptions that the application sees, in two calls', async () => {
    const all = await opened({ tenants: [own()] });
    const principal = `${TENANT}/${own().clientId}`;
    expect(all).toMatchObject([
      { id: SUBSCRIPTION, name: 'Subscription 0 订阅', principal },
      { id: OTHER, principal },
    ]);
    expect(cloud.simulator.actions()).toEqual([
      'Microsoft.Entra/token',
      'Microsoft.Resources/subscriptions/read',
    ]);
    expect(cloud.simulator.calls()).toHaveLength(2);
  });

  it('take the application from the environment', async () => {
    const { tenantId, clientId, clientSecret } = own();
    ports = {
      ...ports,
      env: { AZURE_TENANT_ID: tenantId, AZURE_CLIENT_ID: clientId, AZURE_CLIENT_SECRET: clientSecret },
    };
    expect(await idsOf({})).toEqual([SUBSCRIPTION, OTHER]);
  });

  it.each([
    [{ include: [OTHER.toUpperCase()] }, [OTHER]],
    [{ include: ['Subscription*'], exclude: ['subscription 0*'] }, [OTHER]],
    [{ exclude: ['*'] }, []],
  ])('are chosen by id or by name: %j', async (subscriptions, ids) => {
    expect(await idsOf({ tenants: [{ ...own(), subscriptions }] })).toEqual(ids);
  });

  it('are those below a management group', async () => {
    expect(await idsOf({ tenants: [{ ...own(), managementGroups: ['Production'] }] })).toEqual([OTHER]);
    expect(cloud.simulator.actions()).toContain('Microsoft.Management/managementGroups/descendants/read');
  });

  it('are told of as what the identity sees, with those that are left out', async () => {
    const found: Discovery[] = [];
    ports = { ...ports, discovered: (one) => void found.push(one) };
    const wanting = async (choice: object): Promise<readonly (boolean | undefined)[]> => {
      await opened({ tenants: [{ ...own(), ...choice }] });
      expect(found.at(-1)?.seen).toEqual(new Set([SUBSCRIPTION, OTHER]));
      return [NOBODY, NOBODY.replace('50b5', '60b5')].map((id) => found.at(-1)?.mayWant(id));
    };
    expect(await wanting({})).toEqual([true, true]);
    expect(await wanting({ subscriptions: { exclude: ['50B5*'] } })).toEqual([false, true]);
    expect(await wanting({ subscriptions: { include: [SUBSCRIPTION, '60b5*'] } })).toEqual([false, true]);
    // Whatever is called so may have been one of them.
    expect(await wanting({ subscriptions: { include: [SUBSCRIPTION, 'team *'] } })).toEqual([true, true]);
    expect(await wanting({ managementGroups: ['Production'] })).toEqual([true, true]);
  });

  it.each([
    ['Warned', [SUBSCRIPTION, OTHER], ['pay what is due']],
    ['PastDue', [SUBSCRIPTION, OTHER], ['pay what is due']],
    ['Disabled', [SUBSCRIPTION, OTHER], ['enable it again']],
    ['Deleted', [SUBSCRIPTION], ['tagsync forget']],
    ['Enabled', [SUBSCRIPTION, OTHER], []],
  ] as const)('that are %s are told of, where they are wanted', async (state, ids, remedies) => {
    const other = subscriptionOf(cloud.simulator.estate, OTHER);
    other.state = state;
    const told: { readonly message: string; readonly fields: object }[] = [];
    ports = { ...ports, warn: (message, fields) => void told.push({ message, fields }) };
    expect(await idsOf({ tenants: [own()] })).toEqual(ids);
    expect(told).toMatchObject(
      remedies.map((remedy) => ({
        message: expect.stringContaining(remedy) as unknown,
        fields: { account: OTHER, state },
      })),
    );
    told.length = 0;
    await idsOf({ tenants: [{ ...own(), subscriptions: { include: [SUBSCRIPTION] } }] });
    expect(told).toEqual([]);
    other.state = 'Enabled';
  });

  it('that are deleted and named stay, unopened, and are said to be deleted', async () => {
    subscriptionOf(cloud.simulator.estate, OTHER).state = 'Deleted';
    const [, gone] = await opened({
      tenants: [{ ...own(), subscriptions: { include: [SUBSCRIPTION, OTHER] } }],
    });
    subscriptionOf(cloud.simulator.estate, OTHER).state = 'Enabled';
    expect(gone).toMatchObject({
      id: OTHER,
      failure: { reason: 'denied', message: expect.stringContaining('is deleted') as unknown },
    });
  });

  it('that are named and not seen stay, unopened, beside the others', async () => {
    const all = await opened({ tenants: [{ ...own(), subscriptions: { include: [SUBSCRIPTION, NOBODY] } }] });
    expect(all).toMatchObject([
      { id: SUBSCRIPTION },
      {
        id: NOBODY,
        failure: { reason: 'denied', message: expect.stringContaining('give it a role there') as unknown },
      },
    ]);
  });

  it('of a tenant that does not open are told, and those of the others are there', async () => {
    const wrong = { ...own(ELSEWHERE), clientSecret: 'not-this-one' };
    const seen: string[] = [];
    const run = async () => {
      for await (const { id } of openAccounts(configOf({ tenants: [wrong, own()] }), ports)) seen.push(id);
    };
    await expect(run()).rejects.toMatchObject({ reason: 'denied', code: 'AADSTS7000215' });
    expect(seen).toEqual([SUBSCRIPTION, OTHER]);
  });

  it('that two identities see are the first one’s', async () => {
    const all = await opened({ tenants: [own(), own()] });
    expect(all.map(({ id }) => id)).toEqual([SUBSCRIPTION, OTHER]);
  });

  it('of one identity wait for each other in one lane, those of two run side by side', async () => {
    const secondOf = { ...own(), clientId: 'c11e4700-0000-4000-8000-0000000000ff' };
    cloud.simulator.estate.tenants[TENANT]?.applications.push({ ...secondOf, expired: false });
    const all = await opened({
      tenants: [
        { ...own(), subscriptions: { include: [SUBSCRIPTION] } },
        { ...secondOf, subscriptions: { include: [OTHER] } },
      ],
    });
    const lanes = all.map((account) =>
      'connect' in account
        ? laneOf(azure.limits, { ...scope, account: account.id, principal: account.principal })
        : 'not open',
    );
    expect(lanes).toEqual([`azure/${TENANT}/${own().clientId}`, `azure/${TENANT}/${secondOf.clientId}`]);
    const both = await opened({ tenants: [own()] });
    expect(
      new Set(
        both.map((account) =>
          'connect' in account ? laneOf(azure.limits, { ...caller, principal: account.principal }) : '',
        ),
      ).size,
    ).toBe(1);
  });

  it('that are asked for alone are asked about alone', async () => {
    ports = { ...ports, only: [OTHER] };
    const account = await first({ tenants: [own()] });
    expect(account.id).toBe(OTHER);
    const api = account.connect(GLOBAL, callsOnce()(caller));
    await collect(vpc, api, { ...scope, account: OTHER });
    expect(cloud.simulator.calls().filter(({ action }) => action === GRAPH)).toHaveLength(2);
  });

  it.each([
    [{ include: ['west*'] }, ['westeurope']],
    [{ include: ['East US'] }, ['eastus']],
    [{ exclude: ['eastus'] }, ['westeurope']],
  ])('keep what is in the regions that are wanted: %j', async (regions, expected) => {
    const account = await first({ tenants: [own()], regions });
    const api = account.connect(GLOBAL, callsOnce()(caller));
    expect((await collect(region, api, scope)).map(({ id }) => id)).toEqual(expected);
    const networks = await collect(vpc, api, scope);
    const found = networks.map((one) => ('region' in one ? one.region : undefined));
    expect([...new Set(found)]).toEqual(expected.map((one) => `azure/region/${one}`));
    expect(networks).toHaveLength(3);
  });

  it('tell how far the clock is off', async () => {
    const { clockAheadMs, ...identity } = await (await first({ tenants: [own()] })).identify();
    expect(identity).toEqual({ account: SUBSCRIPTION, principal: `${TENANT}/${own().clientId}` });
    expect(Math.abs(clockAheadMs ?? Number.NaN)).toBeLessThan(5000);
  });

  it('answer for each action whether it is allowed, changing nothing', async () => {
    const api = (await first({ tenants: [own()] })).connect(GLOBAL, callsOnce()(caller));
    const actions = new Set(azure.collectors.flatMap((collector) => collector.actions));
    for (const action of [...actions, GRAPH]) {
      await azure.probe(api, action);
      const undo = cloud.simulator.faults.add({ kind: 'deny' }, { operation: action });
      const error: unknown = await azure.probe(api, action).catch((thrown: unknown) => thrown);
      expect([action, error]).toMatchObject([action, { reason: 'denied' }]);
      undo();
    }
  });
});
