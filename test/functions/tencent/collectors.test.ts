import { describe, expect, it } from 'vitest';
import { PROBES, probe } from '../../../functions/tencent/probe.ts';
import type { Action } from '../../../functions/tencent/products.ts';
import { tencent } from '../../../functions/tencent/provider.ts';
import { collect, testCollector } from '../../contract/collector.ts';
import type { RegionEstate } from '../../simulator/tencent/estate.ts';
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

/** Sizes of one page more than the first. */
const NUMBERED: readonly (readonly [name: string, sizes: Partial<Sizes>])[] = [
  ['vpc', { vpcs: 101 }],
  ['subnet', { subnets: 101 }],
  ['router', { routeTables: 101, routesPerTable: 3 }],
  ['security-group', { securityGroups: 101 }],
  ['nat-gateway', { natGateways: 101, rulesPerNat: 1 }],
  ['nat-rule', { natGateways: 1, rulesPerNat: 250 }],
  ['private-nat-gateway', { privateNats: 101, rulesPerNat: 1 }],
  ['private-nat-rule', { privateNats: 1, rulesPerNat: 250 }],
  ['eip', { addresses: 101 }],
  ['nic', { networkInterfaces: 110 }],
  ['peer-connection', { peerings: 101 }],
  ['vm', { instances: 101, networkInterfaces: 101 }],
  ['load-balancer', { loadBalancers: 101 }],
  ['lb-listener', { loadBalancers: 101 }],
  ['mysql', { mysqls: 2001 }],
  ['mariadb', { mariaDbs: 101 }],
  ['dcdb', { dcdbs: 101 }],
  ['postgres', { postgreses: 101 }],
  ['sqlserver', { sqlServers: 101 }],
  ['cynosdb', { cynoses: 101 }],
  ['redis', { redises: 1001 }],
  ['k8s-cluster', { clusters: 101 }],
];

describe('pages by offset', () => {
  it.each(NUMBERED)('are all read, or there is no list: %s', async (name, sizes) => {
    const collector = tencent.collectors.find((one) => one.name === name);
    if (collector === undefined) throw new Error(name);
    const cloud = await startCloud({ sizes }, collector.scope);
    try {
      const run = () => collect(collector, cloud.connect(), cloud.scope);
      const found = new Set((await run()).map(({ id }) => id));
      expect([...found].toSorted()).toEqual([...new Set(EXPECTED[name]?.(cloud.here, cloud))].toSorted());
      const second = cloud.asked().find(({ page }) => page === 2);
      if (second === undefined) throw new Error(`${name} has one page`);
      for (const what of ['error', 'denied', 'cut', 'stranger', 'empty-page'] as const) {
        const undo = cloud.trouble(what, second);
        await expect(run()).rejects.toMatchObject({ name: 'CloudError' });
        undo();
      }
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
