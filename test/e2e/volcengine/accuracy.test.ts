/**
 * What a list of many pages must not lose: throttles of every code and status in the middle of it, a deletion between
 * two pages, totals under each product's own name, route entries and databases beyond a page; how many calls it takes;
 * and what the cloud may write in another way.
 */
import { describe, expect, it } from 'vitest';
import type { Kind } from '../../../shared/model/kinds.ts';
import type { RegionEstate } from '../../simulator/volcengine/estate.ts';
import { generateEstate } from '../../simulator/volcengine/generate.ts';
import { type ResourceType, accountOf, idOf, regionOf, remove } from '../../simulator/volcengine/mutate.ts';
import type { Volcengine } from '../../simulator/volcengine/server.ts';
import { type RouteEntry, routeEntry } from '../../simulator/volcengine/rows/network.ts';
import { buildEstate } from './estate.ts';
import { byRef, staged } from '../stage.ts';
import { BEIJING, BRANCH, MAIN, type Stage, type StageOptions, startStage } from './stage.ts';

const PLACE = { account: MAIN, region: BEIJING };
const HERE = `${MAIN} ${BEIJING}`;

interface Counted {
  readonly action: string;
  readonly list: ResourceType;
  readonly kind: Kind;
  readonly source: string;
}

const counted = (action: string, list: ResourceType, kind: Kind, source: string = kind): Counted => ({
  action,
  list,
  kind,
  source: source.replaceAll('_', '-'),
});

const LISTS: readonly Counted[] = [
  counted('ecs:DescribeInstances', 'instances', 'vm'),
  counted('vpc:DescribeVpcs', 'vpcs', 'vpc'),
  counted('vpc:DescribeSubnets', 'subnets', 'subnet'),
  counted('vpc:DescribeRouteTableList', 'routeTables', 'router'),
  counted('vpc:DescribeSecurityGroups', 'securityGroups', 'security_group'),
  counted('vpc:DescribeNetworkInterfaces', 'networkInterfaces', 'nic'),
  counted('vpc:DescribeEipAddresses', 'addresses', 'eip'),
  counted('natgateway:DescribeNatGateways', 'natGateways', 'nat_gateway'),
  counted('natgateway:DescribeSnatEntries', 'snatEntries', 'nat_rule'),
  counted('clb:DescribeLoadBalancers', 'clbs', 'load_balancer', 'clb'),
  counted('clb:DescribeListeners', 'clbListeners', 'lb_listener', 'clb-listener'),
  counted('alb:DescribeLoadBalancers', 'albs', 'load_balancer', 'alb'),
  counted('alb:DescribeListeners', 'albListeners', 'lb_listener', 'alb-listener'),
  counted('transitrouter:DescribeTransitRouters', 'transitRouters', 'cen', 'transit-router'),
  counted('rds_mysql:DescribeDBInstances', 'mysqls', 'rds', 'mysql'),
  counted('rds_postgresql:DescribeDBInstances', 'postgreses', 'rds', 'postgres'),
  counted('rds_mssql:DescribeDBInstances', 'sqlServers', 'rds', 'sqlserver'),
  counted('redis:DescribeDBInstances', 'redises', 'redis'),
  counted('vke:ListClusters', 'clusters', 'k8s_cluster'),
];

/** Each of these has a second page. */
const SIZES = {
  vpcs: 101,
  subnets: 110,
  routeTables: 101,
  routesPerTable: 3,
  securityGroups: 101,
  rulesPerGroup: 2,
  natGateways: 101,
  rulesPerNat: 2,
  addresses: 60,
  instances: 201,
  networkInterfaces: 205,
  transitRouters: 101,
  clbs: 101,
  albs: 101,
  listenersPerBalancer: 1,
  serversPerGroup: 2,
  mysqls: 101,
  postgreses: 101,
  sqlServers: 101,
  redises: 101,
  clusters: 101,
};

/** Of one table: more than a page. */
const ROUTES = 205;

const many = (count: number): readonly RouteEntry[] =>
  Array.from({ length: count }, (_, n) =>
    routeEntry({
      RouteEntryId: `rte-many-${n}`,
      DestinationCidrBlock: `172.31.${n}.0/24`,
      NextHopType: 'Local',
    }),
  );

/** Calls of one page of a hundred each; a list without anything takes one too. */
const pages = (rows: readonly unknown[]): number => Math.max(1, Math.ceil(rows.length / 100));

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** The fewest calls that read a region. */
function floorOf(here: RegionEstate): Readonly<Record<string, number>> {
  const lists: readonly (readonly [string, readonly unknown[]])[] = [
    ['vpc:DescribeVpcs', here.vpcs],
    ['vpc:DescribeSubnets', here.subnets],
    ['vpc:DescribeRouteTableList', here.routeTables],
    ['vpc:DescribeSecurityGroups', here.securityGroups],
    ['vpc:DescribeNetworkInterfaces', here.networkInterfaces],
    ['vpc:DescribeEipAddresses', here.addresses],
    ['natgateway:DescribeNatGateways', here.natGateways],
    ['natgateway:DescribeSnatEntries', here.snatEntries],
    ['natgateway:DescribeDnatEntries', here.dnatEntries],
    ['transitrouter:DescribeTransitRouters', here.transitRouters],
    ['transitrouter:DescribeTransitRouterAttachments', here.routerAttachments],
    ['ecs:DescribeInstances', here.instances],
    ['clb:DescribeLoadBalancers', here.clbs],
    ['clb:DescribeListeners', here.clbListeners],
    ['clb:DescribeServerGroups', here.clbGroups],
    ['alb:DescribeLoadBalancers', here.albs],
    ['alb:DescribeListeners', here.albListeners],
    ['alb:DescribeServerGroups', here.albGroups],
    ['rds_mysql:DescribeDBInstances', here.mysqls],
    ['rds_postgresql:DescribeDBInstances', here.postgreses],
    ['rds_mssql:DescribeDBInstances', here.sqlServers],
    ['redis:DescribeDBInstances', here.redises],
    ['vke:ListClusters', here.clusters],
  ];
  return {
    ...Object.fromEntries(lists.map(([action, rows]) => [action, pages(rows)])),
    'ecs:DescribeZones': 1,
    // What no call gives of several: one for each.
    'vpc:DescribeRouteEntryList': sum(here.routeTables.map(({ entries }) => pages(entries))),
    'vpc:DescribeSecurityGroupAttributes': here.securityGroups.length,
    'clb:DescribeServerGroupAttributes': here.clbGroups.length,
    'alb:DescribeServerGroupBackendServers': sum(here.albGroups.map(({ servers }) => pages(servers))),
    'rds_mssql:DescribeDBInstanceDetail': here.sqlServers.length,
    'redis:DescribeDBInstanceDetail': editionOf(here, 'Basic').length,
    'redis:DescribeEnterpriseDBInstanceDetail': editionOf(here, 'Enterprise').length,
  };
}

const editionOf = ({ redises }: RegionEstate, edition: 'Basic' | 'Enterprise') =>
  redises.filter(({ ServiceType }) => ServiceType === edition);

/** Calls by action. */
function countOf(calls: readonly { readonly action: string }[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { action } of calls) counts[action] = (counts[action] ?? 0) + 1;
  return counts;
}

describe('lists of many pages', () => {
  const stage = staged(async () => {
    const estate = generateEstate({
      seed: 'accuracy',
      accounts: [MAIN],
      regions: [BEIJING],
      sizes: SIZES,
      cens: 101,
    });
    const here = regionOf(estate, PLACE);
    here.routeTables = here.routeTables.map((table, n) => ({
      ...table,
      entries: n === 0 ? many(ROUTES) : table.entries,
    }));
    return startStage({ estate, virtual: true });
  });
  const rowsOf = ({ list }: Pick<Counted, 'list'>): readonly string[] => {
    const { [list]: rows } = regionOf(stage().cloud.estate, PLACE);
    return rows.map((row) => idOf(list, row)).toSorted();
  };
  const storedOf = async ({ list, kind, source }: Counted): Promise<readonly string[]> =>
    (await stage().records())
      .filter((record) => record.source === source && record.ref.startsWith(`volcengine/${kind}/`))
      .filter(({ fields }) => list !== 'snatEntries' || fields['direction'] === 'snat')
      .map(({ fields }) => String(fields['id']))
      .toSorted();

  it('are whole, though each is throttled in the middle, with every code and status that there is', async () => {
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

  it('have every entry of every route table', async () => {
    const tables = (await stage().records()).filter(({ source }) => source === 'router');
    const routes = tables.map(({ fields }) => (fields['routes'] as readonly unknown[]).length);
    expect(routes.toSorted((a, b) => b - a)).toEqual([
      ROUTES,
      ...Array.from({ length: SIZES.routeTables - 1 }, () => SIZES.routesPerTable),
    ]);
  });

  it('take as many calls as the cloud can be read with, and no more', async () => {
    const { cloud } = stage();
    cloud.resetCalls();
    const { answer } = await stage().run();
    expect(answer).toMatchObject({ added: 0, changed: 0, removed: 0, sources: { written: 0 } });
    const { cens, attachedInstances } = accountOf(cloud.estate, MAIN);
    expect(countOf(cloud.calls())).toEqual({
      ...floorOf(regionOf(cloud.estate, PLACE)),
      'cen:DescribeCens': pages(cens),
      'cen:DescribeCenAttachedInstances': pages(attachedInstances),
      // To open the account, and for the records of its regions.
      'sts:GetCallerIdentity': 1,
      'ecs:DescribeRegions': 2,
      'rds_mysql:DescribeRegions': 1,
    });
  }, 120_000);

  it.each([
    counted('natgateway:DescribeNatGateways', 'natGateways', 'nat_gateway'),
    counted('clb:DescribeLoadBalancers', 'clbs', 'load_balancer', 'clb'),
    counted('rds_mysql:DescribeDBInstances', 'mysqls', 'rds', 'mysql'),
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
      expect(await stage().moves(HERE)).toEqual([`${list.source} volcengine/${list.kind}/${gone} removed`]);
      expect(await storedOf(list)).toEqual(rowsOf(list));
    },
    120_000,
  );

  it.each([
    counted('ecs:DescribeInstances', 'instances', 'vm'),
    counted('vpc:DescribeSubnets', 'subnets', 'subnet'),
  ])(
    'a deletion between two pages of $action, which has tokens, hides nobody, and is seen by the next list',
    async (list) => {
      const { estate } = stage().cloud;
      const [first] = regionOf(estate, PLACE)[list.list];
      if (first === undefined) throw new Error(`no ${list.list}`);
      const gone = idOf(list.list, first);
      stage().cloud.beforePage({ operation: list.action, page: 2 }, () =>
        remove(estate, PLACE, list.list, gone),
      );
      const { answer } = await stage().run();
      expect(answer).toMatchObject({ failures: 0, added: 0, changed: 0, removed: 0 });
      const { answer: next } = await stage().run();
      expect(next).toMatchObject({ failures: 0, added: 0, changed: 0, removed: 1 });
      expect(await stage().moves(HERE)).toEqual([`${list.source} volcengine/${list.kind}/${gone} removed`]);
      expect(await storedOf(list)).toEqual(rowsOf(list));
    },
    120_000,
  );

  it('a list that stops short is none', async () => {
    const { cloud } = stage();
    for (const kind of ['short-page', 'empty-page'] as const) {
      const undo = cloud.faults.add({ kind }, { operation: 'alb:DescribeLoadBalancers', page: 1 });
      const { answer } = await stage().run();
      undo();
      expect(answer).toMatchObject({ removed: 0 });
      expect(await stage().unwell(HERE)).toEqual(['alb kept invalid']);
    }
    const undo = cloud.faults.add({ kind: 'repeat-token' }, { operation: 'ecs:DescribeInstances', page: 2 });
    const { answer } = await stage().run();
    undo();
    expect(answer).toMatchObject({ removed: 0 });
    expect(await stage().unwell(HERE)).toEqual(['vm kept invalid']);
  }, 120_000);
});

describe('what the cloud may say in another way', () => {
  const stage = staged(async () => {
    const started = await startStage({ estate: buildEstate(), config: { regions: { include: [BEIJING] } } });
    await started.run();
    return started;
  });

  it('numbers as text, text as numbers, and null for an empty list say the same', async () => {
    const before = byRef(await stage().records());
    const here = regionOf(stage().cloud.estate, PLACE);
    for (const list of Object.keys(here) as ResourceType[]) {
      Object.assign(here, { [list]: (here[list] as readonly object[]).map(otherwise) });
    }
    const { answer } = await stage().run();
    expect(await stage().unwell(HERE)).toEqual([]);
    expect(answer).toMatchObject({ added: 0, changed: 0, removed: 0 });
    expect(byRef(await stage().records())).toEqual(before);
  });

  it('an attachment list that wants a network is asked for each network', async () => {
    const before = byRef(await stage().records());
    const account = accountOf(stage().cloud.estate, MAIN);
    account.cenNeeded = true;
    stage().cloud.resetCalls();
    const { answer } = await stage().run();
    expect(answer).toMatchObject({ added: 0, changed: 0, removed: 0, sources: { kept: 0 } });
    const asked = stage()
      .cloud.calls()
      .filter(({ action }) => action === 'cen:DescribeCenAttachedInstances');
    expect(asked.map(({ outcome }) => outcome)).toEqual(['MissingParameter.CenId', 'ok', 'ok']);
    expect(byRef(await stage().records())).toEqual(before);
    account.cenNeeded = false;
  });
});

/** Fields whose numbers become text, of those that we read. */
const NUMBERS = new Set(['PortStart', 'PortEnd', 'Priority', 'ShardedCluster']);

/** And fields whose digits become a number. */
const TEXTS = new Set(['AccountId', 'InstanceOwnerId', 'ExternalPort', 'InternalPort']);

/** Empty lists become null at any depth, save those that the simulator itself stands on. */
function otherwise(row: object): object {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]: [string, unknown]) => {
      if (Array.isArray(value)) {
        const items: readonly unknown[] = value;
        const inner = items.map((item) =>
          typeof item === 'object' && item !== null ? otherwise(item) : item,
        );
        return [name, items.length === 0 && /^[A-Z]/.test(name) ? null : inner];
      }
      if (typeof value === 'number' && (NUMBERS.has(name) || name === 'Port')) return [name, String(value)];
      if (typeof value === 'string' && /^\d+$/.test(value) && (TEXTS.has(name) || name === 'Port'))
        return [name, Number(value)];
      return [name, value];
    }),
  );
}

const open = async (options: Omit<StageOptions, 'estate'>): Promise<Stage> =>
  startStage({ estate: buildEstate(), ...options });

function sessionOf(cloud: Volcengine): Readonly<Record<string, string>> {
  const { accessKeyId, secretAccessKey, sessionToken = '' } = cloud.session(MAIN, Date.now() + 3_600_000);
  return {
    VOLCENGINE_ACCESS_KEY: accessKeyId,
    VOLCENGINE_SECRET_KEY: secretAccessKey,
    VOLCENGINE_SESSION_TOKEN: sessionToken,
  };
}

describe('credentials', () => {
  it('of a session are taken from the environment, with their token', async () => {
    const stage = await open({ env: sessionOf, config: { regions: { include: [BEIJING] } } });
    const { answer } = await stage.run();
    expect(answer).toMatchObject({ scopes: 2, failures: 0, sources: { kept: 0 } });
    await stage.close();
  });

  it.each([
    [
      'an access key that there is not',
      { VOLCENGINE_ACCESS_KEY: 'AKLTnobody' },
      /InvalidAccessKey.*check the access key/s,
    ],
    [
      'a secret key that is wrong',
      { VOLCENGINE_SECRET_KEY: 'wrong' },
      /SignatureDoesNotMatch.*check the secret key/s,
    ],
  ] as const)('with %s are told, with what to do', async (_, wrong, text) => {
    const stage = await open({ env: (cloud) => ({ ...sessionOf(cloud), ...wrong }) });
    expect((await stage.run()).answer).toMatchObject({ failures: 1, removed: 0 });
    expect(stage.output()).toMatch(text);
    await stage.close();
  });

  it('for a role that trusts somebody else leave the other accounts alone', async () => {
    const estate = buildEstate();
    accountOf(estate, BRANCH).roles.push({ name: 'closed', trusts: [BRANCH] });
    const accounts = [{ id: MAIN }, { roleArn: `trn:iam::${BRANCH}:role/closed` }];
    const stage = await startStage({ estate, config: { accounts, regions: { include: [BEIJING] } } });
    expect((await stage.run()).answer).toMatchObject({ failures: 1, removed: 0 });
    expect(stage.output()).toContain('sts:AssumeRole: AccessDenied');
    expect([...(await stage.heads()).keys()].toSorted()).toEqual([HERE, `${MAIN} global`].toSorted());
    await stage.close();
  });

  it('of a clock that is off are told so', async () => {
    const stage = await open({ wallClock: () => Date.now() + 20 * 60_000 });
    expect((await stage.run()).answer).toMatchObject({ failures: 1, removed: 0 });
    expect(stage.output()).toContain('InvalidTimestamp');
    await stage.close();
  });
});
