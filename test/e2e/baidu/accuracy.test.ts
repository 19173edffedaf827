/**
 * What a list of many pages must not lose: throttles of every code and status, a deletion between two pages, routes and
 * databases beyond the first page, states, zones that are sold out; and how many calls it takes.
 */
import { describe, expect, it } from 'vitest';
import type { Kind } from '../../../shared/model/kinds.ts';
import { type Resources, resourcesOf } from '../../simulator/baidu/estate.ts';
import { PAGED, generateEstate } from '../../simulator/baidu/generate.ts';
import { idIn, remove } from '../../simulator/baidu/mutate.ts';
import { staged } from '../stage.ts';
import { BEIJING, MAIN, startStage } from './stage.ts';

const HERE = `${MAIN} ${BEIJING}`;

interface Counted {
  readonly list: keyof Resources;
  readonly kind: Kind;
  readonly source: string;
}

const COUNTED: readonly Counted[] = [
  { list: 'zones', kind: 'az', source: 'az' },
  { list: 'vpcs', kind: 'vpc', source: 'vpc' },
  { list: 'subnets', kind: 'subnet', source: 'subnet' },
  { list: 'securityGroups', kind: 'security_group', source: 'security-group' },
  { list: 'nats', kind: 'nat_gateway', source: 'nat-gateway' },
  { list: 'eips', kind: 'eip', source: 'eip' },
  { list: 'instances', kind: 'vm', source: 'vm' },
  { list: 'metals', kind: 'vm', source: 'bbc' },
  { list: 'blbs', kind: 'load_balancer', source: 'blb' },
  { list: 'appBlbs', kind: 'load_balancer', source: 'appblb' },
  { list: 'databases', kind: 'rds', source: 'rds' },
  { list: 'caches', kind: 'redis', source: 'redis' },
  { list: 'clusters', kind: 'k8s_cluster', source: 'k8s-cluster' },
];

const pagesOf = (rows: number, size = 1000): number => Math.max(1, Math.ceil(rows / size));
const sum = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0);

/**
 * The least calls that a region can be read with: a page of a thousand of each list, two lists of what has an address
 * family; interfaces and routes by VPC; rules
 * by gateway; listeners and servers by balancer, policies by listener, members by group; networks of a hundred machines of
 * bare metal at once; databases themselves only where the list does not tell their network; caches always.
 */
function floorOf(here: Resources): number {
  const under = (list: readonly { readonly parent: string }[], parent: string): number =>
    pagesOf(list.filter((one) => one.parent === parent).length);
  const lists = [
    here.vpcs,
    here.subnets,
    here.securityGroups,
    here.enterpriseGroups,
    here.eips.filter(({ eip }) => !eip.includes(':')),
    here.eips.filter(({ eip }) => eip.includes(':')),
    here.peerConns,
    here.nats,
    here.instances,
    here.metals,
    ...[here.blbs, here.appBlbs].flatMap((all) => [
      all.filter(({ address }) => !address.includes(':')),
      all.filter(({ address }) => address.includes(':')),
    ]),
    here.databases,
    here.caches,
  ];
  return sum([
    1, // zones
    ...lists.map((rows) => pagesOf(rows.length)),
    ...here.vpcs.map(({ vpcId }) => pagesOf(here.enis.filter((eni) => eni.vpcId === vpcId).length)),
    ...here.vpcs.map(({ vpcId }) => under(here.routeRules, vpcId)),
    here.vpcs.filter(({ vpcId }) => here.routeRules.every(({ parent }) => parent !== vpcId)).length,
    ...here.nats.map(({ id }) => under(here.snatRules, id) + under(here.dnatRules, id)),
    Math.ceil(here.metals.length / 100),
    here.metals.length, // interfaces
    ...here.blbs.map(({ blbId }) => under(here.listeners, blbId) + under(here.backends, blbId)),
    ...here.appBlbs.map(
      ({ blbId }) =>
        under(here.appListeners, blbId) + under(here.serverGroups, blbId) + under(here.ipGroups, blbId),
    ),
    here.appListeners.length,
    ...here.serverGroups.map(({ row }) => under(here.groupServers, row.id)),
    ...here.ipGroups.map(({ row }) => under(here.ipMembers, row.id)),
    here.databases.filter(({ engine }) => engine === 'SQLServer').length,
    here.caches.length,
    pagesOf(here.clusters.length, 100),
  ]);
}

describe('lists of many pages', () => {
  const stage = staged(async () => {
    const estate = generateEstate({ seed: 'accuracy', accounts: [MAIN], regions: [BEIJING], sizes: PAGED });
    const config = { accounts: [{ id: MAIN }], regions: { include: [BEIJING] } };
    return startStage({ estate, config, virtual: true, buckets: { '*': undefined } });
  });
  const here = (): Resources => resourcesOf(stage().cloud.estate, MAIN, BEIJING);
  const rowsOf = (list: keyof Resources): readonly object[] => here()[list];
  const idsOf = (list: keyof Resources): readonly string[] =>
    rowsOf(list)
      .map((row) => idIn(list, row))
      .toSorted();
  const storedOf = async ({ kind, source }: Omit<Counted, 'list'>): Promise<readonly string[]> =>
    (await stage().records())
      .filter((record) => record.source === source && record.ref.startsWith(`baidu/${kind}/`))
      .map(({ fields }) => String(fields['id']))
      .toSorted();

  it('are whole, though services throttle in the middle of them, whatever the code and the status', async () => {
    const { faults } = stage().cloud;
    faults.add({ kind: 'throttle' }, { operation: 'bcc:VM_READ:ListInstances', page: 2, times: 2 });
    const said = [
      ['network:ENIC_READ:ListEni', 400, 'RateLimitExceeded', 'too fast'],
      ['network:ROUTE_READ:GetRouteRule', 403, 'BadRequest', 'Request RateLimit of user exceeded'],
      ['rds:READ:ListRds', 503, 'ServiceBusy', 'busy'],
      ['eip:READ:ListEip', 200, 'RequestLimitExceeded', 'qps of the user exceeded'],
      ['cce:CCE_READ:ListClusters', 429, 'Whatever', ''],
    ] as const;
    for (const [operation, status, code, message] of said) {
      faults.add({ kind: 'error', status, code, message }, { operation, page: 2, times: 1 });
    }
    const { answer } = await stage().run();
    expect(await stage().allUnwell()).toEqual([]);
    expect(answer).toMatchObject({ failures: 0, sources: { kept: 0, held: 0 } });
    for (const { list, ...counted } of COUNTED) {
      expect([list, await storedOf(counted)]).toEqual([list, idsOf(list)]);
    }
    const refused = stage()
      .cloud.calls()
      .filter(({ outcome }) => outcome !== 'ok');
    expect(refused).toHaveLength(2 + said.length);
    const routes = (await stage().records())
      .filter(({ source }) => source === 'router')
      .map(({ fields }) => (fields['routes'] as readonly unknown[]).length);
    // The last VPC has none.
    const last = here().vpcs.length - 1;
    expect(routes.toSorted((a, b) => a - b)).toEqual([
      0,
      ...Array.from({ length: last }, () => PAGED.routes),
    ]);
    faults.clear();
  }, 120_000);

  it('are read with the least calls there can be', async () => {
    const { cloud } = stage();
    cloud.resetCalls();
    await stage().run();
    const regional = cloud.calls().filter(({ region }) => region === BEIJING);
    expect(regional).toHaveLength(floorOf(here()));
    // The regions, for the account and for its records; the networks, and what is on each.
    const { csns = [] } = cloud.estate.accounts[MAIN] ?? {};
    expect(cloud.calls()).toHaveLength(regional.length + 2 + 1 + csns.length);
  }, 120_000);

  it.each([
    {
      action: 'bcc:VM_READ:ListInstances',
      list: 'instances',
      moves: (id: string) => [`nic ${nicOf(id)}`, `vm baidu/vm/${id}`],
    },
    { action: 'rds:READ:ListRds', list: 'databases', moves: (id: string) => [`rds baidu/rds/${id}`] },
    {
      action: 'cce:CCE_READ:ListClusters',
      list: 'clusters',
      moves: (id: string) => [`k8s-cluster baidu/k8s_cluster/${id}`],
    },
  ] as const)(
    'a deletion between two pages of $action hides nobody',
    async ({ action, list, moves }) => {
      const rows = here()[list].map((row) => idIn(list, row));
      // Of those on the first page: whoever stands first on the second would be on the first one now.
      const [gone = ''] = list === 'clusters' ? rows : rows.toSorted();
      const expected = moves(gone).map((move) => `${move} removed`);
      stage().cloud.beforePage({ operation: action, page: 2 }, () => remove(here(), list, gone));
      const first = await stage().run();
      expect(first.answer).toMatchObject({ failures: 0, added: 0 });
      // What was read before it went away is seen to be gone by the next run.
      const { answer } = await stage().run();
      expect(answer).toMatchObject({ failures: 0, added: 0 });
      expect(Number(Object(first.answer).removed) + Number(Object(answer).removed)).toBe(expected.length);
      const kind = list === 'instances' ? 'vm' : list === 'databases' ? 'rds' : 'k8s_cluster';
      const source = list === 'clusters' ? 'k8s-cluster' : kind;
      expect(await storedOf({ kind, source })).toEqual(idsOf(list));
    },
    120_000,
  );

  const nicOf = (id: string): string => {
    const eni = here().instances.find((row) => row.id === id)?.nicInfo.eniId ?? '';
    return eni === '' ? `baidu/nic/${id}/primary` : `baidu/nic/${eni}`;
  };

  it('a list that stops short is none', async () => {
    const broken = { operation: 'bcc:VM_READ:ListInstances', page: 2 };
    const undo = stage().cloud.faults.add({ kind: 'server', status: 500 }, broken);
    const { answer } = await stage().run();
    undo();
    expect(answer).toMatchObject({ removed: 0 });
    expect(await stage().unwell(HERE)).toEqual([
      'bbc kept unavailable',
      'nic kept unavailable',
      'vm kept unavailable',
    ]);
  }, 120_000);

  it('states, ports of NAT rules, times and peers of other regions are read', async () => {
    await stage().run();
    const records = await stage().records();
    const valuesOf = (source: string, field: string) =>
      new Set(records.flatMap((one) => (one.source === source ? [one.fields[field]] : [])));
    expect(valuesOf('vm', 'state')).toEqual(new Set(['running', 'stopped', 'starting', 'failed']));
    expect(valuesOf('rds', 'state')).toEqual(new Set(['running', 'starting', 'failed']));
    expect(valuesOf('rds', 'role')).toEqual(new Set(['primary', 'single', 'replica']));
    expect(valuesOf('redis', 'state')).toEqual(new Set(['running', 'starting', 'failed']));
    expect(valuesOf('vm', 'created')).toEqual(new Set(['2024-03-05T07:09:11.000Z']));
    expect(valuesOf('nat-rule', 'public_port')).toEqual(new Set([null, '8000', '8001', '8003']));
    expect(valuesOf('peer-connection', 'remote_region')).toEqual(
      new Set(['baidu/region/bj', 'baidu/region/gz']),
    );
    expect(valuesOf('peer-connection', 'side')).toEqual(new Set(['requester', 'accepter']));
  }, 120_000);
});
