import { CloudError } from '../../shared/collect/errors.ts';

/** The first label of a service's hosts; VPC is served by the hosts of BCC. */
export type Host = 'bbc' | 'bcc' | 'blb' | 'cce' | 'csn' | 'eip' | 'rds' | 'redis' | 'sts';

/** One operation: where it is, and what a policy must allow. */
export interface Api {
  readonly host: Host;
  readonly method: 'GET' | 'POST';
  /** With the ids that a request has to name: `{blbId}`. */
  readonly path: string;
  /**
   * `<service>:<permission>:<operation>`. Baidu Cloud allows permissions of a service (`VPC_READ` of `bce:network`),
   * each of which is good for many operations: https://cloud.baidu.com/doc/IAM/s/8jwvyc3ai
   */
  readonly action: string;
}

const get = (host: Host, path: string, action: string): Api => ({ host, method: 'GET', path, action });
const post = (host: Host, path: string, action: string): Api => ({ host, method: 'POST', path, action });

/**
 * Paths: the functions of the same names of https://github.com/baidubce/bce-sdk-go (services/…), and the pages of
 * https://cloud.baidu.com/doc. Permissions: the read-only ones of each service, listed by its page on access of several
 * users, as https://cloud.baidu.com/doc/VPC/s/2jwvytwrr and https://cloud.baidu.com/doc/RDS/s/4kcu4ys32-en.
 */
export const API = {
  regions: post('bcc', '/v2/region/describeRegions', 'bcc:VM_READ:DescribeRegions'),
  assume: post('sts', '/v1/credential', 'iam:AssumeRole:AssumeRole'),

  zones: get('bcc', '/v2/zone', 'bcc:VM_READ:ListZone'),
  servers: get('bcc', '/v2/instance', 'bcc:VM_READ:ListInstances'),
  metals: get('bbc', '/v1/instance', 'bbc:READ:ListInstances'),
  metalNetworks: post('bbc', '/v1/vpcSubnet', 'bbc:READ:GetVpcSubnet'),
  metalInterface: get('bbc', '/v1/vpcPort/{instanceId}', 'bbc:READ:GetInstanceEni'),
  securityGroups: get('bcc', '/v2/securityGroup', 'bcc:SECURITYGROUP_READ:ListSecurityGroup'),

  vpcs: get('bcc', '/v1/vpc', 'network:VPC_READ:ListVPC'),
  subnets: get('bcc', '/v1/subnet', 'network:SUBNET_READ:ListSubnets'),
  routes: get('bcc', '/v1/route/rule', 'network:ROUTE_READ:GetRouteRule'),
  routeTable: get('bcc', '/v1/route', 'network:ROUTE_READ:GetRouteTable'),
  interfaces: get('bcc', '/v1/eni', 'network:ENIC_READ:ListEni'),
  enterpriseGroups: get('bcc', '/v1/enterprise/security', 'network:ESG_READ:ListEsg'),
  peerings: get('bcc', '/v1/peerconn', 'network:PEERCONN_READ:ListPeerConn'),
  natGateways: get('bcc', '/v1/nat', 'network:NAT_READ:ListNatGateway'),
  snatRules: get('bcc', '/v1/nat/{natId}/snatRule', 'network:NAT_READ:ListNatGatewaySnatRules'),
  dnatRules: get('bcc', '/v1/nat/{natId}/dnatRule', 'network:NAT_READ:ListNatGatewayDnatRules'),
  eips: get('eip', '/v1/eip', 'eip:READ:ListEip'),

  balancers: get('blb', '/v1/blb', 'blb:READ:DescribeLoadBalancers'),
  listeners: get('blb', '/v1/blb/{blbId}/listener', 'blb:READ:DescribeAllListeners'),
  backends: get('blb', '/v1/blb/{blbId}/backendserver', 'blb:READ:DescribeBackendServers'),
  appBalancers: get('blb', '/v1/appblb', 'blb:READ:DescribeAppLoadBalancers'),
  appListeners: get('blb', '/v1/appblb/{blbId}/listener', 'blb:READ:DescribeAppAllListeners'),
  policies: get('blb', '/v1/appblb/{blbId}/policys', 'blb:READ:DescribePolicys'),
  serverGroups: get('blb', '/v1/appblb/{blbId}/appservergroup', 'blb:READ:DescribeAppServerGroup'),
  groupServers: get('blb', '/v1/appblb/{blbId}/blbrs', 'blb:READ:DescribeBlbRs'),
  ipGroups: get('blb', '/v1/appblb/{blbId}/ipgroup', 'blb:READ:DescribeAppIpGroup'),
  ipGroupMembers: get('blb', '/v1/appblb/{blbId}/ipgroup/member', 'blb:READ:DescribeAppIpGroupMember'),

  csns: get('csn', '/v1/csn', 'csn:CSN_READ:ListCsn'),
  csnInstances: get('csn', '/v1/csn/{csnId}/instance', 'csn:CSN_READ:ListInstance'),

  databases: get('rds', '/v1/instance', 'rds:READ:ListRds'),
  database: get('rds', '/v1/instance/{instanceId}', 'rds:READ:GetDetail'),
  caches: get('redis', '/v2/instance', 'scs:READ:ListInstances'),
  cache: get('redis', '/v2/instance/{instanceId}', 'scs:READ:GetInstanceDetail'),
  clusters: get('cce', '/api/cce/service/v2/clusters', 'cce:CCE_READ:ListClusters'),
} as const satisfies Readonly<Record<string, Api>>;

/**
 * Of CSN there is one host (https://github.com/baidubce/bce-sdk-go, services/csn/client.go), regions are told by that of
 * BCC for all (https://cloud.baidu.com/doc/BCC/s/3lvc76e8v), roles by that of Beijing (services/sts/client.go).
 */
export const isCentral = (api: Api): boolean =>
  api.host === 'csn' || api.host === 'sts' || api.path === API.regions.path;

/** Without the domain: `bcc.bj`. */
export function hostOf(api: Api, region: string): string {
  if (api.host === 'sts') return 'sts.bj';
  return isCentral(api) ? api.host : `${api.host}.${region}`;
}

/** The path of one request; ids of Baidu Cloud are letters, digits, dashes and underscores. */
export function pathOf({ path }: Api, ids: Readonly<Record<string, string>>): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const id = ids[name];
    if (id === undefined) throw new Error(`${path}: no ${name}`);
    if (!/^[\w.-]+$/.test(id)) throw new CloudError('invalid', `${path}: no ${name} can be ${id}`);
    return id;
  });
}
