/**
 * What a list of many pages must not lose: throttles in HTTP 200, a deletion between two pages, databases that are
 * not MySQL, rules that lead outwards, nodes of clusters, zones that stand alone; and what a day's quota, a slow
 * clock and a role may and may not do.
 */
import { afterEach, describe, expect, it } from 'vitest';
import type { Kind } from '../../../shared/model/kinds.ts';
import { type RegionEstate, regionOf } from '../../simulator/qingcloud/estate.ts';
import { generateEstate } from '../../simulator/qingcloud/generate.ts';
import { type ListName, idIn, remove } from '../../simulator/qingcloud/mutate.ts';
import { staged } from '../stage.ts';
import { ALONE, BEIJING, MAIN, startStage } from './stage.ts';

const HERE = `${MAIN} ${BEIJING}`;
/** Every list that can have pages has two at least. */
const SIZES = {
  routers: 16,
  vxnets: 260,
  routeTables: 110,
  borders: 3,
  securityGroups: 110,
  rulesPerGroup: 4,
  instances: 210,
  nodes: 110,
  looseEips: 110,
  nfvs: 4,
  rulesPerNfv: 60,
  loadBalancers: 110,
  listenersPerLoadBalancer: 2,
  rdbs: 220,
  caches: 110,
  clusters: 120,
};

const GONE = ['terminated', 'ceased'];

interface Counted {
  readonly list: ListName;
  readonly kind: Kind;
  readonly source: string;
}

const COUNTED: readonly Counted[] = [
  { list: 'routers', kind: 'vpc', source: 'vpc' },
  { list: 'vxnets', kind: 'subnet', source: 'subnet' },
  { list: 'borders', kind: 'cen', source: 'border' },
  { list: 'securityGroups', kind: 'security_group', source: 'security-group' },
  { list: 'nics', kind: 'nic', source: 'nic' },
  { list: 'eips', kind: 'eip', source: 'eip' },
  { list: 'nfvs', kind: 'nat_gateway', source: 'nat-gateway' },
  { list: 'instances', kind: 'vm', source: 'vm' },
  { list: 'loadBalancers', kind: 'load_balancer', source: 'load-balancer' },
  { list: 'listeners', kind: 'lb_listener', source: 'lb-listener' },
  { list: 'rdbs', kind: 'rds', source: 'rds' },
  { list: 'caches', kind: 'redis', source: 'redis' },
];

describe('lists of many pages', () => {
  const stage = staged(async () => {
    const estate = generateEstate({
      seed: 'accuracy',
      accounts: [MAIN],
      regions: [BEIJING, ALONE],
      sizes: SIZES,
    });
    const alone = regionOf(estate, MAIN, ALONE);
    remove(alone, 'instances', ...alone.instances.slice(3).map(({ instance_id }) => instance_id));
    return startStage({
      estate,
      config: { accounts: [{ id: MAIN }] },
      buckets: { '*': undefined },
      virtual: true,
    });
  });
  const here = (): RegionEstate => regionOf(stage().cloud.estate, MAIN, BEIJING);
  const idsOf = (list: ListName): readonly string[] => {
    const rows: readonly object[] = here()[list];
    return rows
      .filter((row) => !('status' in row) || !GONE.includes(String(row.status)))
      .map((row) => idIn(list, row))
      .toSorted();
  };
  const storedOf = async ({ kind, source }: Omit<Counted, 'list'>): Promise<readonly string[]> =>
    (await stage().records())
      .filter((one) => one.at === HERE && one.source === source && one.ref.startsWith(`qingcloud/${kind}/`))
      .map(({ fields }) => String(fields['id']))
      .toSorted();

  afterEach(() => stage().cloud.faults.clear());

  it('are whole, though the cloud is busy, updates and fails in the middle of them, all in HTTP 200', async () => {
    const { faults } = stage().cloud;
    faults.add({ kind: 'throttle' }, { operation: 'ecm:DescribeInstances', page: 2, times: 2 });
    faults.add({ kind: 'throttle' }, { operation: 'iaas:DescribeZones', times: 1 });
    faults.add({ kind: 'server', status: 500 }, { operation: 'vpc:DescribeVxnets', page: 3, times: 1 });
    faults.add({ kind: 'server', status: 503 }, { operation: 'iaas:DescribeRDBs', page: 2, times: 1 });
    const expired = { kind: 'error', status: 200, code: '1300', message: 'RequestHasExpired' } as const;
    faults.add(expired, { operation: 'elb:DescribeLoadBalancers', page: 2, times: 1 });
    const gateway = { kind: 'error', status: 429, code: '5100', message: 'ServerBusy' } as const;
    faults.add(gateway, { operation: 'iaas:DescribeCaches', page: 2, times: 1 });
    const { answer } = await stage().run();
    expect(await stage().allUnwell()).toEqual([]);
    expect(answer).toMatchObject({ failures: 0, sources: { kept: 0, held: 0 } });
    for (const { list, ...counted } of COUNTED) {
      expect([list, await storedOf(counted)]).toEqual([list, idsOf(list)]);
    }
    const refused = stage()
      .cloud.calls()
      .filter(({ outcome }) => outcome !== 'ok');
    expect(refused).toHaveLength(7);
  }, 120_000);

  it('have what the incumbent leaves out', async () => {
    await stage().run();
    const records = await stage().records();
    const valuesOf = (source: string, field: string) =>
      new Set(records.flatMap((one) => (one.source === source ? [one.fields[field]] : [])));
    expect(valuesOf('vm', 'state')).toEqual(new Set(['running', 'stopped', 'starting', 'failed']));
    expect(valuesOf('rds', 'engine')).toEqual(new Set(['mysql', 'postgresql']));
    expect(valuesOf('redis', 'engine')).toEqual(new Set(['redis', 'memcached']));
    expect(valuesOf('vm', 'created')).toEqual(new Set(['2024-03-05T07:09:11.000Z']));
    expect(valuesOf('load-balancer', 'scheme')).toEqual(new Set(['internal', 'external']));
    expect(valuesOf('nat-rule', 'public_port')).toContain('8000');
    expect([...valuesOf('nat-gateway', 'vpc')]).not.toContain(null);
    const rules = [...valuesOf('security-group', 'rules')].flat() as { readonly direction: string }[];
    expect(new Set(rules.map(({ direction }) => direction))).toEqual(new Set(['ingress', 'egress']));
    const ports = [...valuesOf('lb-listener', 'port')];
    expect(ports.every((port) => typeof port === 'number')).toBe(true);
    const nodes = here().instances.filter(({ isNode, status }) => isNode && !GONE.includes(status));
    const servers = await storedOf({ kind: 'vm', source: 'vm' });
    for (const { instance_id } of nodes) expect(servers).toContain(instance_id);
    expect(new Set(records.filter(({ source }) => source === 'vm').map(({ at }) => at))).toEqual(
      new Set([HERE, `${MAIN} ${ALONE}`]),
    );
  }, 120_000);

  it.each([
    { action: 'ecm:DescribeEips', list: 'eips', kind: 'eip', source: 'eip' },
    { action: 'iaas:DescribeCaches', list: 'caches', kind: 'redis', source: 'redis' },
  ] as const)(
    'a deletion between two pages of $action hides nobody',
    async ({ action, list, kind, source }) => {
      const [gone = ''] = here()[list].map((row) => idIn(list, row));
      // Whoever stood first on the second page is on the first one now, which was read already.
      stage().cloud.beforePage({ operation: action, region: BEIJING, page: 2 }, () =>
        remove(here(), list, gone),
      );
      const { answer } = await stage().run();
      expect(answer).toMatchObject({ failures: 0, added: 0, removed: 1 });
      expect((await stage().moves(HERE)).filter((move) => move.endsWith('removed'))).toEqual([
        `${source} qingcloud/${kind}/${gone} removed`,
      ]);
      expect(await storedOf({ kind, source })).toEqual(idsOf(list));
    },
    120_000,
  );

  it.each([{ kind: 'short-page' }, { kind: 'empty-page' }] as const)(
    'a list that stops short is none: $kind',
    async (fault) => {
      stage().cloud.faults.add(fault, { operation: 'elb:DescribeLoadBalancers', region: BEIJING, page: 2 });
      const { answer } = await stage().run();
      expect(answer).toMatchObject({ removed: 0 });
      expect(await stage().unwell(HERE)).toEqual(['load-balancer kept invalid']);
      stage().cloud.faults.clear();
      await stage().run();
    },
    120_000,
  );

  it('stops asking when the quota of the day is spent, says until when, and removes nothing', async () => {
    const before = (await stage().records()).length;
    const spent = { kind: 'error', status: 200, code: '2500', message: 'QuotasExceeded' } as const;
    stage().cloud.faults.add(spent, { operation: 'vpc:*' });
    stage().cloud.resetCalls();
    const { answer, output } = await stage().run();
    expect(answer).toMatchObject({ added: 0, changed: 0, removed: 0 });
    expect(output).toMatch(/today's quota of API requests is spent; .* at \d{4}-\d\d-\d\d 00:00 \(UTC\+8\)/);
    // What was under way when it was told is all that was asked.
    const calls = stage().cloud.calls();
    const first = calls.findIndex(({ outcome }) => outcome === 'error');
    expect(calls.length - first).toBeLessThan(60);
    expect((await stage().records()).length).toBe(before);
    stage().cloud.faults.clear();
    await stage().pass(24 * 3_600_000);
    await stage().run();
    expect(await stage().allUnwell()).toEqual([]);
  }, 120_000);
});
