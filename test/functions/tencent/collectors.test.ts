import { describe, expect, it } from 'vitest';
import { PROBES, probe } from '../../../functions/tencent/probe.ts';
import type { Action } from '../../../functions/tencent/products.ts';
import { tencent } from '../../../functions/tencent/provider.ts';
import { collect, expectAllPages, testCollector } from '../../contract/collector.ts';
import type { AccountEstate, RegionEstate } from '../../simulator/tencent/estate.ts';
import type { Sizes } from '../../simulator/tencent/generate/sizes.ts';
import { taggedOf } from '../../simulator/tencent/tagged.ts';
import { REGION } from './cloud.ts';
import { startCloud } from './simulated.ts';
import type { TencentCloud } from './simulated.ts';

type Ids = (here: RegionEstate, cloud: TencentCloud) => readonly string[];

const GONE = ['DELETED', 'EXPIRED', 'FAILED', 'REJECTED'];

/** What there is, by the cloud's own books. */
const EXPECTED: Readonly<Record<string, Ids>> = {
  region: (_, { own }) => Object.keys(own.regions),
  az: ({ zones }) => zones.map(({ Zone }) => Zone),
  vpc: ({ vpcs }) => vpcs.map(({ VpcId }) => VpcId),
  subnet: ({ subnets }) => subnets.map(({ SubnetId }) => SubnetId),
  router: ({ routeTables }) => routeTables.map(({ RouteTableId }) => RouteTableId),
  'security-group': ({ securityGroups }) => securityGroups.map(({ SecurityGroupId }) => SecurityGroupId),
  'nat-gateway': ({ natGateways }) => natGateways.map(({ NatGatewayId }) => NatGatewayId),
  'nat-rule': ({ dnatRules, snatRules }) => [
    ...snatRules.map(({ NatGatewaySnatId }) => NatGatewaySnatId),
    ...dnatRules.map((rule) =>
      [rule.NatGatewayId, rule.IpProtocol.toLowerCase(), rule.PublicIpAddress, rule.PublicPort].join(':'),
    ),
  ],
  'private-nat-gateway': ({ privateNats }) => privateNats.map(({ NatGatewayId }) => NatGatewayId),
  'private-nat-rule': ({ privateNats }) =>
    privateNats.flatMap(({ NatGatewayId, snats, dnats }) => [
      ...snats.map((rule) =>
        [
          NatGatewayId,
          rule.TranslationDirection.toLowerCase(),
          rule.TranslationType.toLowerCase(),
          rule.OriginalIp ?? 'any',
          rule.TranslationIp,
        ].join(':'),
      ),
      ...dnats.map((rule) =>
        [NatGatewayId, rule.Protocol.toLowerCase(), rule.OriginalIp, rule.OriginalPort].join(':'),
      ),
    ]),
  eip: ({ addresses }) =>
    addresses.filter(({ AddressType }) => AddressType !== 'WanIP').map(({ AddressId }) => AddressId),
  nic: ({ networkInterfaces }) => networkInterfaces.map((nic) => nic.NetworkInterfaceId),
  'peer-connection': ({ peerings }) =>
    peerings.filter(({ State }) => !GONE.includes(State)).map((peering) => peering.PeeringConnectionId),
  cen: (_, { own }) => own.ccns.map(({ CcnId }) => CcnId),
  vm: ({ instances }) => instances.map(({ InstanceId }) => InstanceId),
  'load-balancer': ({ loadBalancers }) => loadBalancers.map(({ LoadBalancerId }) => LoadBalancerId),
  'lb-listener': ({ listeners, targetGroups }) => {
    const groups = new Map(targetGroups.map(({ TargetGroupId, targets }) => [TargetGroupId, targets]));
    return listeners.flatMap((listener) => [
      listener.id,
      ...[listener, ...listener.rules].flatMap(({ targets, group }) =>
        (group === undefined ? targets : (groups.get(group) ?? [])).map(({ instance, ip }) => instance || ip),
      ),
    ]);
  },
  'classic-lb-listener': ({ classicalListeners, classicalTargets }) => [
    ...classicalListeners.map(({ ListenerId }) => ListenerId),
    ...classicalTargets.map(({ InstanceId }) => InstanceId),
  ],
  mysql: ({ mysqls }) => mysqls.map(({ InstanceId }) => InstanceId),
  mariadb: ({ mariaDbs }) =>
    mariaDbs.filter(({ Status }) => Status !== -2).map(({ InstanceId }) => InstanceId),
  dcdb: ({ dcdbs }) => dcdbs.filter(({ Status }) => Status !== -2).map(({ InstanceId }) => InstanceId),
  postgres: ({ postgreses }) => postgreses.map(({ DBInstanceId }) => DBInstanceId),
  sqlserver: ({ sqlServers }) => sqlServers.map(({ InstanceId }) => InstanceId),
  cynosdb: ({ cynoses }) =>
    cynoses.flatMap(({ ClusterId, instances }) => [
      ClusterId,
      ...instances.map(({ InstanceId }) => InstanceId),
    ]),
  redis: ({ redises }) => redises.map(({ InstanceId }) => InstanceId),
  'k8s-cluster': ({ clusters }) => clusters.map(({ ClusterId }) => ClusterId),
};

for (const collector of tencent.collectors) {
  const ids = EXPECTED[collector.name];
  if (ids === undefined) throw new Error(`say what ${collector.name} should find`);
  let opened: TencentCloud | undefined;
  testCollector({
    collector,
    open: async () => {
      opened = await startCloud({}, collector.scope);
      return opened;
    },
    // No list pages by token: those of several pages are below.
    paged: [],
    ids: () => (opened === undefined ? [] : ids(opened.here, opened)),
  });
}

interface Numbered {
  /** Of those that the collector reads, the ones with more than one page. */
  readonly lists: readonly string[];
  readonly sizes?: Partial<Sizes>;
  /** What there is only so much of in an account. */
  readonly more?: (own: AccountEstate) => void;
}

/** Sizes of one page more than the first. */
const NUMBERED: readonly (readonly [name: string, numbered: Numbered])[] = [
  ['vpc', { lists: ['vpc:DescribeVpcs'], sizes: { vpcs: 101 } }],
  ['subnet', { lists: ['vpc:DescribeSubnets'], sizes: { subnets: 101 } }],
  ['router', { lists: ['vpc:DescribeRouteTables'], sizes: { routeTables: 101, routesPerTable: 3 } }],
  ['security-group', { lists: ['vpc:DescribeSecurityGroups'], sizes: { securityGroups: 101 } }],
  ['nat-gateway', { lists: ['vpc:DescribeNatGateways'], sizes: { natGateways: 101, rulesPerNat: 1 } }],
  [
    'nat-rule',
    {
      lists: [
        'vpc:DescribeNatGatewayDestinationIpPortTranslationNatRules',
        'vpc:DescribeNatGatewaySourceIpTranslationNatRules',
      ],
      sizes: { natGateways: 1, rulesPerNat: 250 },
    },
  ],
  [
    'private-nat-gateway',
    { lists: ['vpc:DescribePrivateNatGateways'], sizes: { privateNats: 101, rulesPerNat: 1 } },
  ],
  [
    'private-nat-rule',
    {
      lists: [
        'vpc:DescribePrivateNatGatewayTranslationNatRules',
        'vpc:DescribePrivateNatGatewayDestinationIpPortTranslationNatRules',
      ],
      sizes: { privateNats: 1, rulesPerNat: 250 },
    },
  ],
  ['eip', { lists: ['vpc:DescribeAddresses'], sizes: { addresses: 101 } }],
  ['nic', { lists: ['vpc:DescribeNetworkInterfaces'], sizes: { networkInterfaces: 110 } }],
  ['peer-connection', { lists: ['vpc:DescribeVpcPeeringConnections'], sizes: { peerings: 101 } }],
  [
    'cen',
    {
      lists: ['vpc:DescribeCcns', 'vpc:DescribeCcnAttachedInstances'],
      more: ({ ccns, ccnAttachments }) => {
        ccns.push(...copies(ccns, 101, (n) => ({ CcnId: `ccn-more${n}` })));
        ccnAttachments.push(...copies(ccnAttachments, 101, (n) => ({ InstanceId: `vpc-more${n}` })));
      },
    },
  ],
  ['vm', { lists: ['cvm:DescribeInstances'], sizes: { instances: 101, networkInterfaces: 101 } }],
  ['load-balancer', { lists: ['clb:DescribeLoadBalancers'], sizes: { loadBalancers: 101 } }],
  ['lb-listener', { lists: ['clb:DescribeLoadBalancers'], sizes: { loadBalancers: 101 } }],
  ['mysql', { lists: ['cdb:DescribeDBInstances'], sizes: { mysqls: 2001 } }],
  ['mariadb', { lists: ['mariadb:DescribeDBInstances'], sizes: { mariaDbs: 101 } }],
  ['dcdb', { lists: ['dcdb:DescribeDCDBInstances'], sizes: { dcdbs: 101 } }],
  ['postgres', { lists: ['postgres:DescribeDBInstances'], sizes: { postgreses: 101 } }],
  ['sqlserver', { lists: ['sqlserver:DescribeDBInstances'], sizes: { sqlServers: 101 } }],
  ['cynosdb', { lists: ['cynosdb:DescribeClusters', 'cynosdb:DescribeInstances'], sizes: { cynoses: 101 } }],
  ['redis', { lists: ['redis:DescribeInstances'], sizes: { redises: 1001 } }],
  ['k8s-cluster', { lists: ['tke:DescribeClusters'], sizes: { clusters: 101 } }],
];

/** The first of them so often, each time as another one. */
function copies<Row>([row]: readonly Row[], count: number, other: (n: number) => Partial<Row>): Row[] {
  if (row === undefined) throw new Error('nothing to copy');
  return Array.from({ length: count }, (_, n) => ({ ...row, ...other(n) }));
}

describe('pages by offset', () => {
  it.each(NUMBERED)('are all read, or there is no list: %s', async (name, { lists, sizes = {}, more }) => {
    const collector = tencent.collectors.find((one) => one.name === name);
    if (collector === undefined) throw new Error(name);
    const cloud = await startCloud({ sizes }, collector.scope);
    more?.(cloud.own);
    try {
      const run = () => collect(collector, cloud.connect(), cloud.scope);
      const found = new Set((await run()).map(({ id }) => id));
      expect([...found].toSorted()).toEqual([...new Set(EXPECTED[name]?.(cloud.here, cloud))].toSorted());
      await expectAllPages(cloud, lists, run);
    } finally {
      await cloud.close();
    }
  });
});

describe('a load balancer that goes away after it was listed', () => {
  it.each([[[0]], [[3, 4, 29]], [[39]]])('takes its own listeners along and no other: %j', async (gone) => {
    const cloud = await startCloud({ sizes: { loadBalancers: 40 } });
    try {
      const collector = tencent.collectors.find((one) => one.name === 'lb-listener');
      if (collector === undefined) throw new Error('no lb-listener');
      const before = await collect(collector, cloud.connect(), cloud.scope);
      const application = cloud.here.loadBalancers.filter(({ Forward }) => Forward === 1);
      const ids = new Set(gone.map((n) => application[n]?.LoadBalancerId));
      cloud.simulator.beforePage({ operation: 'clb:DescribeTargetHealth', times: 1 }, () => {
        const { loadBalancers } = cloud.here;
        const left = loadBalancers.filter(({ LoadBalancerId }) => !ids.has(LoadBalancerId));
        loadBalancers.splice(0, loadBalancers.length, ...left);
      });
      const after = await collect(collector, cloud.connect(), cloud.scope);
      const of = (one: (typeof before)[number]) =>
        one.kind === 'lb_listener' ? one.load_balancer.split('/').at(-1) : undefined;
      const listeners = before.filter((one) => one.kind === 'lb_listener' && !ids.has(of(one)));
      expect(after.filter(({ kind }) => kind === 'lb_listener')).toEqual(listeners);
      expect(listeners.length).toBeLessThan(before.filter(({ kind }) => kind === 'lb_listener').length);
    } finally {
      await cloud.close();
    }
  });
});

describe('tags', () => {
  it('are read of everything that has some', async () => {
    const cloud = await startCloud();
    try {
      const api = cloud.connect();
      const tagsById = new Map<string, unknown>();
      for (const collector of tencent.collectors) {
        for (const { kind, id, tags } of await collect(collector, api, cloud.scope)) {
          if (tencent.untaggable[kind] === undefined) tagsById.set(id, tags);
        }
      }
      const tagged = taggedOf(cloud.own).filter(({ region }) => region === REGION || region === '');
      const listed = tagged.filter(({ id }) => tagsById.has(id));
      expect(listed.map(({ id }) => [id, tagsById.get(id)])).toEqual(
        listed.map(({ id, tags }) => [id, tags]),
      );
      const unlisted = new Set(tagged.filter(({ id }) => !tagsById.has(id)).map(({ prefix }) => prefix));
      // The ordinary addresses of servers, which are no elastic ones.
      expect([...unlisted].toSorted()).toEqual(['eip']);
    } finally {
      await cloud.close();
    }
  });
});

describe('probes', () => {
  it('are requests that the cloud takes, and are refused where the permission is missing', async () => {
    const cloud = await startCloud();
    try {
      const api = cloud.connect();
      const actions = Object.keys(PROBES).filter((action) => action !== 'sts:AssumeRole') as Action[];
      const codes = new Set<string>();
      for (const action of actions) {
        await api
          .ask(action, PROBES[action] ?? {})
          .catch((error: { readonly code?: string }) => codes.add(error.code ?? 'none'));
        await probe(api, action);
        const undo = cloud.trouble('denied', { action, page: 1 });
        await expect(probe(api, action)).rejects.toMatchObject({ reason: 'denied' });
        undo();
      }
      expect([...codes].toSorted()).toEqual(['InvalidParameter.LBIdNotFound', 'ResourceNotFound']);
    } finally {
      await cloud.close();
    }
  });
});
