import { afterEach, describe, expect, it } from 'vitest';
import { askWith } from '../../../functions/azure/client.ts';
import { vm } from '../../../functions/azure/collectors/vm.ts';
import { vpc } from '../../../functions/azure/collectors/vpc.ts';
import { GRAPH, graphAsked, graphOf, queryOf } from '../../../functions/azure/graph.ts';
import { TYPE_NAMES } from '../../../functions/azure/resources.ts';
import type { Clock } from '../../../shared/collect/clock.ts';
import { collect } from '../../contract/collector.ts';
import { subscriptionOf } from '../../simulator/azure/estate.ts';
import { generateEstate } from '../../simulator/azure/generate.ts';
import { add, remove } from '../../simulator/azure/mutate.ts';
import { virtualNetwork } from '../../simulator/azure/rows/network.ts';
import { startAzure } from '../../simulator/azure/server.ts';
import type { AzureCloud, AzureOptions } from '../../simulator/azure/server.ts';
import { caller, callsOnce, OTHER, REGION, scope, startCloud, SUBSCRIPTION, TENANT } from './cloud.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function start(options: Partial<AzureOptions> = {}): Promise<AzureCloud> {
  const estate = generateEstate({ seed: 'graph', accounts: [SUBSCRIPTION, OTHER], regions: [REGION] });
  const cloud = await startAzure({ estate, buckets: { '*': undefined }, ...options });
  open.push(cloud);
  return cloud;
}

/** A clock on which sleeping takes no time, and is written down. */
function sleeper(): { readonly clock: Clock; readonly slept: number[] } {
  const slept: number[] = [];
  let now = Date.now();
  const clock: Clock = {
    now: () => now,
    random: () => 0,
    async sleep(ms) {
      slept.push(ms);
      now += ms;
    },
  };
  return { clock, slept };
}

function client(cloud: AzureCloud, { clock } = sleeper()) {
  const token = cloud.identities.issue(TENANT, 'test', Date.now());
  const sending = { call: callsOnce()(caller), credentials: async () => token, clock, management: cloud.url };
  const ask = askWith(sending);
  return { ask, graph: graphOf({ ask, clock, wants: () => true }) };
}

/** Whatever is asked. */
const answering = (body: Readonly<Record<string, unknown>>) => async () => ({ body, headers: new Headers() });

/** As the graph has it, with nothing that it need not have. */
const rowOf = (id: string, type: string, properties: object | null) => {
  const rest = { name: 'n', location: 'westeurope', zones: null, sku: null, tags: null };
  return { id, type, ...rest, properties };
};

const network = (name: string) =>
  virtualNetwork(
    { subscription: SUBSCRIPTION, group: 'rg', location: REGION },
    { name, prefixes: ['10.0.0.0/16'] },
  );

describe('the query', () => {
  it('has an order, no limit, and a row for each subscription', () => {
    const query = queryOf('resources', ['machine', 'network']);
    expect(query).toBe(
      [
        'resources',
        "| where type in~ ('microsoft.compute/virtualmachines', 'microsoft.network/virtualnetworks')",
        '| project id, name, type, location, zones, sku, tags, properties',
        '| union (resourcecontainers',
        "| where type =~ 'microsoft.resources/subscriptions'",
        '| project id, name, type, location, zones, sku, tags, properties)',
        '| order by id asc',
      ].join('\n'),
    );
    for (const table of ['resources', 'computeresources'] as const)
      expect(queryOf(table, TYPE_NAMES)).not.toMatch(/\b(?:limit|take|top|sample)\b/);
  });

  it('about scale sets alone asks for the subscriptions by themselves', async () => {
    const { graph, ask } = client(await start());
    const of = await graph([SUBSCRIPTION], ['setPublicIp']);
    expect(of(SUBSCRIPTION).all('setPublicIp').length).toBeGreaterThan(0);
    const body = { query: 'resources | where type in~ ()', subscriptions: [SUBSCRIPTION], options: {} };
    await expect(ask(graphAsked(body))).rejects.toMatchObject({ reason: 'invalid' });
  });

  it.each([
    ['resources | take 10', { resultTruncated: 'true' }],
    ["resources | where type =~ 'microsoft.network/virtualnetworks'", { resultTruncated: 'false' }],
  ])('the simulator has the traps of the graph: %s', async (query, expected) => {
    const cloud = await start();
    const { ask } = client(cloud);
    const { body } = await ask(graphAsked({ query, subscriptions: [SUBSCRIPTION], options: { $top: 2 } }));
    expect(body).toMatchObject(expected);
    expect('$skipToken' in body).toBe(expected.resultTruncated === 'false');
  });

  it.each([
    'resources | summarize count() by type',
    'resources | project id, nothing',
    'networks | order by id asc',
    'resources | union (computeresources)',
  ])('and refuses what the language has not: %s', async (query) => {
    const { ask } = client(await start());
    await expect(
      ask(graphAsked({ query, subscriptions: [SUBSCRIPTION], options: {} })),
    ).rejects.toMatchObject({
      reason: 'invalid',
    });
  });

  it.each([
    [{ $top: 1001 }, /1001/],
    [{ $skip: 5 }, /\$skip/],
    [{ $skipToken: 'abc' }, /skip token/],
  ])('and options that it does not document: %j', async (options, why) => {
    const { ask } = client(await start());
    const body = { query: 'resources', subscriptions: [SUBSCRIPTION], options };
    await expect(ask(graphAsked(body))).rejects.toThrow(why);
  });
});

describe('an answer of the graph', () => {
  it('that was cut and does not go on is no list', async () => {
    const graph = graphOf({
      ask: answering({ totalRecords: 5, resultTruncated: 'true', data: [] }),
      clock: sleeper().clock,
      wants: () => true,
    });
    await expect(graph([SUBSCRIPTION], ['network'])).rejects.toThrow(/was cut/);
  });

  it('with fewer records than it says is no list', async () => {
    const graph = graphOf({
      ask: answering({
        totalRecords: 5,
        resultTruncated: 'false',
        data: [{ id: '/subscriptions/x', type: 'y' }],
      }),
      clock: sleeper().clock,
      wants: () => true,
    });
    await expect(graph([SUBSCRIPTION], ['network'])).rejects.toThrow(/1 of 5 records/);
  });

  it.each([
    [{ totalRecords: 1, data: null }, /Resources.*data/i],
    [{ totalRecords: null, data: [] }, /totalRecords/],
    [{ totalRecords: 'many', data: [] }, /totalRecords/],
    [{ totalRecords: 1, resultTruncated: 'false', data: [null] }, /data\.0/],
  ])('that has no list, or no total, is no list: %j', async (body, why) => {
    const graph = graphOf({ ask: answering(body), clock: sleeper().clock, wants: () => true });
    await expect(graph([SUBSCRIPTION], ['network'])).rejects.toMatchObject({
      reason: 'invalid',
      message: expect.stringMatching(why) as unknown,
    });
  });

  it('may tell its total as a text, and be null where it has nothing', async () => {
    const above = `/subscriptions/${SUBSCRIPTION}`;
    const data = [
      rowOf(above, 'microsoft.resources/subscriptions', null),
      rowOf(`${above}/n`, 'microsoft.network/virtualnetworks', {
        subnets: null,
        virtualNetworkPeerings: null,
      }),
    ];
    const body = { totalRecords: '2', count: '2', resultTruncated: 'false', $skipToken: null, data };
    const graph = graphOf({ ask: answering(body), clock: sleeper().clock, wants: () => true });
    const of = await graph([SUBSCRIPTION], ['network']);
    expect(of(SUBSCRIPTION).all('network')).toMatchObject([{ id: `${above}/n`, tags: [], zones: [] }]);
    const short = graphOf({
      ask: answering({ ...body, totalRecords: '3' }),
      clock: sleeper().clock,
      wants: () => true,
    });
    await expect(short([SUBSCRIPTION], ['network'])).rejects.toThrow(/2 of 3 records/);
  });

  it('repeats what moved between two pages, and is read once', async () => {
    const cloud = await start({ graphPage: 50 });
    const { graph } = client(cloud);
    const own = subscriptionOf(cloud.estate, SUBSCRIPTION);
    const before = own.resources.length;
    // It comes before all others, so everything after it moves by one.
    const first = { ...network('a'), id: `/subscriptions/${SUBSCRIPTION}/a` };
    cloud.beforePage({ operation: GRAPH, page: 2 }, () => add(own, first));
    const reading = (await graph([SUBSCRIPTION], TYPE_NAMES))(SUBSCRIPTION);
    const ids = TYPE_NAMES.flatMap((name) => reading.all(name).map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    const hubs = own.resources.filter(({ type }) => /connections$/i.test(type)).length;
    expect(ids).toHaveLength(before - hubs);
  });

  it('hides what moved when something goes, and the next question is about this one list', async () => {
    const cloud = await startCloud('graph', {}, { graphPage: 60 });
    open.push(cloud);
    const api = cloud.connect();
    const own = cloud.own;
    const sorted = own.resources.map(({ id }) => id).toSorted();
    // What comes first goes after it was read: the first of the second page is then read by nobody.
    const gone = sorted[0] ?? '';
    cloud.simulator.beforePage({ operation: GRAPH, page: 2 }, () => remove(own, gone));
    const once = await collect(vpc, api, scope);
    const networks = own.resources.filter(({ type }) => /virtualnetworks$/i.test(type)).length;
    cloud.forget();
    const again = await collect(vpc, api, scope);
    expect(again).toHaveLength(networks);
    expect(once.length).toBeLessThanOrEqual(networks);
    // 3 networks and the subscription, in one page.
    expect(cloud.asked()).toEqual([{ action: GRAPH, page: 1 }]);
  });

  it('has pages of several, so that removals are proved, also where a subscription is in one of them', async () => {
    const cloud = await start({ graphPage: 100 });
    const { graph } = client(cloud);
    const of = await graph([SUBSCRIPTION, OTHER], TYPE_NAMES);
    expect(of(SUBSCRIPTION).pages('wan').length).toBeGreaterThan(1);
    const small = await client(await start()).graph([SUBSCRIPTION], ['wan']);
    expect(small(SUBSCRIPTION).pages('wan')).toHaveLength(1);
  });

  it('without a subscription keeps that one and gives the others', async () => {
    const cloud = await start();
    subscriptionOf(cloud.estate, OTHER).hidden = true;
    const of = await client(cloud).graph([SUBSCRIPTION, OTHER], TYPE_NAMES);
    expect(of(SUBSCRIPTION).all('network')).toHaveLength(3);
    expect(() => of(OTHER)).toThrow(
      new RegExp(`nothing of subscription ${OTHER}.*role at the subscription or above`),
    );
  });

  it('with one item that cannot be read fails that type, and no other', async () => {
    const cloud = await start();
    add(subscriptionOf(cloud.estate, SUBSCRIPTION), { ...network('odd'), properties: { subnets: 'none' } });
    const reading = (await client(cloud).graph([SUBSCRIPTION], TYPE_NAMES))(SUBSCRIPTION);
    expect(() => reading.all('network')).toThrow(
      /virtualNetworks\/read: .*odd cannot be read at properties.subnets/,
    );
    expect(reading.all('machine')).toHaveLength(12);
  });
});

describe('the quota of the graph', () => {
  it('is obeyed by its headers: who has none left waits for the next window', async () => {
    let now = Date.now();
    const cloud = await start({
      graphPage: 20,
      graphQuota: { queries: 4, windowMs: 5000 },
      wallClock: () => now,
    });
    const { clock, slept } = sleeper();
    const moving: Clock = {
      ...clock,
      now: () => now,
      async sleep(ms) {
        slept.push(ms);
        now += ms;
      },
    };
    const { graph } = client(cloud, { clock: moving, slept });
    await graph([SUBSCRIPTION], TYPE_NAMES);
    const calls = cloud.calls();
    expect(calls.length).toBeGreaterThan(4);
    expect(calls.every(({ outcome }) => outcome === 'ok')).toBe(true);
    expect(slept).toEqual([5000]);
  });

  it.each([
    [{ kind: 'throttle' } as const, GRAPH, 1000],
    [{ kind: 'throttle' } as const, 'Microsoft.Resources/subscriptions/locations/read', 1000],
    [{ kind: 'error', status: 429, code: 'Whatever', message: '' } as const, GRAPH, undefined],
  ])('a refusal says when to come back, or does not: %j of %s', async (fault, operation, retryAfterMs) => {
    const cloud = await startCloud('graph');
    open.push(cloud);
    cloud.simulator.faults.add(fault, { operation });
    await expect(collect(vm, cloud.connect(), scope)).rejects.toMatchObject({
      reason: 'throttled',
      retryAfterMs,
    });
  });
});
