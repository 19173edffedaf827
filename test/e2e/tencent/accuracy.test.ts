/**
 * What a list of many pages must not lose: throttles of every code in the middle of it, a deletion between two pages,
 * offsets that count rows, pages or multiples, databases beyond fifty, servers beyond a page; and what the cloud may
 * write in another way.
 */
import { describe, expect, it } from 'vitest';
import type { Kind } from '../../../shared/model/kinds.ts';
import { generateEstate } from '../../simulator/tencent/generate.ts';
import { type ResourceType, idOf, regionOf, remove } from '../../simulator/tencent/mutate.ts';
import { buildEstate } from './estate.ts';
import { testOtherwise } from '../otherwise.ts';
import { staged } from '../stage.ts';
import { GUANGZHOU, MAIN, startStage } from './stage.ts';

const PLACE = { account: MAIN, region: GUANGZHOU };
const HERE = `${MAIN} ${GUANGZHOU}`;

interface Counted {
  readonly action: string;
  readonly list: ResourceType;
  readonly kind: Kind;
  readonly source: string;
  /** The largest page that the vendor allows. */
  readonly page: number;
}

const counted = (
  action: string,
  list: ResourceType,
  kind: Kind,
  page = 100,
  source: string = kind,
): Counted => ({
  action,
  list,
  kind,
  page,
  source: source.replaceAll('_', '-'),
});

const LISTS: readonly Counted[] = [
  counted('cvm:DescribeInstances', 'instances', 'vm'),
  counted('vpc:DescribeVpcs', 'vpcs', 'vpc'),
  counted('vpc:DescribeSubnets', 'subnets', 'subnet'),
  counted('vpc:DescribeRouteTables', 'routeTables', 'router'),
  counted('vpc:DescribeSecurityGroups', 'securityGroups', 'security_group'),
  counted('vpc:DescribeNatGateways', 'natGateways', 'nat_gateway'),
  counted('vpc:DescribeNetworkInterfaces', 'networkInterfaces', 'nic'),
  counted('clb:DescribeLoadBalancers', 'loadBalancers', 'load_balancer'),
  counted('cdb:DescribeDBInstances', 'mysqls', 'rds', 2000, 'mysql'),
  counted('mariadb:DescribeDBInstances', 'mariaDbs', 'rds', 100, 'mariadb'),
  counted('dcdb:DescribeDCDBInstances', 'dcdbs', 'rds', 100, 'dcdb'),
  counted('postgres:DescribeDBInstances', 'postgreses', 'rds', 100, 'postgres'),
  counted('sqlserver:DescribeDBInstances', 'sqlServers', 'rds', 100, 'sqlserver'),
  counted('redis:DescribeInstances', 'redises', 'redis', 1000),
  counted('tke:DescribeClusters', 'clusters', 'k8s_cluster'),
];

/** Each of these has a second page. */
const SIZES = {
  vpcs: 105,
  subnets: 110,
  routeTables: 110,
  securityGroups: 105,
  policiesPerGroup: 2,
  natGateways: 104,
  rulesPerNat: 2,
  instances: 230,
  networkInterfaces: 310,
  loadBalancers: 120,
  listenersPerLoadBalancer: 1,
  peerings: 0,
  mysqls: 2010,
  mariaDbs: 101,
  dcdbs: 102,
  postgreses: 103,
  sqlServers: 230,
  cynoses: 60,
  redises: 1010,
  clusters: 101,
};

describe('lists of many pages', () => {
  const stage = staged(async () => {
    const estate = generateEstate({
      seed: 'accuracy',
      accounts: [MAIN],
      regions: [GUANGZHOU],
      sizes: SIZES,
    });
    return startStage({ estate, virtual: true });
  });
  const rowsOf = ({ list }: Pick<Counted, 'list'>): readonly string[] => {
    const { [list]: rows } = regionOf(stage().cloud.estate, PLACE);
    return rows.map((row) => idOf(list, row)).toSorted();
  };
  const storedOf = async ({ kind, source }: Pick<Counted, 'kind' | 'source'>): Promise<readonly string[]> =>
    (await stage().records())
      .filter((record) => record.source === source && record.ref.startsWith(`tencent/${kind}/`))
      .map(({ fields }) => String(fields['id']))
      .toSorted();

  it('are whole, though each is throttled in the middle, with every code that there is', async () => {
    const { cloud } = stage();
    for (const { action: operation } of LISTS)
      cloud.faults.add({ kind: 'throttle' }, { operation, page: 2, times: 2 });
    const { answer } = await stage().run();
    cloud.faults.clear();
    expect(await stage().allUnwell()).toEqual([]);
    expect(answer).toMatchObject({ failures: 0, sources: { kept: 0, held: 0 } });
    for (const list of LISTS) {
      expect([list.action, await storedOf(list)]).toEqual([list.action, rowsOf(list)]);
    }
    const throttled = cloud.calls().filter(({ outcome }) => outcome === 'throttle');
    expect(new Set(throttled.map(({ action }) => action))).toEqual(
      new Set(LISTS.map(({ action }) => action)),
    );
  }, 120_000);

  it('are asked for in the largest pages, each once, and once more where nothing else will do', async () => {
    const { cloud } = stage();
    cloud.resetCalls();
    const { answer } = await stage().run();
    expect(answer).toMatchObject({ added: 0, changed: 0, removed: 0, sources: { written: 0 } });
    const asked = (action: string): number => cloud.calls().filter((call) => call.action === action).length;
    expect(LISTS.map(({ action }) => [action, asked(action)])).toEqual(
      LISTS.map((list) => [list.action, Math.ceil(rowsOf(list).length / list.page)]),
    );
    // A gateway's rules, forwarding ones, of all gateways at once; the others, of one gateway at a time.
    expect(asked('vpc:DescribeNatGatewayDestinationIpPortTranslationNatRules')).toBe(3);
    expect(asked('vpc:DescribeNatGatewaySourceIpTranslationNatRules')).toBe(104);
    // Thirty load balancers to a call.
    expect(asked('clb:DescribeTargetHealth')).toBe(4);
  }, 120_000);

  it.each([
    // Offsets as text, as the number of a page, as a multiple of the limit, as a number.
    counted('vpc:DescribeSubnets', 'subnets', 'subnet'),
    counted('sqlserver:DescribeDBInstances', 'sqlServers', 'rds', 100, 'sqlserver'),
    counted('redis:DescribeInstances', 'redises', 'redis', 1000),
    counted('cvm:DescribeInstances', 'instances', 'vm'),
  ])(
    'a deletion between two pages of $action hides nobody',
    async (list) => {
      const { estate } = stage().cloud;
      const [first] = regionOf(estate, PLACE)[list.list];
      if (first === undefined) throw new Error(`no ${list.list}`);
      const gone = idOf(list.list, first);
      // Whoever stood first on the second page is on the first one now, which was read already.
      stage().cloud.beforePage({ operation: list.action, page: 2 }, () =>
        remove(estate, PLACE, list.list, gone),
      );
      const { answer } = await stage().run();
      expect(answer).toMatchObject({ failures: 0, added: 0, removed: 1 });
      expect(await stage().moves(HERE)).toEqual([`${list.source} tencent/${list.kind}/${gone} removed`]);
      expect(await storedOf(list)).toEqual(rowsOf(list));
    },
    120_000,
  );

  it('a list that stops short is none', async () => {
    const { cloud } = stage();
    for (const kind of ['short-page', 'empty-page'] as const) {
      const undo = cloud.faults.add({ kind }, { operation: 'cvm:DescribeInstances', page: 3 });
      const { answer } = await stage().run();
      undo();
      expect(answer).toMatchObject({ removed: 0 });
      expect(await stage().unwell(HERE)).toEqual(['vm kept invalid']);
    }
    const undo = cloud.faults.add(
      { kind: 'server', status: 500 },
      { operation: 'cvm:DescribeInstances', page: 3 },
    );
    const { answer } = await stage().run();
    undo();
    expect(answer).toMatchObject({ removed: 0 });
    expect(await stage().unwell(HERE)).toEqual(['vm kept unavailable']);
  }, 120_000);
});

describe('what the cloud may say in another way', () => {
  testOtherwise(
    async (rewrite) => startStage({ estate: buildEstate(), rewrite }),
    (name) => /^(?:Tag)?(?:Key|Value)$/.test(name),
  );
});
