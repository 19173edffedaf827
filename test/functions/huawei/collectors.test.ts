import { describe, it } from 'vitest';
import { huawei } from '../../../functions/huawei/provider.ts';
import { collect, expectAllPages, testCollector } from '../../contract/collector.ts';
import type { AccountEstate, Resources } from '../../simulator/huawei/estate.ts';
import { REGIONS } from '../../simulator/huawei/estate.ts';
import { startCloud } from './cloud.ts';
import type { HuaweiCloud } from './cloud.ts';

/** More than a page of two of each list. */
const sizes = {
  vpcs: 5,
  securityGroups: 5,
  rules: 3,
  servers: 7,
  natGateways: 3,
  privateNats: 3,
  loadBalancers: 5,
  members: 2,
  peerings: 3,
  databases: 5,
  taurus: 3,
  openGauss: 3,
  caches: 5,
  clusters: 2,
  routers: 3,
};

interface Expected {
  /** Lists that say themselves where they go on; VPC v1 and NAT v2 do not, and ECS and databases count. */
  readonly paged: readonly string[];
  readonly ids: (here: Resources, account: AccountEstate) => readonly string[];
}

const idsOf = (items: readonly { readonly id: string }[]): readonly string[] => items.map(({ id }) => id);

const EXPECTED: Readonly<Record<string, Expected>> = {
  region: { paged: [], ids: () => Object.keys(REGIONS) },
  az: { paged: [], ids: ({ zones }) => zones.map((zone) => zone.availability_zone_id) },
  vpc: { paged: ['vpc:vpcs:list'], ids: ({ vpcs }) => idsOf(vpcs) },
  subnet: { paged: ['vpc:subnets:get'], ids: ({ subnets }) => idsOf(subnets) },
  router: { paged: [], ids: ({ routeTables }) => idsOf(routeTables) },
  'security-group': {
    paged: ['vpc:securityGroups:get', 'vpc:securityGroupRules:get'],
    ids: ({ securityGroups }) => idsOf(securityGroups),
  },
  eip: { paged: ['vpc:publicIps:list'], ids: ({ publicips }) => idsOf(publicips) },
  nic: { paged: ['vpc:ports:get'], ids: ({ ports }) => idsOf(ports) },
  'nat-gateway': { paged: [], ids: ({ natGateways }) => idsOf(natGateways) },
  'nat-rule': { paged: [], ids: ({ snatRules, dnatRules }) => idsOf([...snatRules, ...dnatRules]) },
  'private-nat-gateway': {
    paged: ['nat:privateNatGateways:list'],
    ids: ({ privateNats }) => idsOf(privateNats),
  },
  'private-nat-rule': {
    paged: [],
    ids: ({ privateSnats, privateDnats }) => idsOf([...privateSnats, ...privateDnats]),
  },
  'peer-connection': {
    paged: ['vpc:peerings:get'],
    ids: ({ peerings }) =>
      idsOf(peerings.filter(({ status }) => !['REJECTED', 'EXPIRED', 'DELETED'].includes(status))),
  },
  'cloud-connection': {
    paged: ['cc:cloudConnections:list', 'cc:networkInstances:list'],
    ids: (_, { cloudConnections }) => idsOf(cloudConnections),
  },
  'central-network': {
    paged: ['cc:centralNetwork:list'],
    ids: (_, { centralNetworks }) => idsOf(centralNetworks.filter(({ state }) => state !== 'DELETED')),
  },
  'enterprise-router': {
    paged: ['er:instances:list'],
    ids: ({ enterpriseRouters }) => idsOf(enterpriseRouters.filter(({ state }) => state !== 'deleted')),
  },
  vm: { paged: [], ids: ({ servers }) => idsOf(servers.filter(({ status }) => status !== 'DELETED')) },
  'load-balancer': { paged: ['elb:loadbalancers:list'], ids: ({ loadBalancers }) => idsOf(loadBalancers) },
  'lb-listener': {
    paged: ['elb:listeners:list', 'elb:pools:list'],
    ids: ({ listeners }) => idsOf(listeners),
  },
  'lb-target': { paged: ['elb:pools:list', 'elb:members:list'], ids: ({ members }) => idsOf(members) },
  rds: { paged: [], ids: ({ rdsInstances }) => idsOf(rdsInstances) },
  'gaussdb-mysql': { paged: [], ids: ({ taurusInstances }) => idsOf(taurusInstances) },
  gaussdb: { paged: [], ids: ({ openGaussInstances }) => idsOf(openGaussInstances) },
  redis: { paged: [], ids: ({ dcsInstances }) => dcsInstances.map(({ instance_id }) => instance_id) },
  'k8s-cluster': { paged: [], ids: ({ clusters }) => clusters.map(({ metadata }) => metadata.uid) },
};

for (const collector of huawei.collectors) {
  const expected = EXPECTED[collector.name];
  if (expected === undefined) throw new Error(`say what ${collector.name} should find`);
  let opened: HuaweiCloud | undefined;
  testCollector({
    collector,
    open: async () => {
      opened = await startCloud({ sizes, cens: 3 }, { small: true, account: collector.scope === 'account' });
      return opened;
    },
    paged: expected.paged,
    ids: () => (opened === undefined ? [] : expected.ids(opened.here, opened.account)),
  });
}

/** Those that count: an empty page before the end is none of a list whose total says otherwise. */
const NUMBERED: readonly (readonly [name: string, list: string])[] = [
  ['vm', 'ecs:cloudServers:list'],
  ['nat-gateway', 'nat:natGatewayTags:get'],
  ['rds', 'rds:instance:list'],
  ['gaussdb-mysql', 'gaussdb:instance:list'],
  ['gaussdb', 'gaussdb:instance:list'],
  ['redis', 'dcs:instance:list'],
];

describe('pages by number', () => {
  it.each(NUMBERED)('are all read, or there is no list: %s', async (name, list) => {
    const collector = huawei.collectors.find((one) => one.name === name);
    if (collector === undefined) throw new Error(name);
    const cloud = await startCloud({ sizes }, { small: true });
    try {
      const run = () => collect(collector, cloud.connect(), cloud.scope);
      await run();
      await expectAllPages(cloud, [list], run);
    } finally {
      await cloud.close();
    }
  });
});
