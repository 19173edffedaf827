/** The whole job, handler included, over the written estate: what is stored, what is told, what a bad day does. */
import { describe, expect, it } from 'vitest';
import { subscriptionOf } from '../../simulator/azure/estate.ts';
import { change, remove, retag } from '../../simulator/azure/mutate.ts';
import { commitsWhatChanged, emptiesNothing, faulty, keepsEveryRecord, brokenAnswers } from '../laws.ts';
import { byRef, staged } from '../stage.ts';
import { at, buildEstate } from './estate.ts';
import { expected } from './expected.ts';
import { BRANCH, MAIN, TENANT, startStage } from './stage.ts';

const HERE = `${MAIN} global`;
const THERE = `${BRANCH} global`;
const GRAPH = 'Microsoft.ResourceGraph/resources/read';

const net = (type: string, name: string): string => at(`Microsoft.Network/${type}`, name);
const ref = (kind: string, type: string, name: string): string =>
  `azure/${kind}/${encodeURIComponent(at(type, name).toLowerCase())}`;

describe.each(['graph', 'arm'] as const)('the job over Azure, by %s', (lists) => {
  const stage = staged(async () => startStage({ estate: buildEstate(), config: { lists } }));
  const played = { stage, scopes: [HERE, THERE].toSorted(), here: HERE };
  const unwellHere = async () => stage().unwell(HERE);

  keepsEveryRecord(played, {
    expected: expected(),
    secrets: (cloud) => [cloud.credentials(TENANT).clientSecret],
  });

  commitsWhatChanged(played, {
    change: ({ estate }) => {
      const own = subscriptionOf(estate, MAIN);
      retag(own, at('Microsoft.Compute/virtualMachines', 'web'), { own: 'web', 环境: '改了' });
      retag(own, at('Microsoft.Sql/servers', 'orders'), { own: 'orders again' });
      retag(own, net('natGateways', 'nat'), null);
      change(own, at('Microsoft.Compute/virtualMachines', 'off'), { power: 'PowerState/running' });
      // What is being worked on is what it was.
      change(own, at('Microsoft.Cache/redis', 'sessions'), { properties: { provisioningState: 'Scaling' } });
      change(own, net('virtualHubs', 'hub'), { properties: { provisioningState: 'Updating' } });
      remove(own, net('publicIPAddresses', 'loose'));
    },
    counts: { added: 0, changed: 4, removed: 1 },
    moves: [
      `eip ${ref('eip', 'microsoft.network/publicipaddresses', 'loose')} removed`,
      `nat-gateway ${ref('nat_gateway', 'microsoft.network/natgateways', 'nat')} changed`,
      `sql-server ${ref('rds', 'microsoft.sql/servers', 'orders')} changed`,
      `vm ${ref('vm', 'microsoft.compute/virtualmachines', 'off')} changed`,
      `vm ${ref('vm', 'microsoft.compute/virtualmachines', 'web')} changed`,
    ],
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

  emptiesNothing(played, [
    {
      what: 'a denied list of the connections of hubs, which keeps the hubs alone,',
      happens: faulty(
        { kind: 'deny' },
        { operation: 'Microsoft.Network/virtualHubs/hubVirtualNetworkConnections/read' },
      ),
      unwell: ['virtual-hub kept denied'],
    },
  ]);

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

  emptiesNothing(
    played,
    brokenAnswers(
      { operation: lists === 'graph' ? GRAPH : 'Microsoft.Network/virtualNetworks/read' },
      { unwell: ['vpc kept unavailable'], andOthers: true },
    ),
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

  // The graph knows nothing of registrations.
  if (lists === 'arm') {
    emptiesNothing(played, [
      {
        what: 'a service that is no longer registered',
        happens: ({ estate }) => {
          const { notRegistered } = subscriptionOf(estate, MAIN);
          notRegistered.push('Microsoft.Sql');
          return () => notRegistered.splice(0);
        },
        unwell: ['sql-managed-instance kept unsupported-now', 'sql-server kept unsupported-now'],
      },
    ]);
  }

  it('a subscription that vanished from the answer is kept', async () => {
    const before = byRef(await stage().records());
    const branch = subscriptionOf(stage().cloud.estate, BRANCH);
    branch.hidden = true;
    const { answer } = await stage().run();
    branch.hidden = false;
    expect(answer).toMatchObject({ removed: 0 });
    const sick = await stage().unwell(THERE);
    expect(sick.includes('vpc kept denied')).toBe(lists === 'graph');
    expect(await unwellHere()).toEqual([]);
    expect(byRef(await stage().records())).toEqual(before);
    await stage().run();
  });
});
