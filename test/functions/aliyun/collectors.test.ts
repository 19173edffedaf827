import { describe, expect, it } from 'vitest';
import { aliyun } from '../../../functions/aliyun/provider.ts';
import { collect, expectAllPages, testCollector } from '../../contract/collector.ts';
import type { AccountEstate, RegionEstate } from '../../simulator/aliyun/estate.ts';
import type { Sizes } from '../../simulator/aliyun/generate/sizes.ts';
import { ACCOUNT, REGION, startCloud } from './cloud.ts';
import type { AliyunCloud } from './cloud.ts';

interface Expected {
  /** Lists by token with more than one page; those by number have sizes of their own, in `numbered`. */
  readonly paged: readonly string[];
  readonly sizes?: Partial<Sizes>;
  readonly ids: (here: RegionEstate, cloud: AliyunCloud) => readonly string[];
}

const EXPECTED: Readonly<Record<string, Expected>> = {
  region: { paged: [], ids: (_, { own }) => Object.keys(own.regions) },
  az: { paged: [], ids: ({ zones }) => zones.map(({ ZoneId }) => ZoneId) },
  vpc: { paged: [], ids: ({ vpcs }) => vpcs.map(({ VpcId }) => VpcId) },
  subnet: { paged: [], ids: ({ vSwitches }) => vSwitches.map(({ VSwitchId }) => VSwitchId) },
  router: {
    paged: ['vpc:DescribeRouteEntryList'],
    ids: ({ routeTables }) => routeTables.map(({ RouteTableId }) => RouteTableId),
  },
  'security-group': {
    paged: ['ecs:DescribeSecurityGroups', 'ecs:DescribeSecurityGroupAttribute'],
    sizes: { rules: 25 },
    ids: ({ securityGroups }) => securityGroups.map(({ SecurityGroupId }) => SecurityGroupId),
  },
  'nat-gateway': { paged: [], ids: ({ natGateways }) => natGateways.map(({ NatGatewayId }) => NatGatewayId) },
  'nat-rule': {
    paged: [],
    ids: ({ natGateways }) =>
      natGateways.flatMap(({ snat, dnat }) => [
        ...snat.map(({ SnatEntryId }) => SnatEntryId),
        ...dnat.map(({ ForwardEntryId }) => ForwardEntryId),
      ]),
  },
  eip: { paged: [], ids: ({ eips }) => eips.map(({ AllocationId }) => AllocationId) },
  nic: {
    paged: ['ecs:DescribeNetworkInterfaces'],
    ids: ({ networkInterfaces }) => networkInterfaces.map((nic) => nic.NetworkInterfaceId),
  },
  'peer-connection': {
    paged: ['vpc:ListVpcPeerConnections'],
    sizes: { peers: 5 },
    ids: (_, { own }) =>
      own.peers
        .filter(
          (one) =>
            (String(one.OwnerId) === ACCOUNT && one.RegionId === REGION) ||
            (String(one.AcceptingOwnerUid) === ACCOUNT && one.AcceptingRegionId === REGION),
        )
        .filter(({ Status }) => !['Deleted', 'Expired', 'Rejected'].includes(Status))
        .map(({ InstanceId }) => InstanceId),
  },
  cen: { paged: [], ids: (_, { own }) => own.cens.map(({ CenId }) => CenId) },
  'transit-router': {
    paged: ['cen:ListTransitRouterVpcAttachments'],
    sizes: { vpcs: 12 },
    ids: (_, { own }) =>
      own.transitRouters.filter(({ Type }) => Type === 'Enterprise').map((router) => router.TransitRouterId),
  },
  vm: { paged: ['ecs:DescribeInstances'], ids: ({ instances }) => instances.map((one) => one.InstanceId) },
  clb: { paged: [], ids: ({ clbs }) => clbs.map(({ LoadBalancerId }) => LoadBalancerId) },
  'clb-listener': {
    paged: ['slb:DescribeLoadBalancerListeners'],
    ids: ({ clbListeners }) =>
      clbListeners.map((one) => `${one.LoadBalancerId}:${one.ListenerProtocol}:${one.ListenerPort}`),
  },
  'clb-target': {
    paged: ['slb:DescribeLoadBalancerListeners'],
    ids: ({ clbs }) =>
      clbs.flatMap(({ vServerGroups }) =>
        vServerGroups.flatMap(({ servers }) => servers.map(({ ServerId }) => ServerId)),
      ),
  },
  alb: {
    paged: ['alb:ListLoadBalancers'],
    sizes: { albs: 5 },
    ids: ({ albs }) => albs.map((one) => one.LoadBalancerId),
  },
  'alb-listener': {
    paged: ['alb:ListListeners', 'alb:ListRules'],
    sizes: { albs: 5 },
    ids: ({ albListeners }) => albListeners.map(({ ListenerId }) => ListenerId),
  },
  'alb-target': {
    paged: ['alb:ListServerGroups', 'alb:ListServerGroupServers'],
    sizes: { albs: 5 },
    ids: ({ albServers }) => albServers.map(({ ServerId }) => ServerId),
  },
  nlb: {
    paged: ['nlb:ListLoadBalancers'],
    sizes: { nlbs: 5 },
    ids: ({ nlbs }) => nlbs.map((one) => one.LoadBalancerId),
  },
  'nlb-listener': {
    paged: ['nlb:ListListeners'],
    sizes: { nlbs: 5 },
    ids: ({ nlbListeners }) => nlbListeners.map(({ ListenerId }) => ListenerId),
  },
  'nlb-target': {
    paged: ['nlb:ListServerGroups', 'nlb:ListServerGroupServers'],
    sizes: { nlbs: 5 },
    ids: ({ nlbServers }) => nlbServers.map(({ ServerId }) => ServerId),
  },
  rds: {
    paged: ['rds:DescribeDBInstances'],
    ids: ({ dbInstances }) => dbInstances.map(({ DBInstanceId }) => DBInstanceId),
  },
  polardb: { paged: [], ids: ({ polarClusters }) => polarClusters.map(({ DBClusterId }) => DBClusterId) },
  redis: { paged: [], ids: ({ kvInstances }) => kvInstances.map(({ InstanceId }) => InstanceId) },
  'k8s-cluster': {
    paged: [],
    ids: (_, { own }) =>
      own.clusters.filter(({ region_id }) => region_id === REGION).map(({ cluster_id }) => cluster_id),
  },
};

for (const collector of aliyun.collectors) {
  const expected = EXPECTED[collector.name];
  if (expected === undefined) throw new Error(`say what ${collector.name} should find`);
  let opened: AliyunCloud | undefined;
  testCollector({
    collector,
    open: async () => {
      opened = await startCloud({ sizes: { ...expected.sizes } }, collector.scope);
      return opened;
    },
    paged: expected.paged,
    ids: () => (opened === undefined ? [] : expected.ids(opened.here, opened)),
  });
}

interface Numbered {
  /** Of those that the collector reads, the ones with numbers and more than one page. */
  readonly lists: readonly string[];
  readonly sizes?: Partial<Sizes>;
  readonly cens?: number;
  /** What there is only so much of in an account. */
  readonly more?: (own: AccountEstate) => void;
}

/** Sizes of one page more than the first, where pages have numbers. */
const NUMBERED: readonly (readonly [name: string, numbered: Numbered])[] = [
  ['vpc', { lists: ['vpc:DescribeVpcs'], sizes: { vpcs: 51 } }],
  ['subnet', { lists: ['vpc:DescribeVSwitches'], sizes: { vSwitches: 110 } }],
  ['router', { lists: ['vpc:DescribeRouteTableList'], sizes: { vpcs: 20, routeTables: 51, routes: 3 } }],
  ['nat-gateway', { lists: ['vpc:DescribeNatGateways'], sizes: { vpcs: 10, natGateways: 51, natRules: 1 } }],
  ['nat-rule', { lists: ['vpc:DescribeNatGateways'], sizes: { vpcs: 10, natGateways: 51, natRules: 1 } }],
  [
    'nat-rule',
    {
      lists: ['vpc:DescribeSnatTableEntries', 'vpc:DescribeForwardTableEntries'],
      sizes: { natGateways: 1, natRules: 51 },
    },
  ],
  ['eip', { lists: ['vpc:DescribeEipAddresses'], sizes: { eips: 101 } }],
  ['cen', { lists: ['cen:DescribeCens'], cens: 51 }],
  ['cen', { lists: ['cen:DescribeCenAttachedChildInstances'], sizes: { vpcs: 51 } }],
  ['transit-router', { lists: ['cen:DescribeCens'], cens: 51 }],
  [
    'transit-router',
    {
      lists: ['cen:ListTransitRouters'],
      more: ({ transitRouters }) => {
        const [router] = transitRouters;
        if (router === undefined) throw new Error('no router');
        for (let n = 0; n < 51; n++) transitRouters.push({ ...router, TransitRouterId: `tr-more${n}` });
      },
    },
  ],
  ['clb', { lists: ['slb:DescribeLoadBalancers'], sizes: { clbs: 101 } }],
  ['clb-target', { lists: ['slb:DescribeLoadBalancers'], sizes: { clbs: 101, listeners: 1 } }],
  ['polardb', { lists: ['polardb:DescribeDBClusters'], sizes: { polarClusters: 101 } }],
  ['redis', { lists: ['kvstore:DescribeInstances'], sizes: { caches: 51 } }],
  ['k8s-cluster', { lists: ['cs:GetClusters'], sizes: { clusters: 51 } }],
];

describe('pages by number', () => {
  it.each(NUMBERED)('are all read, or there is no list: %s', async (name, { lists, sizes, cens, more }) => {
    const collector = aliyun.collectors.find((one) => one.name === name);
    if (collector === undefined) throw new Error(name);
    const cloud = await startCloud({ sizes: { ...sizes }, cens: cens ?? 2 }, collector.scope);
    more?.(cloud.own);
    try {
      const run = () => collect(collector, cloud.connect(), cloud.scope);
      const found = new Set((await run()).map(({ id }) => id));
      expect([...found].toSorted()).toEqual([...new Set(EXPECTED[name]?.ids(cloud.here, cloud))].toSorted());
      await expectAllPages(cloud, lists, run);
    } finally {
      await cloud.close();
    }
  });

  it.each(['ParameterCenInstanceId', 'InvalidCenId.NotFound'])(
    'of a network that went away since it was listed are none: %s',
    async (code) => {
      const cloud = await startCloud({ cens: 3 }, 'account');
      try {
        for (const [name, operation] of [
          ['cen', 'cen:DescribeCenAttachedChildInstances'],
          ['transit-router', 'cen:ListTransitRouters'],
        ] as const) {
          const collector = aliyun.collectors.find((one) => one.name === name);
          if (collector === undefined) throw new Error(name);
          const run = async () =>
            (await collect(collector, cloud.connect(), cloud.scope)).map(({ id }) => id);
          const before = await run();
          cloud.simulator.faults.add(
            { kind: 'error', status: 404, code, message: '' },
            { operation, times: 1 },
          );
          const after = await run();
          expect(before).toEqual(expect.arrayContaining(after));
          expect(after.length).toBeGreaterThan(0);
          expect(after.length).toBeLessThan(before.length);
        }
      } finally {
        await cloud.close();
      }
    },
  );

  it('are gone through again for a second listing: no list proves itself', async () => {
    const cloud = await startCloud({ sizes: { natGateways: 2 } });
    try {
      const api = cloud.connect();
      for (const name of ['nat-gateway', 'nat-rule', 'nat-gateway']) {
        const collector = aliyun.collectors.find((one) => one.name === name);
        if (collector !== undefined) await collect(collector, api, cloud.scope);
      }
      const lists = cloud.asked().filter(({ action }) => action === 'vpc:DescribeNatGateways');
      expect(lists).toHaveLength(2);
    } finally {
      await cloud.close();
    }
  });
});
