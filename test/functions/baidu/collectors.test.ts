import { baidu } from '../../../functions/baidu/provider.ts';
import { testCollector } from '../../contract/collector.ts';
import type { AccountEstate, Resources } from '../../simulator/baidu/estate.ts';
import { REGIONS } from '../../simulator/baidu/estate.ts';
import { startCloud } from './cloud.ts';
import type { BaiduCloud } from './cloud.ts';

/** More than a page of two of each list. */
const sizes = {
  vpcs: 3,
  subnets: 4,
  routes: 3,
  securityGroups: 3,
  enterpriseGroups: 3,
  rules: 3,
  servers: 5,
  interfaces: 9,
  metals: 3,
  nats: 3,
  natRules: 3,
  blbs: 4,
  appBlbs: 4,
  listeners: 3,
  groups: 3,
  members: 3,
  peerings: 3,
  databases: 5,
  caches: 3,
  clusters: 3,
};

interface Expected {
  /** Lists that say themselves where they go on; clusters are counted. */
  readonly paged: readonly string[];
  readonly ids: (here: Resources, account: AccountEstate) => readonly string[];
}

const idsOf = (items: readonly { readonly id: string }[]): readonly string[] => items.map(({ id }) => id);

const VPCS = 'network:VPC_READ:ListVPC';
const SERVERS = 'bcc:VM_READ:ListInstances';
const NATS = 'network:NAT_READ:ListNatGateway';
const BLBS = 'blb:READ:DescribeLoadBalancers';
const APP_BLBS = 'blb:READ:DescribeAppLoadBalancers';

const EXPECTED: Readonly<Record<string, Expected>> = {
  region: { paged: [], ids: () => Object.keys(REGIONS) },
  az: { paged: [], ids: ({ zones }) => zones.map(({ zoneName }) => zoneName) },
  vpc: { paged: [VPCS], ids: ({ vpcs }) => vpcs.map(({ vpcId }) => vpcId) },
  subnet: {
    paged: ['network:SUBNET_READ:ListSubnets'],
    ids: ({ subnets }) => subnets.map(({ subnetId }) => subnetId),
  },
  router: {
    paged: [VPCS, 'network:ROUTE_READ:GetRouteRule'],
    ids: ({ vpcs, routeRules }) =>
      vpcs.map(
        ({ vpcId }) =>
          routeRules.find(({ parent }) => parent === vpcId)?.row.routeTableId ?? vpcId.replace(/^vpc/, 'rt'),
      ),
  },
  'security-group': {
    paged: ['bcc:SECURITYGROUP_READ:ListSecurityGroup'],
    ids: ({ securityGroups }) => idsOf(securityGroups),
  },
  'enterprise-security-group': {
    paged: ['network:ESG_READ:ListEsg'],
    ids: ({ enterpriseGroups }) => idsOf(enterpriseGroups),
  },
  eip: { paged: ['eip:READ:ListEip'], ids: ({ eips }) => eips.map(({ eipId }) => eipId) },
  nic: {
    paged: [VPCS, 'network:ENIC_READ:ListEni', SERVERS],
    ids: ({ enis, instances }) => [
      ...enis.map(({ eniId }) => eniId),
      ...instances.map(({ id, nicInfo }) => nicInfo.eniId || id),
    ],
  },
  'nat-gateway': { paged: [NATS], ids: ({ nats }) => idsOf(nats) },
  'nat-rule': {
    paged: [NATS, 'network:NAT_READ:ListNatGatewaySnatRules', 'network:NAT_READ:ListNatGatewayDnatRules'],
    ids: ({ snatRules, dnatRules }) => [...snatRules, ...dnatRules].map(({ row }) => row.ruleId),
  },
  'peer-connection': {
    paged: ['network:PEERCONN_READ:ListPeerConn'],
    ids: ({ peerConns }) => peerConns.map(({ peerConnId }) => peerConnId),
  },
  csn: {
    paged: ['csn:CSN_READ:ListCsn', 'csn:CSN_READ:ListInstance'],
    ids: (_, { csns }) => csns.map(({ csnId }) => csnId),
  },
  vm: { paged: [SERVERS], ids: ({ instances }) => idsOf(instances) },
  bbc: { paged: [SERVERS, 'bbc:READ:ListInstances'], ids: ({ metals }) => idsOf(metals) },
  blb: { paged: [BLBS], ids: ({ blbs }) => blbs.map(({ blbId }) => blbId) },
  'blb-listener': {
    paged: [BLBS, 'blb:READ:DescribeAllListeners'],
    ids: ({ listeners }) =>
      listeners.map(({ parent, row }) => `${parent}:${row.listenerType.toLowerCase()}:${row.listenerPort}`),
  },
  'blb-target': {
    paged: [BLBS, 'blb:READ:DescribeBackendServers'],
    ids: ({ backends }) => backends.map(({ parent, row }) => `${parent}:${row.instanceId}`),
  },
  appblb: { paged: [APP_BLBS], ids: ({ appBlbs }) => appBlbs.map(({ blbId }) => blbId) },
  'appblb-listener': {
    paged: [APP_BLBS, 'blb:READ:DescribeAppAllListeners'],
    ids: ({ appListeners }) =>
      appListeners.map(
        ({ parent, row }) => `${parent}:${row.listenerType.toLowerCase()}:${row.listenerPort}`,
      ),
  },
  'appblb-target': {
    paged: [
      APP_BLBS,
      'blb:READ:DescribeAppServerGroup',
      'blb:READ:DescribeBlbRs',
      'blb:READ:DescribeAppIpGroup',
      'blb:READ:DescribeAppIpGroupMember',
    ],
    ids: ({ groupServers, serverGroups, ipMembers }) => [
      ...groupServers.flatMap(({ parent, row }) =>
        serverGroups
          .filter((group) => group.row.id === parent)
          .flatMap((group) =>
            group.row.portList.map(({ port }) => `${parent}:${row.instanceId}:tcp:${port}`),
          ),
      ),
      ...ipMembers.map(({ parent, row }) => `${parent}:${row.memberId}`),
    ],
  },
  rds: { paged: ['rds:READ:ListRds'], ids: ({ databases }) => databases.map(({ instanceId }) => instanceId) },
  redis: {
    paged: ['scs:READ:ListInstances'],
    ids: ({ caches }) => caches.map(({ instanceId }) => instanceId),
  },
  'k8s-cluster': { paged: [], ids: ({ clusters }) => clusters.map(({ spec }) => spec.clusterID) },
};

for (const collector of baidu.collectors) {
  const expected = EXPECTED[collector.name];
  if (expected === undefined) throw new Error(`say what ${collector.name} should find`);
  let opened: BaiduCloud | undefined;
  testCollector({
    collector,
    open: async () => {
      const account = collector.scope === 'account';
      const regions = account ? ['bj', 'gz', 'su'] : ['bj'];
      opened = await startCloud({ sizes, csns: 3, regions }, { small: true, account });
      return opened;
    },
    paged: expected.paged,
    ids: () => (opened === undefined ? [] : expected.ids(opened.here, opened.account)),
  });
}
