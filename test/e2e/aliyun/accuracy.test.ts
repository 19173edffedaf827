/**
 * What a list of many pages must not lose: throttles of every code and status, a deletion between two pages, totals
 * under each API's own name, databases beyond fifty, servers beyond a page.
 */
import { describe, expect, it } from 'vitest';
import type { Kind } from '../../../shared/model/kinds.ts';
import type { RegionEstate } from '../../simulator/aliyun/estate.ts';
import { generateEstate } from '../../simulator/aliyun/generate.ts';
import { PAGED } from '../../simulator/aliyun/generate/sizes.ts';
import { type ListName, idIn, remove } from '../../simulator/aliyun/mutate.ts';
import { testOtherwise } from '../otherwise.ts';
import { staged } from '../stage.ts';
import { buildEstate } from './estate.ts';
import { HANGZHOU, MAIN, startStage } from './stage.ts';

const HERE = `${MAIN} ${HANGZHOU}`;
const CONFIG = { accounts: [{ id: MAIN }] };
const LESS = { peers: 0, clusters: 60, albs: 2, nlbs: 2, clbs: 3, polarClusters: 3, servers: 1 };

interface Counted {
  readonly list: ListName;
  readonly kind: Kind;
  readonly source: string;
}

const COUNTED: readonly Counted[] = [
  { list: 'vpcs', kind: 'vpc', source: 'vpc' },
  { list: 'vSwitches', kind: 'subnet', source: 'subnet' },
  { list: 'routeTables', kind: 'router', source: 'router' },
  { list: 'natGateways', kind: 'nat_gateway', source: 'nat-gateway' },
  { list: 'eips', kind: 'eip', source: 'eip' },
  { list: 'instances', kind: 'vm', source: 'vm' },
  { list: 'networkInterfaces', kind: 'nic', source: 'nic' },
  { list: 'securityGroups', kind: 'security_group', source: 'security-group' },
  { list: 'clbs', kind: 'load_balancer', source: 'clb' },
  { list: 'albs', kind: 'load_balancer', source: 'alb' },
  { list: 'nlbs', kind: 'load_balancer', source: 'nlb' },
  { list: 'dbInstances', kind: 'rds', source: 'rds' },
  { list: 'polarClusters', kind: 'rds', source: 'polardb' },
  { list: 'kvInstances', kind: 'redis', source: 'redis' },
  { list: 'clusters', kind: 'k8s_cluster', source: 'k8s-cluster' },
];

/** Actions with more than a page here, and the page at which they are throttled. */
const THROTTLED = [
  'ecs:DescribeInstances',
  'ecs:DescribeNetworkInterfaces',
  'ecs:DescribeSecurityGroups',
  'vpc:DescribeVSwitches',
  'vpc:DescribeNatGateways',
  'rds:DescribeDBInstances',
  'kvstore:DescribeInstances',
];

/** One page each, but each product has a code and a status of its own. */
const AT_ONCE = [
  'slb:DescribeLoadBalancerListeners',
  'alb:ListRules',
  'nlb:ListServerGroups',
  'polardb:DescribeDBClusterEndpoints',
  'cen:DescribeCens',
  'cs:DescribeClustersV1',
  'vpc:ListVpcPeerConnections',
  'sts:GetCallerIdentity',
  'ecs:DescribeRegions',
];

describe('lists of many pages', () => {
  const stage = staged(async () => {
    const sizes = { ...PAGED, ...LESS };
    const estate = generateEstate({ seed: 'accuracy', accounts: [MAIN], regions: [HANGZHOU], sizes });
    return startStage({ estate, config: CONFIG, virtual: true });
  });
  const place = () => {
    const account = stage().cloud.estate.accounts[MAIN];
    const here = account?.regions[HANGZHOU];
    if (account === undefined || here === undefined) throw new Error('no such region');
    return { ...here, clusters: account.clusters };
  };
  const live = (): RegionEstate => {
    const here = stage().cloud.estate.accounts[MAIN]?.regions[HANGZHOU];
    if (here === undefined) throw new Error('no such region');
    return here;
  };
  const storedOf = async ({ kind, source }: Counted): Promise<readonly string[]> =>
    (await stage().records())
      .filter((record) => record.source === source && record.ref.startsWith(`aliyun/${kind}/`))
      .map(({ fields }) => String(fields['id']))
      .toSorted();

  it('are whole, though every product throttles in its own way in the middle of them', async () => {
    const { cloud } = stage();
    for (const operation of THROTTLED) {
      cloud.faults.add({ kind: 'throttle' }, { operation, page: 2, times: 2 });
    }
    for (const operation of AT_ONCE) cloud.faults.add({ kind: 'throttle' }, { operation, times: 1 });
    const { answer } = await stage().run();
    expect(await stage().allUnwell()).toEqual([]);
    expect(answer).toMatchObject({ failures: 0, sources: { kept: 0, held: 0 } });
    for (const counted of COUNTED) {
      const ids = await storedOf(counted);
      const rows: readonly never[] = place()[counted.list as keyof ReturnType<typeof place>] as never[];
      expect([counted.source, ids]).toEqual([
        counted.source,
        rows.map((row) => idIn(counted.list, row)).toSorted(),
      ]);
    }
    const throttles = cloud.calls().filter(({ outcome }) => outcome === 'throttle');
    expect(new Set(throttles.map(({ action }) => action))).toEqual(new Set([...THROTTLED, ...AT_ONCE]));
    cloud.faults.clear();
  }, 120_000);

  it('ask the cloud for its largest pages', async () => {
    const { cloud } = stage();
    cloud.resetCalls();
    await stage().run();
    const asked = (action: string): number => cloud.calls().filter((call) => call.action === action).length;
    const { instances, networkInterfaces, vpcs, vSwitches, kvInstances, dbInstances, eips } = live();
    expect({
      'ecs:DescribeInstances': asked('ecs:DescribeInstances'),
      'ecs:DescribeNetworkInterfaces': asked('ecs:DescribeNetworkInterfaces'),
      'vpc:DescribeVpcs': asked('vpc:DescribeVpcs'),
      'vpc:DescribeVSwitches': asked('vpc:DescribeVSwitches'),
      'vpc:DescribeEipAddresses': asked('vpc:DescribeEipAddresses'),
      'kvstore:DescribeInstances': asked('kvstore:DescribeInstances'),
      'rds:DescribeDBInstances': asked('rds:DescribeDBInstances'),
      'rds:ListTagResources': asked('rds:ListTagResources') >= Math.ceil(dbInstances.length / 50),
    }).toEqual({
      'ecs:DescribeInstances': Math.ceil(instances.length / 100),
      'ecs:DescribeNetworkInterfaces': Math.ceil(networkInterfaces.length / 500),
      'vpc:DescribeVpcs': Math.ceil(vpcs.length / 50),
      'vpc:DescribeVSwitches': Math.ceil(vSwitches.length / 50),
      'vpc:DescribeEipAddresses': Math.ceil(eips.length / 100),
      'kvstore:DescribeInstances': Math.ceil(kvInstances.length / 50),
      'rds:DescribeDBInstances': Math.ceil(dbInstances.length / 100),
      'rds:ListTagResources': true,
    });
  }, 120_000);

  it.each([
    { action: 'vpc:DescribeVSwitches', list: 'vSwitches', kind: 'subnet', source: 'subnet' },
    { action: 'kvstore:DescribeInstances', list: 'kvInstances', kind: 'redis', source: 'redis' },
  ] as const)(
    'a deletion between two pages of $action hides nobody',
    async ({ action, ...counted }) => {
      const rows: readonly never[] = live()[counted.list] as never[];
      const [first] = rows;
      if (first === undefined) throw new Error(`no ${counted.list}`);
      const gone = idIn(counted.list, first);
      // Whoever stood first on the second page is on the first one now, which was read already.
      stage().cloud.beforePage({ operation: action, page: 2 }, () => remove(live(), counted.list, gone));
      const { answer } = await stage().run();
      expect(answer).toMatchObject({ failures: 0, added: 0, removed: 1 });
      expect((await stage().moves(HERE)).filter((move) => move.endsWith('removed'))).toEqual([
        `${counted.source} aliyun/${counted.kind}/${gone} removed`,
      ]);
      const left: readonly never[] = live()[counted.list] as never[];
      expect(await storedOf(counted)).toEqual(left.map((row) => idIn(counted.list, row)).toSorted());
    },
    120_000,
  );

  it('a list that stops short is none', async () => {
    const { cloud } = stage();
    const undo = cloud.faults.add(
      { kind: 'server', status: 500 },
      { operation: 'ecs:DescribeInstances', page: 3 },
    );
    const { answer } = await stage().run();
    undo();
    expect(answer).toMatchObject({ removed: 0 });
    expect(await stage().unwell(HERE)).toEqual(['vm kept unavailable']);
  }, 120_000);
});

describe('what the cloud may say in another way', () => {
  testOtherwise(
    async (rewrite) => startStage({ estate: buildEstate(), config: CONFIG, rewrite }),
    (name) => /^(?:Tag)?(?:Key|Value)$/i.test(name),
  );
});
