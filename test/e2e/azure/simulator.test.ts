/** The whole job, handler included, over the written estate: what is stored, what is told, what a bad day does. */
import { describe, expect, it } from 'vitest';
import { subscriptionOf } from '../../simulator/azure/estate.ts';
import { change, remove, retag } from '../../simulator/azure/mutate.ts';
import {
  brokenAnswers,
  commitsWhatChanged,
  emptiesNothing,
  faulty,
  findsWhatOpensLater,
  keepsEveryRecord,
} from '../laws.ts';
import { byRef, staged } from '../stage.ts';
import { at, buildEstate } from './estate.ts';
import { JOINED, expected } from './expected.ts';
import { BRANCH, MAIN, TENANT, startStage } from './stage.ts';

const HERE = `${MAIN} global`;
const THERE = `${BRANCH} global`;
const GRAPH = 'Microsoft.ResourceGraph/resources/read';

const net = (type: string, name: string): string => at(`Microsoft.Network/${type}`, name);
const ref = (kind: string, type: string, name: string): string =>
  `azure/${kind}/${encodeURIComponent(at(type, name).toLowerCase())}`;

describe.each(['graph', 'arm'] as const)('the job over Azure, by %s', (lists) => {
  // Small pages: most lists have several.
  const stage = staged(async () =>
    startStage({ estate: buildEstate(), config: { lists }, graphPage: 20, pageSize: 2 }),
  );
  const played = { stage, scopes: [HERE, THERE].toSorted(), here: HERE };
  const unwellHere = async () => stage().unwell(HERE);

  keepsEveryRecord(played, {
    expected: expected(),
    secrets: (cloud) => [cloud.credentials(TENANT).clientSecret],
    // May be listed, says the answer about a set that there is not: the branch has none.
    answered:
      lists === 'graph'
        ? ['networkInterfaces', 'publicIPAddresses', 'virtualMachines'].map(
            (parts) => `Microsoft.Compute/virtualMachineScaleSets/${parts}/read ResourceNotFound`,
          )
        : [],
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

  it('goes on where it was throttled, in the middle of a list', async () => {
    const before = byRef(await stage().records());
    // Compute says it in a form of its own.
    const where: readonly (readonly [operation: string, page: number])[] =
      lists === 'graph'
        ? [[GRAPH, 2]]
        : [
            ['Microsoft.Compute/virtualMachines/read', 1],
            ['Microsoft.Network/networkInterfaces/read', 2],
            ['Microsoft.Network/publicIPAddresses/read', 2],
          ];
    stage().cloud.resetCalls();
    for (const [operation, page] of where)
      stage().cloud.faults.add({ kind: 'throttle' }, { operation, page, times: 1 });
    const { answer } = await stage().run();
    expect(answer).toMatchObject({ added: 0, changed: 0, removed: 0, sources: { kept: 0 } });
    const throttled = stage()
      .cloud.calls()
      .filter(({ outcome }) => outcome === 'throttle')
      .map(({ action, page }) => `${action} ${page}`);
    expect(throttled.toSorted()).toEqual(where.map((one) => one.join(' ')));
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

  it.each(['Warned', 'PastDue', 'Disabled'] as const)(
    'a subscription that is %s is read as before',
    async (state) => {
      const before = byRef(await stage().records());
      const branch = subscriptionOf(stage().cloud.estate, BRANCH);
      branch.state = state;
      const { answer } = await stage().run();
      branch.state = 'Enabled';
      expect(answer).toMatchObject({
        scopes: 2,
        added: 0,
        changed: 0,
        removed: 0,
        sources: { kept: 0, held: 0 },
      });
      expect(byRef(await stage().records())).toEqual(before);
    },
  );

  it('of a subscription that is deleted, what is stored stands until somebody forgets it', async () => {
    const before = byRef(await stage().records());
    const branch = subscriptionOf(stage().cloud.estate, BRANCH);
    branch.state = 'Deleted';
    const { answer, output } = await stage().run();
    branch.state = 'Enabled';
    expect(output).toContain('a subscription is deleted');
    expect(output).toContain(BRANCH);
    expect(answer).toMatchObject({ scopes: 1, added: 0, changed: 0, removed: 0 });
    expect(byRef(await stage().records())).toEqual(before);
    await stage().run();
  });

  it('a secret that has expired empties nothing, and the output says what to do', async () => {
    const before = byRef(await stage().records());
    const [own] = stage().cloud.estate.tenants[TENANT]?.applications ?? [];
    if (own === undefined) throw new Error('no application');
    own.expired = true;
    expect((await stage().run()).answer).toMatchObject({ failures: 1, removed: 0 });
    // What the configuration names is said to be kept.
    stage().configure({ lists, tenants: [{ subscriptions: { include: [MAIN, BRANCH] } }] });
    expect((await stage().run()).answer).toMatchObject({ failures: 1, removed: 0 });
    own.expired = false;
    stage().configure({ lists });
    for (const where of [HERE, THERE]) {
      const sick = await stage().unwell(where);
      expect(sick).toContain('vpc kept denied');
      expect(sick.filter((line) => !line.endsWith(' kept denied'))).toEqual([]);
    }
    expect(stage().output()).toContain('AADSTS7000222');
    expect(stage().output()).toContain('the secret has expired: make a new one');
    expect(stage().output()).not.toContain(own.clientSecret);
    expect(byRef(await stage().records())).toEqual(before);
    await stage().run();
    expect(await stage().allUnwell()).toEqual([]);
  });

  emptiesNothing(played, [
    {
      what: 'a subscription that is not paid, where it refuses to be asked,',
      happens: faulty(
        { kind: 'error', status: 409, code: 'ReadOnlyDisabledSubscription', message: 'It is disabled.' },
        { operation: lists === 'graph' ? GRAPH : 'Microsoft.Network/virtualNetworks/read' },
      ),
      unwell: ['vpc kept denied'],
      andOthers: true,
      says: ['pay what is due or enable it again'],
    },
    {
      what: 'a permission that is missing for one service',
      happens: ({ estate }) => {
        const { unreadable } = subscriptionOf(estate, MAIN);
        unreadable.push('Microsoft.Cache');
        return () => unreadable.splice(0);
      },
      unwell: ['redis kept denied', 'redis-enterprise kept denied'],
      says: ['allow Microsoft.Cache/redis/read: assign the role'],
    },
    {
      what: 'a permission that is missing for what addresses are joined through',
      happens: ({ estate }) => {
        const { unreadable } = subscriptionOf(estate, MAIN);
        unreadable.push('Microsoft.Network/privateEndpoints');
        return () => unreadable.splice(0);
      },
      // The graph's answer is doubted where it is another one than before.
      unwell:
        lists === 'graph'
          ? ['nic kept denied', 'sql-server kept denied']
          : JOINED.map((source) => `${source} kept denied`),
      says: ['allow Microsoft.Network/privateEndpoints/read: assign the role'],
    },
  ]);

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

  it('a subscription that the identity no longer sees is kept, and the output says what to do', async () => {
    const before = byRef(await stage().records());
    const { subscriptions } = stage().cloud.estate;
    const branch = subscriptionOf(stage().cloud.estate, BRANCH);
    delete subscriptions[BRANCH];
    const { answer, output } = await stage().run();
    expect(answer).toMatchObject({ scopes: 2, failures: 0, removed: 0 });
    const sick = await stage().unwell(THERE);
    expect(sick).toContain('vpc kept denied');
    expect(sick.filter((line) => !line.endsWith(' kept denied'))).toEqual([]);
    expect(output).toContain(`${BRANCH} is no longer among the subscriptions that ${TENANT}/`);
    expect(output).toContain(`tagsync forget azure/${BRANCH}/global`);
    expect(byRef(await stage().records())).toEqual(before);
    // Who leaves it out is not told of it.
    stage().configure({ lists, tenants: [{ subscriptions: { exclude: [BRANCH] } }] });
    expect((await stage().run()).output).not.toContain(BRANCH);
    stage().configure({ lists });
    subscriptions[BRANCH] = branch;
    await stage().run();
    expect(await stage().allUnwell()).toEqual([]);
    expect(byRef(await stage().records())).toEqual(before);
  });

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

// The graph knows nothing of registrations.
findsWhatOpensLater({
  start: async () => startStage({ estate: buildEstate(), config: { lists: 'arm' } }),
  here: HERE,
  closes: ({ estate }) => {
    const { notRegistered } = subscriptionOf(estate, MAIN);
    notRegistered.push('Microsoft.Sql');
    return () => notRegistered.splice(0);
  },
  sources: ['sql-managed-instance', 'sql-server'],
});
