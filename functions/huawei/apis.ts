import { CloudError } from '../../shared/collect/errors.ts';

/** As its hosts begin in most regions; EIPs are served by the host of VPC. */
export type Service =
  | 'cc'
  | 'cce'
  | 'dcs'
  | 'ecs'
  | 'elb'
  | 'er'
  | 'gaussdb'
  | 'gaussdb-opengauss'
  | 'iam'
  | 'nat'
  | 'rds'
  | 'vpc';

/** One operation: where it is, and what a policy must allow. */
export interface Api {
  readonly service: Service;
  /** As the vendor calls it, after its product: what a quota counts. Several may need the same permission. */
  readonly operation: string;
  readonly method: 'GET' | 'POST';
  /** With the ids that a request has to name: `{project_id}`. */
  readonly path: string;
  /** As policies of version 1.1 spell it. */
  readonly action: string;
}

const get = (service: Service, operation: string, path: string, action: string): Api => ({
  service,
  operation,
  method: 'GET',
  path,
  action,
});

const post = (service: Service, operation: string, path: string, action: string): Api => ({
  service,
  operation,
  method: 'POST',
  path,
  action,
});

/**
 * Paths and names: the operations of the same names in the clients of
 * https://github.com/huaweicloud/huaweicloud-sdk-nodejs-v3 (services/…). Actions: those of policies of version 1.1, as
 * the tables "policy-based authorization" have them by method and path; identity policies (5.0) call many otherwise.
 */
export const API = {
  // https://support.huaweicloud.com/api-iam/iam_06_0003.html (everybody may), …/iam_04_0101.html
  projects: get(
    'iam',
    'iam:KeystoneListAuthProjects',
    '/v3/auth/projects',
    'iam:projects:listProjectsForUser',
  ),
  regions: get('iam', 'iam:KeystoneListRegions', '/v3/regions', 'iam:regions:listRegions'),
  assume: post(
    'iam',
    'iam:CreateTemporaryAccessKeyByAgency',
    '/v3.0/OS-CREDENTIAL/securitytokens',
    'iam:tokens:assume',
  ),

  // https://support.huaweicloud.com/en-us/api-ecs/ecs_06_0018.html , …/ecs_06_0002.html
  zones: get('ecs', 'ecs:ListServerAzInfo', '/v1/{project_id}/availability-zones', 'ecs:cloudServers:list'),
  servers: get(
    'ecs',
    'ecs:ListServersDetails',
    '/v1/{project_id}/cloudservers/detail',
    'ecs:cloudServers:list',
  ),

  // https://support.huaweicloud.com/api-vpc/vpc_permission_0030.html , and under the same name VPCs' subnets 0047,
  // ports 0042, route tables 0029, security groups 0044, their rules 0032, peerings 0005
  vpcs: get('vpc', 'vpc:ListVpcs', '/v3/{project_id}/vpc/vpcs', 'vpc:vpcs:list'),
  subnets: get('vpc', 'vpc:ListVirsubnets', '/v3/{project_id}/vpc/virsubnets', 'vpc:subnets:get'),
  subnet: get(
    'vpc',
    'vpc:ShowVirsubnet',
    '/v3/{project_id}/vpc/virsubnets/{virsubnet_id}',
    'vpc:subnets:get',
  ),
  ports: get('vpc', 'vpc:ListPorts', '/v3/{project_id}/ports', 'vpc:ports:get'),
  port: get('vpc', 'vpc:ShowPort', '/v3/{project_id}/ports/{port_id}', 'vpc:ports:get'),
  routeTables: get('vpc', 'vpc:ListRouteTables', '/v1/{project_id}/routetables', 'vpc:routeTables:list'),
  routeTable: get(
    'vpc',
    'vpc:ShowRouteTable',
    '/v1/{project_id}/routetables/{routetable_id}',
    'vpc:routeTables:get',
  ),
  securityGroups: get(
    'vpc',
    'vpc:ListSecurityGroups',
    '/v3/{project_id}/vpc/security-groups',
    'vpc:securityGroups:get',
  ),
  securityGroup: get(
    'vpc',
    'vpc:ShowSecurityGroup',
    '/v3/{project_id}/vpc/security-groups/{security_group_id}',
    'vpc:securityGroups:get',
  ),
  securityGroupRules: get(
    'vpc',
    'vpc:ListSecurityGroupRules',
    '/v3/{project_id}/vpc/security-group-rules',
    'vpc:securityGroupRules:get',
  ),
  securityGroupRule: get(
    'vpc',
    'vpc:ShowSecurityGroupRule',
    '/v3/{project_id}/vpc/security-group-rules/{rule_id}',
    'vpc:securityGroupRules:get',
  ),
  peerings: get('vpc', 'vpc:ListVpcPeerings', '/v2.0/vpc/peerings', 'vpc:peerings:get'),
  peering: get('vpc', 'vpc:ShowVpcPeering', '/v2.0/vpc/peerings/{peering_id}', 'vpc:peerings:get'),
  // https://support.huaweicloud.com/api-eip/eip_apipermission_0011.html
  eips: get('vpc', 'eip:ListPublicips', '/v3/{project_id}/eip/publicips', 'vpc:publicIps:list'),

  // https://support.huaweicloud.com/api-natgateway/nat_api_0029.html , and under the same name rules 0030 and 0031, tags
  // 0035 (v3: https://support.huaweicloud.com/eu/api-natgateway/ShowNatGatewayTag.html), private ones 0070 to 0073
  natGateways: get('nat', 'nat:ListNatGateways', '/v2/{project_id}/nat_gateways', 'nat:natGateways:list'),
  natGatewayTags: post(
    'nat',
    'nat:ListNatGatewayByTag',
    '/v3/{project_id}/nat_gateways/resource_instances/action',
    'nat:natGatewayTags:get',
  ),
  snatRules: get('nat', 'nat:ListNatGatewaySnatRules', '/v2/{project_id}/snat_rules', 'nat:snatRules:list'),
  dnatRules: get('nat', 'nat:ListNatGatewayDnatRules', '/v2/{project_id}/dnat_rules', 'nat:dnatRules:list'),
  privateNatGateways: get(
    'nat',
    'nat:ListPrivateNats',
    '/v3/{project_id}/private-nat/gateways',
    'nat:privateNatGateways:list',
  ),
  privateSnatRules: get(
    'nat',
    'nat:ListPrivateSnats',
    '/v3/{project_id}/private-nat/snat-rules',
    'nat:privateNatSnatRules:list',
  ),
  privateDnatRules: get(
    'nat',
    'nat:ListPrivateDnats',
    '/v3/{project_id}/private-nat/dnat-rules',
    'nat:privateNatDnatRules:list',
  ),
  transitIps: get(
    'nat',
    'nat:ListTransitIps',
    '/v3/{project_id}/private-nat/transit-ips',
    'nat:transitIps:list',
  ),

  // https://support.huaweicloud.com/api-elb/elb_sq_lb_v3_0001.html and those after it, …/ListAllMembers.html
  loadBalancers: get(
    'elb',
    'elb:ListLoadBalancers',
    '/v3/{project_id}/elb/loadbalancers',
    'elb:loadbalancers:list',
  ),
  listeners: get('elb', 'elb:ListListeners', '/v3/{project_id}/elb/listeners', 'elb:listeners:list'),
  pools: get('elb', 'elb:ListPools', '/v3/{project_id}/elb/pools', 'elb:pools:list'),
  policies: get('elb', 'elb:ListL7Policies', '/v3/{project_id}/elb/l7policies', 'elb:l7policies:list'),
  members: get('elb', 'elb:ListAllMembers', '/v3/{project_id}/elb/members', 'elb:members:list'),
  poolMembers: get(
    'elb',
    'elb:ListMembers',
    '/v3/{project_id}/elb/pools/{pool_id}/members',
    'elb:members:list',
  ),

  // https://support.huaweicloud.com/api-cc/cc_02_0003.html , https://support.huaweicloud.com/eu/api-er/er_02_0018.html
  cloudConnections: get(
    'cc',
    'cc:ListCloudConnections',
    '/v3/{domain_id}/ccaas/cloud-connections',
    'cc:cloudConnections:list',
  ),
  networkInstances: get(
    'cc',
    'cc:ListNetworkInstances',
    '/v3/{domain_id}/ccaas/network-instances',
    'cc:networkInstances:list',
  ),
  centralNetworks: get(
    'cc',
    'cc:ListCentralNetworks',
    '/v3/{domain_id}/gcn/central-networks',
    'cc:centralNetwork:list',
  ),
  enterpriseRouters: get(
    'er',
    'er:ListEnterpriseRouters',
    '/v3/{project_id}/enterprise-router/instances',
    'er:instances:list',
  ),
  vpcAttachments: get(
    'er',
    'er:ListVpcAttachments',
    '/v3/{project_id}/enterprise-router/{er_id}/vpc-attachments',
    'er:attachments:list',
  ),

  // https://support.huaweicloud.com/api-rds/rds_10_0007.html , https://support.huaweicloud.com/api-taurusdb/taurusdb_06_0002.html ,
  // https://support.huaweicloud.com/intl/en-us/api-gaussdb/gaussdb_api_191.html , https://support.huaweicloud.com/api-dcs/dcs-api-0003.html ,
  // https://support.huaweicloud.com/intl/en-us/api-cce/cce_02_0327.html
  databases: get('rds', 'rds:ListInstances', '/v3/{project_id}/instances', 'rds:instance:list'),
  gaussMysql: get(
    'gaussdb',
    'gaussdb:ListGaussMySqlInstancesUnifyStatus',
    '/v3.1/{project_id}/instances',
    'gaussdb:instance:list',
  ),
  gaussDb: get(
    'gaussdb-opengauss',
    'opengauss:ListDatabaseInstances',
    '/v3.3/{project_id}/instances',
    'gaussdb:instance:list',
  ),
  caches: get('dcs', 'dcs:ListInstances', '/v2/{project_id}/instances', 'dcs:instance:list'),
  clusters: get('cce', 'cce:ListClusters', '/api/v3/projects/{project_id}/clusters', 'cce:cluster:list'),
} as const satisfies Readonly<Record<string, Api>>;

/** The path of one request; ids of Huawei are letters, digits and dashes. */
export function pathOf({ path }: Api, ids: Readonly<Record<string, string>>): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const id = ids[name];
    if (id === undefined) throw new Error(`${path}: no ${name}`);
    if (!/^[\w-]+$/.test(id)) throw new CloudError('invalid', `${path}: no ${name} can be ${id}`);
    return id;
  });
}
