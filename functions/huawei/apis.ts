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
  readonly method: 'GET' | 'POST';
  /** With the ids that a request has to name: `{project_id}`. */
  readonly path: string;
  readonly action: string;
}

const get = (service: Service, path: string, action: string): Api => ({
  service,
  method: 'GET',
  path,
  action,
});

const post = (service: Service, path: string, action: string): Api => ({
  service,
  method: 'POST',
  path,
  action,
});

/**
 * Paths: the operations of the same names in the clients of
 * https://github.com/huaweicloud/huaweicloud-sdk-nodejs-v3 (services/…). Actions: as the page of
 * each operation has them, or "Permissions and Supported Actions" of its service, such as
 * https://support.huaweicloud.com/intl/en-us/api-ecs/ecs_06_0002.html,
 * https://support.huaweicloud.com/intl/en-us/api-vpc/ListVirsubnets.html,
 * https://support.huaweicloud.com/api-elb/ListL7Policies.html and
 * https://support.huaweicloud.com/intl/en-us/api-natgateway/nat_api_0066.html
 */
export const API = {
  projects: get('iam', '/v3/auth/projects', 'iam:projects:listProjectsForUser'),
  regions: get('iam', '/v3/regions', 'iam:regions:listRegions'),
  assume: post('iam', '/v3.0/OS-CREDENTIAL/securitytokens', 'iam:tokens:assume'),

  zones: get('ecs', '/v1/{project_id}/availability-zones', 'ecs:availabilityZones:list'),
  servers: get('ecs', '/v1/{project_id}/cloudservers/detail', 'ecs:cloudServers:list'),

  vpcs: get('vpc', '/v3/{project_id}/vpc/vpcs', 'vpc:vpcs:list'),
  subnets: get('vpc', '/v3/{project_id}/vpc/virsubnets', 'vpc:subnets:list'),
  ports: get('vpc', '/v3/{project_id}/ports', 'vpc:ports:list'),
  routeTables: get('vpc', '/v1/{project_id}/routetables', 'vpc:routeTables:list'),
  routeTable: get('vpc', '/v1/{project_id}/routetables/{routetable_id}', 'vpc:routeTables:get'),
  securityGroups: get('vpc', '/v3/{project_id}/vpc/security-groups', 'vpc:securityGroups:list'),
  securityGroupRules: get('vpc', '/v3/{project_id}/vpc/security-group-rules', 'vpc:securityGroupRules:list'),
  peerings: get('vpc', '/v2.0/vpc/peerings', 'vpc:peerings:list'),
  eips: get('vpc', '/v3/{project_id}/eip/publicips', 'eip:publicIps:list'),

  natGateways: get('nat', '/v2/{project_id}/nat_gateways', 'nat:natGateways:list'),
  natGatewayTags: post(
    'nat',
    '/v3/{project_id}/nat_gateways/resource_instances/action',
    'nat:natGatewayTags:list',
  ),
  snatRules: get('nat', '/v2/{project_id}/snat_rules', 'nat:snatRules:list'),
  dnatRules: get('nat', '/v2/{project_id}/dnat_rules', 'nat:dnatRules:list'),
  privateNatGateways: get('nat', '/v3/{project_id}/private-nat/gateways', 'nat:privateNatGateways:list'),
  privateSnatRules: get('nat', '/v3/{project_id}/private-nat/snat-rules', 'nat:privateSnatRules:list'),
  privateDnatRules: get('nat', '/v3/{project_id}/private-nat/dnat-rules', 'nat:privateDnatRules:list'),
  transitIps: get('nat', '/v3/{project_id}/private-nat/transit-ips', 'nat:transitIps:list'),

  loadBalancers: get('elb', '/v3/{project_id}/elb/loadbalancers', 'elb:loadbalancers:list'),
  listeners: get('elb', '/v3/{project_id}/elb/listeners', 'elb:listeners:list'),
  pools: get('elb', '/v3/{project_id}/elb/pools', 'elb:pools:list'),
  policies: get('elb', '/v3/{project_id}/elb/l7policies', 'elb:l7policies:list'),
  members: get('elb', '/v3/{project_id}/elb/members', 'elb:members:list'),
  poolMembers: get('elb', '/v3/{project_id}/elb/pools/{pool_id}/members', 'elb:members:list'),

  cloudConnections: get('cc', '/v3/{domain_id}/ccaas/cloud-connections', 'cc:cloudConnections:list'),
  networkInstances: get('cc', '/v3/{domain_id}/ccaas/network-instances', 'cc:networkInstances:list'),
  centralNetworks: get('cc', '/v3/{domain_id}/gcn/central-networks', 'cc:centralNetwork:list'),
  enterpriseRouters: get('er', '/v3/{project_id}/enterprise-router/instances', 'er:instances:list'),
  vpcAttachments: get(
    'er',
    '/v3/{project_id}/enterprise-router/{er_id}/vpc-attachments',
    'er:attachments:list',
  ),

  databases: get('rds', '/v3/{project_id}/instances', 'rds:instance:list'),
  gaussMysql: get('gaussdb', '/v3/{project_id}/instances', 'gaussdb:mysqlInstance:list'),
  gaussDb: get('gaussdb-opengauss', '/v3/{project_id}/instances', 'gaussdb:instance:list'),
  caches: get('dcs', '/v2/{project_id}/instances', 'dcs:instance:list'),
  clusters: get('cce', '/api/v3/projects/{project_id}/clusters', 'cce:cluster:list'),
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
