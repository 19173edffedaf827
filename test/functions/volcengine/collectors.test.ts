import { describe, expect, it } from 'vitest';
import { PROBES, probe } from '../../../functions/volcengine/probe.ts';
import type { Action } from '../../../functions/volcengine/products.ts';
import { volcengine } from '../../../functions/volcengine/provider.ts';
import { collect, testCollector } from '../../contract/collector.ts';
import type { RegionEstate } from '../../simulator/volcengine/estate.ts';
import type { Sizes } from '../../simulator/volcengine/generate/sizes.ts';
import type { Server } from '../../simulator/volcengine/rows/balancers.ts';
import { startCloud } from './simulated.ts';
import type { VolcengineCloud } from './simulated.ts';

type Ids = (here: RegionEstate, cloud: VolcengineCloud) => readonly string[];

const members = (groups: readonly { readonly servers: readonly Server[] }[]): readonly string[] =>
  groups.flatMap(({ servers }) => servers.map(({ ServerId }) => ServerId));

/** What there is, by the cloud's own books. */
const EXPECTED: Readonly<Record<string, Ids>> = {
  region: (_, { own }) => Object.keys(own.regions),
  az: ({ zones }) => zones.map(({ ZoneId }) => ZoneId),
  vpc: ({ vpcs }) => vpcs.map(({ VpcId }) => VpcId),
  subnet: ({ subnets }) => subnets.map(({ SubnetId }) => SubnetId),
  router: ({ routeTables }) => routeTables.map(({ RouteTableId }) => RouteTableId),
  'security-group': ({ securityGroups }) => securityGroups.map(({ SecurityGroupId }) => SecurityGroupId),
  'nat-gateway': ({ natGateways }) => natGateways.map(({ NatGatewayId }) => NatGatewayId),
  'nat-rule': ({ snatEntries, dnatEntries }) => [
    ...snatEntries.map(({ SnatEntryId }) => SnatEntryId),
    ...dnatEntries.map(({ DnatEntryId }) => DnatEntryId),
  ],
  eip: ({ addresses }) => addresses.map(({ AllocationId }) => AllocationId),
  nic: ({ networkInterfaces }) => networkInterfaces.map((nic) => nic.NetworkInterfaceId),
  cen: (_, { own }) => own.cens.map(({ CenId }) => CenId),
  'transit-router': ({ transitRouters }) => transitRouters.map((router) => router.TransitRouterId),
  vm: ({ instances }) => instances.map(({ InstanceId }) => InstanceId),
  clb: ({ clbs }) => clbs.map(({ LoadBalancerId }) => LoadBalancerId),
  'clb-listener': ({ clbListeners, clbGroups }) => [
    ...clbListeners.map(({ ListenerId }) => ListenerId),
    ...members(clbGroups),
  ],
  alb: ({ albs }) => albs.map(({ LoadBalancerId }) => LoadBalancerId),
  'alb-listener': ({ albListeners, albGroups }) => [
    ...albListeners.map(({ ListenerId }) => ListenerId),
    ...members(albGroups),
  ],
  mysql: ({ mysqls }) => mysqls.map(({ InstanceId }) => InstanceId),
  postgres: ({ postgreses }) => postgreses.map(({ InstanceId }) => InstanceId),
  sqlserver: ({ sqlServers }) => sqlServers.map(({ InstanceId }) => InstanceId),
  redis: ({ redises }) => redises.map(({ InstanceId }) => InstanceId),
  'k8s-cluster': ({ clusters }) => clusters.map(({ Id }) => Id),
};

/** Lists that page by token: of more than one page. */
const TOKENED: Readonly<Record<string, readonly [actions: readonly string[], sizes: Partial<Sizes>]>> = {
  vm: [['ecs:DescribeInstances'], { instances: 101 }],
  vpc: [['vpc:DescribeVpcs'], { vpcs: 101 }],
  subnet: [['vpc:DescribeSubnets'], { subnets: 101 }],
  router: [['vpc:DescribeRouteEntryList'], { vpcs: 1, routeTables: 1, routesPerTable: 101 }],
  'security-group': [['vpc:DescribeSecurityGroups'], { securityGroups: 101 }],
  nic: [['vpc:DescribeNetworkInterfaces'], { networkInterfaces: 101 }],
  eip: [['vpc:DescribeEipAddresses'], { addresses: 101 }],
};

for (const collector of volcengine.collectors) {
  const ids = EXPECTED[collector.name];
  if (ids === undefined) throw new Error(`say what ${collector.name} should find`);
  let opened: VolcengineCloud | undefined;
  testCollector({
    collector,
    open: async () => {
      const [, sizes = {}] = TOKENED[collector.name] ?? [];
      opened = await startCloud({ sizes }, collector.scope);
      return opened;
    },
    // Those that page by number are below.
    paged: TOKENED[collector.name]?.[0] ?? [],
    ids: () => (opened === undefined ? [] : ids(opened.here, opened)),
  });
}

/** Sizes of one page more than the first. */
const NUMBERED: readonly (readonly [name: string, sizes: Partial<Sizes>])[] = [
  ['nat-gateway', { natGateways: 101, rulesPerNat: 1 }],
  ['nat-rule', { natGateways: 1, rulesPerNat: 101 }],
  ['transit-router', { transitRouters: 101 }],
  ['clb', { clbs: 101 }],
  ['clb-listener', { clbs: 101, listenersPerBalancer: 1 }],
  ['alb', { albs: 101 }],
  ['alb-listener', { albs: 1, listenersPerBalancer: 1, serversPerGroup: 101 }],
  ['mysql', { mysqls: 101 }],
  ['postgres', { postgreses: 101 }],
  ['sqlserver', { sqlServers: 101 }],
  ['redis', { redises: 101 }],
  ['k8s-cluster', { clusters: 101 }],
];

describe('pages by number', () => {
  it.each(NUMBERED)('are all read, or there is no list: %s', async (name, sizes) => {
    const collector = volcengine.collectors.find((one) => one.name === name);
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

describe('probes', () => {
  it('are requests that the cloud takes, and are refused where the permission is missing', async () => {
    const cloud = await startCloud();
    try {
      const api = cloud.connect();
      const actions = Object.keys(PROBES).filter((action) => action !== 'sts:AssumeRole') as Action[];
      const codes = new Set<string>();
      for (const action of actions) {
        const params = action === 'redis:DescribeDBInstances' ? { RegionId: api.region } : {};
        await api
          .ask(action, { ...PROBES[action], ...params })
          .catch((error: { readonly code?: string }) => codes.add(error.code ?? 'none'));
        await probe(api, action);
        const undo = cloud.trouble('denied', { action, page: 1 });
        await expect(probe(api, action)).rejects.toMatchObject({ reason: 'denied' });
        undo();
      }
      expect([...codes].toSorted()).toEqual([
        'InstanceNotFound',
        'InvalidRouteTable.NotFound',
        'InvalidSecurityGroup.NotFound',
        'InvalidServerGroup.NotFound',
      ]);
    } finally {
      await cloud.close();
    }
  });

  it('are one for each action that the provider names', () => {
    const { actions, collectors } = volcengine;
    const named = new Set([...actions, ...collectors.flatMap((collector) => collector.actions)]);
    expect(Object.keys(PROBES).toSorted()).toEqual([...named].toSorted());
  });
});
