/**
 * Every call that the simulator knows. Paths, parameters and shapes: the functions of github.com/baidubce/bce-sdk-go
 * (v0.9.273) named at each, and the pages of https://cloud.baidu.com/doc they link to.
 */
import { REGIONS } from './estate.ts';
import { type Context, type Operation, childrenOf, list, operation } from './operation.ts';
import { DENIED, badRequest, notFound, refusal } from './refusals.ts';
import type { Cache } from './rows.ts';

const onlyOf = <Row extends object>(
  rows: readonly Row[],
  field: keyof Row,
  { query }: Context,
): readonly Row[] => {
  const wanted = query.get(String(field));
  return wanted === null || wanted === '' ? rows : rows.filter((row) => row[field] === wanted);
};

/** Whoever asks about the children of something that is not there is told so. */
function within(context: Context, name: string, parents: readonly string[]): string {
  const parent = context.path[name] ?? context.query.get(name) ?? '';
  if (!parents.includes(parent)) throw notFound();
  return parent;
}

/** services/bcc, also DescribeRegions of https://cloud.baidu.com/doc/BCC/s/3lvc76e8v */
const BCC: readonly Operation[] = [
  operation('bcc', '/v2/region/describeRegions', 'bcc:VM_READ:DescribeRegions', {
    method: 'POST',
    scope: 'central',
    known: ['region'],
    documented: ['clientToken'],
    answer: ({ account, body }) => ({
      regions: Object.entries(REGIONS)
        .filter(([id]) => !account.closed.includes(id))
        .filter(([id]) => body['region'] === undefined || body['region'] === id)
        .map(([regionId, regionName]) => ({
          regionId,
          regionName,
          regionEndpoint: `bcc.${regionId}.baidubce.com`,
        })),
    }),
  }),
  operation('bcc', '/v2/zone', 'bcc:VM_READ:ListZone', { answer: ({ here }) => ({ zones: here.zones }) }),
  list('bcc', '/v2/instance', 'bcc:VM_READ:ListInstances', {
    at: 'instances',
    known: ['vpcId', 'zoneName'],
    documented: [
      'dedicateHostId',
      'internalIp',
      'keypairId',
      'autoRenew',
      'instanceIds',
      'instanceNames',
      'cdsIds',
      'deploySetIds',
      'securityGroupIds',
      'paymentTiming',
      'status',
      'tags',
      'privateIps',
      'ipv6Addresses',
      'ehcClusterId',
      'fuzzyInstanceName',
    ],
    rows: (context) => onlyOf(onlyOf(context.here.instances, 'vpcId', context), 'zoneName', context),
    keyOf: ({ id }) => id,
  }),
  list('bcc', '/v2/securityGroup', 'bcc:SECURITYGROUP_READ:ListSecurityGroup', {
    at: 'securityGroups',
    known: ['vpcId'],
    documented: ['instanceId', 'securityGroupId', 'securityGroupIds'],
    rows: (context) => onlyOf(context.here.securityGroups, 'vpcId', context),
    keyOf: ({ id }) => id,
  }),
];

/** services/bbc: ListInstances, GetVpcSubnet */
const BBC: readonly Operation[] = [
  list('bbc', '/v1/instance', 'bbc:READ:ListInstances', {
    at: 'instances',
    documented: ['internalIp', 'vpcId'],
    rows: ({ here }) => here.metals,
    keyOf: ({ id }) => id,
  }),
  operation('bbc', '/v1/vpcSubnet', 'bbc:READ:GetVpcSubnet', {
    method: 'POST',
    known: ['bbcIds'],
    needed: ['bbcIds'],
    answer: ({ here, body }) => {
      const { bbcIds } = body;
      if (!Array.isArray(bbcIds) || bbcIds.length === 0) throw badRequest('bbcIds must not be empty');
      return { networkInfo: here.metalNetworks.filter(({ bbcId }) => bbcIds.includes(bbcId)) };
    },
  }),
  operation('bbc', '/v1/vpcPort/{instanceId}', 'bbc:READ:GetInstanceEni', {
    answer: ({ here, path }) => {
      const found = here.metalInterfaces.find(({ instanceId }) => instanceId === path['instanceId']);
      if (found === undefined) throw notFound();
      return found;
    },
  }),
];

/** services/vpc, services/eni, services/esg: all of them at the hosts of BCC */
const VPC: readonly Operation[] = [
  list('bcc', '/v1/vpc', 'network:VPC_READ:ListVPC', {
    at: 'vpcs',
    documented: ['vpcIds', 'isDefault'],
    rows: ({ here }) => here.vpcs,
    keyOf: ({ vpcId }) => vpcId,
  }),
  list('bcc', '/v1/subnet', 'network:SUBNET_READ:ListSubnets', {
    at: 'subnets',
    known: ['vpcId', 'zoneName'],
    documented: ['subnetType', 'subnetIds'],
    rows: (context) => onlyOf(onlyOf(context.here.subnets, 'vpcId', context), 'zoneName', context),
    keyOf: ({ subnetId }) => subnetId,
  }),
  operation('bcc', '/v1/route', 'network:ROUTE_READ:GetRouteTable', {
    known: ['vpcId'],
    needed: ['vpcId'],
    documented: ['routeTableId'],
    answer: (context) => {
      const vpcId = within(context, 'vpcId', vpcIds(context));
      const own = context.here.routeRules.filter(({ parent }) => parent === vpcId).map(({ row }) => row);
      const routeTableId = own[0]?.routeTableId ?? vpcId.replace(/^vpc/, 'rt');
      return { name: 'default', routeTableId, vpcId, routeRules: own };
    },
  }),
  list('bcc', '/v1/route/rule', 'network:ROUTE_READ:GetRouteRule', {
    at: 'routeRules',
    needed: ['vpcId'],
    documented: ['routeTableId'],
    rows: (context) => childrenOf(context.here.routeRules, within(context, 'vpcId', vpcIds(context))),
    keyOf: ({ routeRuleId }) => routeRuleId,
  }),
  list('bcc', '/v1/eni', 'network:ENIC_READ:ListEni', {
    at: 'enis',
    needed: ['vpcId'],
    documented: ['instanceId', 'name', 'privateIpAddress'],
    rows: (context) => {
      within(context, 'vpcId', vpcIds(context));
      return onlyOf(context.here.enis, 'vpcId', context);
    },
    keyOf: ({ eniId }) => eniId,
  }),
  list('bcc', '/v1/enterprise/security', 'network:ESG_READ:ListEsg', {
    at: 'enterpriseSecurityGroups',
    documented: ['instanceId'],
    rows: ({ here }) => here.enterpriseGroups,
    keyOf: ({ id }) => id,
  }),
  list('bcc', '/v1/peerconn', 'network:PEERCONN_READ:ListPeerConn', {
    at: 'peerConns',
    documented: ['vpcId'],
    rows: ({ here }) => here.peerConns,
    keyOf: ({ peerConnId, role }) => `${peerConnId}-${role}`,
  }),
  list('bcc', '/v1/nat', 'network:NAT_READ:ListNatGateway', {
    at: 'nats',
    // The page says that it is needed, and that without a value it stands for all.
    needed: ['vpcId'],
    documented: ['natId', 'name', 'ip'],
    rows: (context) => onlyOf(context.here.nats, 'vpcId', context),
    keyOf: ({ id }) => id,
  }),
  list('bcc', '/v1/nat/{natId}/snatRule', 'network:NAT_READ:ListNatGatewaySnatRules', {
    at: 'rules',
    rows: (context) => childrenOf(context.here.snatRules, within(context, 'natId', natIds(context))),
    keyOf: ({ ruleId }) => ruleId,
  }),
  list('bcc', '/v1/nat/{natId}/dnatRule', 'network:NAT_READ:ListNatGatewayDnatRules', {
    at: 'rules',
    rows: (context) => childrenOf(context.here.dnatRules, within(context, 'natId', natIds(context))),
    keyOf: ({ ruleId }) => ruleId,
  }),
];

const vpcIds = ({ here }: Context): readonly string[] => here.vpcs.map(({ vpcId }) => vpcId);
const natIds = ({ here }: Context): readonly string[] => here.nats.map(({ id }) => id);

/**
 * Those of IPv6 are told only to who asks for them: github.com/baidubce/bce-sdk-java BlbClient.listIpv6Blbs, and
 * `ipVersion` of EipClient.
 */
function ofFamily<Row extends object>(
  rows: readonly Row[],
  address: keyof Row,
  parameter: string,
  { query }: Context,
): readonly Row[] {
  return rows.filter((row) => String(row[address]).includes(':') === (query.get(parameter) === 'ipv6'));
}

/** services/eip: ListEip */
const EIP: readonly Operation[] = [
  list('eip', '/v1/eip', 'eip:READ:ListEip', {
    at: 'eipList',
    known: ['ipVersion'],
    documented: ['eip', 'instanceType', 'instanceId', 'status', 'name', 'eipIds'],
    rows: (context) => ofFamily(context.here.eips, 'eip', 'ipVersion', context),
    keyOf: ({ eip }) => eip,
  }),
];

const BALANCER_FILTERS = ['address', 'name', 'blbId', 'bccId', 'exactlyMatch'];

const inBlb = (context: Context): string =>
  within(
    context,
    'blbId',
    context.here.blbs.map(({ blbId }) => blbId),
  );
const inAppBlb = (context: Context): string =>
  within(
    context,
    'blbId',
    context.here.appBlbs.map(({ blbId }) => blbId),
  );

/** services/blb, services/appblb */
const BLB: readonly Operation[] = [
  list('blb', '/v1/blb', 'blb:READ:DescribeLoadBalancers', {
    at: 'blbList',
    known: ['type'],
    documented: BALANCER_FILTERS,
    rows: (context) => ofFamily(context.here.blbs, 'address', 'type', context),
    keyOf: ({ blbId }) => blbId,
  }),
  list('blb', '/v1/blb/{blbId}/listener', 'blb:READ:DescribeAllListeners', {
    at: 'listenerList',
    documented: ['listenerPort'],
    rows: (context) => childrenOf(context.here.listeners, inBlb(context)),
    keyOf: ({ listenerPort, listenerType }) => `${listenerPort}-${listenerType}`,
  }),
  list('blb', '/v1/blb/{blbId}/backendserver', 'blb:READ:DescribeBackendServers', {
    at: 'backendServerList',
    rows: (context) => childrenOf(context.here.backends, inBlb(context)),
    keyOf: ({ instanceId, privateIp }) => instanceId || privateIp,
  }),
  list('blb', '/v1/appblb', 'blb:READ:DescribeAppLoadBalancers', {
    at: 'blbList',
    known: ['type'],
    documented: BALANCER_FILTERS,
    rows: (context) => ofFamily(context.here.appBlbs, 'address', 'type', context),
    keyOf: ({ blbId }) => blbId,
  }),
  list('blb', '/v1/appblb/{blbId}/listener', 'blb:READ:DescribeAppAllListeners', {
    at: 'listenerList',
    documented: ['listenerPort'],
    rows: (context) => childrenOf(context.here.appListeners, inAppBlb(context)),
    keyOf: ({ listenerPort, listenerType }) => `${listenerPort}-${listenerType}`,
  }),
  list('blb', '/v1/appblb/{blbId}/policys', 'blb:READ:DescribePolicys', {
    at: 'policyList',
    needed: ['port'],
    known: ['type'],
    rows: (context) =>
      childrenOf(context.here.policies, inAppBlb(context)).filter(
        ({ frontendPort, portType }) =>
          String(frontendPort) === context.query.get('port') &&
          portType === (context.query.get('type') ?? portType),
      ),
    keyOf: ({ id }) => id,
  }),
  list('blb', '/v1/appblb/{blbId}/appservergroup', 'blb:READ:DescribeAppServerGroup', {
    at: 'appServerGroupList',
    documented: ['name', 'exactlyMatch'],
    rows: (context) => childrenOf(context.here.serverGroups, inAppBlb(context)),
    keyOf: ({ id }) => id,
  }),
  list('blb', '/v1/appblb/{blbId}/blbrs', 'blb:READ:DescribeBlbRs', {
    at: 'backendServerList',
    needed: ['sgId'],
    rows: (context) => {
      inAppBlb(context);
      return childrenOf(context.here.groupServers, context.query.get('sgId'));
    },
    keyOf: ({ instanceId }) => instanceId,
  }),
  list('blb', '/v1/appblb/{blbId}/ipgroup', 'blb:READ:DescribeAppIpGroup', {
    at: 'appIpGroupList',
    documented: ['name', 'exactlyMatch'],
    rows: (context) => childrenOf(context.here.ipGroups, inAppBlb(context)),
    keyOf: ({ id }) => id,
  }),
  list('blb', '/v1/appblb/{blbId}/ipgroup/member', 'blb:READ:DescribeAppIpGroupMember', {
    at: 'memberList',
    needed: ['ipGroupId'],
    rows: (context) => {
      inAppBlb(context);
      return childrenOf(context.here.ipMembers, context.query.get('ipGroupId'));
    },
    keyOf: ({ memberId }) => memberId,
  }),
];

/** services/csn: ListCsn, ListInstance */
const CSN: readonly Operation[] = [
  list('csn', '/v1/csn', 'csn:CSN_READ:ListCsn', {
    scope: 'central',
    at: 'csns',
    rows: ({ account }) => account.csns,
    keyOf: ({ csnId }) => csnId,
  }),
  list('csn', '/v1/csn/{csnId}/instance', 'csn:CSN_READ:ListInstance', {
    scope: 'central',
    at: 'instances',
    rows: (context) =>
      childrenOf(
        context.account.csnInstances,
        within(
          context,
          'csnId',
          context.account.csns.map(({ csnId }) => csnId),
        ),
      ),
    keyOf: ({ instanceId }) => instanceId,
  }),
];

/** The list of SCS tells no VPC and no subnets. https://cloud.baidu.com/doc/SCS/s/lk0rv78qr */
const listedCache = (row: Cache): unknown => ({ ...row, vpcId: undefined, subnets: undefined });

/** services/rds, services/scs, services/cce/v2 */
const DATA: readonly Operation[] = [
  list('rds', '/v1/instance', 'rds:READ:ListRds', {
    at: 'instances',
    rows: ({ here }) => here.databases,
    keyOf: ({ instanceId }) => instanceId,
    // Of some engines the list does not tell the network.
    show: (row) => (row.engine === 'SQLServer' ? { ...row, vpcId: undefined, subnets: undefined } : row),
  }),
  operation('rds', '/v1/instance/{instanceId}', 'rds:READ:GetDetail', {
    answer: ({ here, path }) => {
      const found = here.databases.find(({ instanceId }) => instanceId === path['instanceId']);
      if (found === undefined) throw notFound();
      return found;
    },
  }),
  list('redis', '/v2/instance', 'scs:READ:ListInstances', {
    at: 'instances',
    documented: ['instanceIds', 'vnetIp'],
    rows: ({ here }) => here.caches,
    keyOf: ({ instanceId }) => instanceId,
    show: listedCache,
  }),
  operation('redis', '/v2/instance/{instanceId}', 'scs:READ:GetInstanceDetail', {
    answer: ({ here, path }) => {
      const found = here.caches.find(({ instanceId }) => instanceId === path['instanceId']);
      if (found === undefined) throw notFound();
      return found;
    },
  }),
  operation('cce', '/api/cce/service/v2/clusters', 'cce:CCE_READ:ListClusters', {
    known: ['pageNo', 'pageSize'],
    needed: ['pageNo', 'pageSize'],
    documented: ['keywordType', 'keyword', 'orderBy', 'order'],
    paging: 'number',
    answer: ({ here, query, fault }) => {
      const [pageNo, pageSize] = [Number(query.get('pageNo')), Number(query.get('pageSize'))];
      if (!(pageNo >= 1) || !(pageSize >= 1 && pageSize <= 100))
        throw badRequest('pageNo or pageSize is invalid');
      const all = fault?.kind === 'empty' ? [] : here.clusters;
      const page = all.slice((pageNo - 1) * pageSize, pageNo * pageSize);
      const clusterList = all.length === 0 ? null : page;
      return { clusterPage: { pageNo, pageSize, totalCount: all.length, clusterList } };
    },
  }),
];

/** services/sts: AssumeRole. https://cloud.baidu.com/doc/IAM/s/Qjwvyc8ov */
const STS: readonly Operation[] = [
  operation('sts', '/v1/credential', 'iam:AssumeRole:AssumeRole', {
    method: 'POST',
    scope: 'central',
    known: ['assumeRole', 'accountId', 'roleName', 'durationSeconds'],
    needed: ['assumeRole', 'accountId', 'roleName'],
    documented: ['userId', 'acl'],
    answer: ({ estate, identities, caller, query, now }) => {
      const [account, name] = [query.get('accountId') ?? '', query.get('roleName') ?? ''];
      const role = estate.accounts[account]?.roles.find((one) => one.name === name);
      if (role === undefined || !role.trusts.includes(caller.account)) {
        throw refusal(DENIED.status, DENIED.code, 'The role does not trust this account.');
      }
      const seconds = Number(query.get('durationSeconds') ?? 7200);
      if (!(seconds >= 1 && seconds <= 7200))
        throw badRequest('durationSeconds must not be greater than 7200');
      const expires = now + seconds * 1000;
      const { accessKeyId, secretAccessKey, sessionToken } = identities.session(account, name, expires);
      return {
        accessKeyId,
        secretAccessKey,
        sessionToken,
        createTime: new Date(now).toISOString(),
        expiration: new Date(expires).toISOString(),
        userId: account,
        roleId: `role-${name}`,
      };
    },
  }),
];

export const OPERATIONS: readonly Operation[] = [
  ...BCC,
  ...BBC,
  ...VPC,
  ...EIP,
  ...BLB,
  ...CSN,
  ...DATA,
  ...STS,
];
