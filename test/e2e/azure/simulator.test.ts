/** The whole job, handler included, over the written estate: what is stored, what is told, what a bad day does. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { subscriptionOf } from '../../simulator/azure/estate.ts';
import { change, remove, retag } from '../../simulator/azure/mutate.ts';
import { at, buildEstate } from './estate.ts';
import { expected } from './expected.ts';
import { BRANCH, type Found, MAIN, type Stage, startStage, TENANT, unwell } from './stage.ts';

const SCOPES = [`${MAIN} global`, `${BRANCH} global`].toSorted();
const HERE_AT = `${MAIN} global`;
const GRAPH = 'Microsoft.ResourceGraph/resources/read';

const byRef = (found: readonly Found[]): Record<string, unknown> =>
  Object.fromEntries(
    found.map(({ at: where, source, ref, fields }) => [`${where} ${source} ${ref}`, fields]),
  );

const net = (type: string, name: string): string => at(`Microsoft.Network/${type}`, name);
const ref = (kind: string, type: string, name: string): string =>
  `azure/${kind}/${encodeURIComponent(at(type, name).toLowerCase())}`;

describe.each(['graph', 'arm'] as const)('the job over Azure, by %s', (lists) => {
  let started: Stage | undefined;
  const stage = (): Stage => {
    if (started === undefined) throw new Error('the stage did not start');
    return started;
  };
  const main = () => subscriptionOf(stage().cloud.estate, MAIN);
  const unwellHere = async () => unwell((await stage().heads()).get(HERE_AT));

  beforeAll(async () => {
    started = await startStage({ estate: buildEstate(), config: { lists } });
  });
  afterAll(() => started?.close());

  it('first keeps every record of both subscriptions, and nothing else', async () => {
    const { answer, output } = await stage().run();
    const all = expected().map(
      (one) =>
        // Lists of what is in scale sets do not tell tags.
        one,
    );
    expect(byRef(await stage().records())).toEqual(byRef(all));
    expect(answer).toMatchObject({ scopes: 2, failures: 0, records: all.length, added: all.length });
    expect(answer).toMatchObject({ sources: { kept: 0, held: 0, unsupported: 0 } });
    expect([...(await stage().heads()).keys()].toSorted()).toEqual(SCOPES);
    expect(output).not.toContain(stage().cloud.credentials(TENANT).clientSecret);
    const bad = stage()
      .cloud.calls()
      .filter(({ outcome }) => outcome !== 'ok');
    expect(bad).toEqual([]);
  });

  it('tells the controller of each scope, signed', () => {
    const told = stage().webhook.deliveries.splice(0);
    expect(told.map(({ verified }) => verified)).toEqual(SCOPES.map(() => true));
  });

  it('then has nothing to say', async () => {
    const { answer } = await stage().run();
    expect(answer).toMatchObject({ added: 0, changed: 0, removed: 0, sources: { written: 0, kept: 0 } });
    expect(stage().webhook.deliveries).toEqual([]);
  });

  it('commits exactly what was changed', async () => {
    const own = main();
    retag(own, at('Microsoft.Compute/virtualMachines', 'web'), { own: 'web', 环境: '改了' });
    retag(own, at('Microsoft.Sql/servers', 'orders'), { own: 'orders again' });
    retag(own, net('natGateways', 'nat'), null);
    change(own, at('Microsoft.Compute/virtualMachines', 'off'), { power: 'PowerState/running' });
    // What is being worked on is what it was.
    change(own, at('Microsoft.Cache/redis', 'sessions'), { properties: { provisioningState: 'Scaling' } });
    change(own, net('virtualHubs', 'hub'), { properties: { provisioningState: 'Updating' } });
    remove(own, net('publicIPAddresses', 'loose'));
    const { answer } = await stage().run();
    expect(answer).toMatchObject({ failures: 0, added: 0, changed: 4, removed: 1 });
    expect(await stage().moves(HERE_AT)).toEqual([
      `eip ${ref('eip', 'microsoft.network/publicipaddresses', 'loose')} removed`,
      `nat-gateway ${ref('nat_gateway', 'microsoft.network/natgateways', 'nat')} changed`,
      `sql-server ${ref('rds', 'microsoft.sql/servers', 'orders')} changed`,
      `vm ${ref('vm', 'microsoft.compute/virtualmachines', 'off')} changed`,
      `vm ${ref('vm', 'microsoft.compute/virtualmachines', 'web')} changed`,
    ]);
    const versions = [...(await stage().heads())].map(([where, { version }]) => [where, version] as const);
    expect(Object.fromEntries(versions)).toEqual({ [HERE_AT]: 2, [`${BRANCH} global`]: 1 });
    expect(stage().webhook.deliveries.splice(0)).toHaveLength(1);
  });

  it('keeps what it has of what is denied, and says what to allow', async () => {
    const before = byRef(await stage().records());
    const operation = lists === 'graph' ? GRAPH : 'Microsoft.Cache/redis/read';
    const undo = stage().cloud.faults.add({ kind: 'deny' }, { operation });
    const { answer, output } = await stage().run();
    undo();
    expect(answer).toMatchObject({ added: 0, changed: 0, removed: 0 });
    const sick = await unwellHere();
    expect(sick).toEqual(
      lists === 'graph'
        ? [...new Set(Object.keys(before).map((key) => key.split(' ')[2]))]
            .filter((source) => source !== 'region' && source !== 'az')
            .map((source) => `${source} kept denied`)
            .toSorted()
        : ['redis kept denied'],
    );
    expect(output).toContain(operation);
    expect(byRef(await stage().records())).toEqual(before);
    await stage().run();
    expect(await unwellHere()).toEqual([]);
  });

  it('keeps the hubs when their connections are denied, and nothing else', async () => {
    const before = byRef(await stage().records());
    const operation = 'Microsoft.Network/virtualHubs/hubVirtualNetworkConnections/read';
    const undo = stage().cloud.faults.add({ kind: 'deny' }, { operation });
    await stage().run();
    undo();
    expect(await unwellHere()).toEqual(['virtual-hub kept denied']);
    expect(byRef(await stage().records())).toEqual(before);
    await stage().run();
  });

  it('goes on where it was throttled', async () => {
    const before = byRef(await stage().records());
    const operations =
      lists === 'graph' ? [GRAPH] : ['Microsoft.Compute/virtualMachines/read', 'Microsoft.Network/*'];
    stage().cloud.resetCalls();
    for (const operation of operations)
      stage().cloud.faults.add({ kind: 'throttle' }, { operation, times: 1 });
    const { answer } = await stage().run();
    expect(answer).toMatchObject({ added: 0, changed: 0, removed: 0, sources: { kept: 0 } });
    const throttled = stage()
      .cloud.calls()
      .filter(({ outcome }) => outcome === 'throttle');
    expect(throttled).toHaveLength(operations.length);
    expect(byRef(await stage().records())).toEqual(before);
  });

  it('an empty answer after a full one deletes nothing', async () => {
    const before = byRef(await stage().records());
    const operation = lists === 'graph' ? GRAPH : 'Microsoft.Network/networkSecurityGroups/read';
    const undo = stage().cloud.faults.add({ kind: 'empty' }, { operation });
    const { answer } = await stage().run();
    undo();
    expect(answer).toMatchObject({ removed: 0 });
    const sick = (await unwellHere()).map((one) => one.split(' ').slice(1, 2).join(' '));
    // Of the graph's answer the subscription itself is missing.
    expect(new Set(sick)).toEqual(new Set([lists === 'graph' ? 'kept' : 'held']));
    expect(byRef(await stage().records())).toEqual(before);
    await stage().run();
    expect(await unwellHere()).toEqual([]);
  });

  it.each(['html', 'cut-body', 'truncate', 'reset'] as const)(
    '%s instead of an answer empties nothing',
    async (kind) => {
      const before = byRef(await stage().records());
      const operation = lists === 'graph' ? GRAPH : 'Microsoft.Network/virtualNetworks/read';
      const undo = stage().cloud.faults.add({ kind }, { operation });
      const { answer } = await stage().run();
      undo();
      expect(answer).toMatchObject({ removed: 0 });
      expect(await unwellHere()).toContain('vpc kept unavailable');
      expect(byRef(await stage().records())).toEqual(before);
      await stage().run();
    },
  );

  it('tokens that are taken back are replaced; refused ones empty nothing', async () => {
    stage().cloud.identities.revoke();
    const { answer } = await stage().run();
    expect(answer).toMatchObject({ removed: 0, sources: { kept: 0 } });
    const before = byRef(await stage().records());
    const operation = 'Microsoft.Resources/subscriptions/locations/read';
    const undo = stage().cloud.faults.add({ kind: 'expired-credentials' }, { operation });
    const { output } = await stage().run();
    undo();
    expect(output).toContain('ExpiredAuthenticationToken');
    expect(await unwellHere()).toContain('region kept denied');
    expect(byRef(await stage().records())).toEqual(before);
    await stage().run();
  });

  it('a service that is no longer registered empties nothing', async () => {
    if (lists === 'graph') return;
    const before = byRef(await stage().records());
    main().notRegistered.push('Microsoft.Sql');
    await stage().run();
    expect(await unwellHere()).toEqual([
      'sql-managed-instance kept unsupported-now',
      'sql-server kept unsupported-now',
    ]);
    expect(byRef(await stage().records())).toEqual(before);
    main().notRegistered.splice(0);
    await stage().run();
  });

  it('a subscription that vanished from the answer is kept', async () => {
    const before = byRef(await stage().records());
    const branch = subscriptionOf(stage().cloud.estate, BRANCH);
    branch.hidden = true;
    const { answer } = await stage().run();
    branch.hidden = false;
    expect(answer).toMatchObject({ removed: 0 });
    const sick = unwell((await stage().heads()).get(`${BRANCH} global`));
    expect(sick.includes('vpc kept denied')).toBe(lists === 'graph');
    expect(await unwellHere()).toEqual([]);
    expect(byRef(await stage().records())).toEqual(before);
    await stage().run();
  });
});
