/**
 * What a policy of version 1.1 ("role/policy-based authorization") must allow for each call, as the vendor's tables
 * have it, row by row: method and path of an API, and its action. The newer identity policies (5.0) have names of
 * their own for many of these. Each group names its pages; an action that is told by a page of its own says so.
 *
 * Lists of VPC and of public addresses do not say that one may not read them, they are empty then; what is asked
 * about one thing is refused with 403 (https://support.huaweicloud.com/api-vpc/vpc_permission_0017.html ,
 * …/api-eip/eip_apipermission_0007.html and …/api-vpc/vpc_api_0003.html , `VPC.2201`).
 */
import type { ServiceName } from './refusals.ts';

type Table = Readonly<Record<string, string>>;

/** Nothing has to be allowed for these: https://support.huaweicloud.com/api-iam/iam_06_0003.html ; a name for the books. */
const FREE: Table = {
  'GET /v3/auth/projects': 'iam:projects:listProjectsForUser',
  'GET /v3/regions': 'iam:regions:listRegions',
};

const VPC: Table = {
  // https://support.huaweicloud.com/api-vpc/vpc_permission_0022.html
  'GET /v1/{project_id}/vpcs': 'vpc:vpcs:list',
  // https://support.huaweicloud.com/api-vpc/vpc_permission_0001.html
  'GET /v1/{project_id}/subnets': 'vpc:subnets:get',
  // https://support.huaweicloud.com/api-vpc/vpc_permission_0004.html
  'GET /v1/{project_id}/ports': 'vpc:ports:get',
  // https://support.huaweicloud.com/api-vpc/vpc_permission_0029.html
  'GET /v1/{project_id}/routetables': 'vpc:routeTables:list',
  'GET /v1/{project_id}/routetables/{routetable_id}': 'vpc:routeTables:get',
  // https://support.huaweicloud.com/intl/en-us/api-vpc/vpc_permission_0005.html
  'GET /v2.0/vpc/peerings': 'vpc:peerings:get',
  'GET /v2.0/vpc/peerings/{peering_id}': 'vpc:peerings:get',
  // https://support.huaweicloud.com/api-vpc/vpc_permission_0028.html
  'GET /v2.0/vpc/routes': 'vpc:routes:list',
  // https://support.huaweicloud.com/api-vpc/vpc_permission_0030.html
  'GET /v3/{project_id}/vpc/vpcs': 'vpc:vpcs:list',
  // https://support.huaweicloud.com/api-vpc/vpc_permission_0047.html
  'GET /v3/{project_id}/vpc/virsubnets': 'vpc:subnets:get',
  'GET /v3/{project_id}/vpc/virsubnets/{virsubnet_id}': 'vpc:subnets:get',
  // https://support.huaweicloud.com/api-vpc/vpc_permission_0042.html
  'GET /v3/{project_id}/ports': 'vpc:ports:get',
  'GET /v3/{project_id}/ports/{port_id}': 'vpc:ports:get',
  // https://support.huaweicloud.com/api-vpc/vpc_permission_0044.html
  'GET /v3/{project_id}/vpc/security-groups': 'vpc:securityGroups:get',
  'GET /v3/{project_id}/vpc/security-groups/{security_group_id}': 'vpc:securityGroups:get',
  // https://support.huaweicloud.com/api-vpc/vpc_permission_0032.html
  'GET /v3/{project_id}/vpc/security-group-rules': 'vpc:securityGroupRules:get',
  'GET /v3/{project_id}/vpc/security-group-rules/{rule_id}': 'vpc:securityGroupRules:get',
  'POST /v2.0/{project_id}/vpcs/resource_instances/action': 'vpc:vpcTags:get',
  'POST /v2.0/{project_id}/subnets/resource_instances/action': 'vpc:subnetTags:get',
  'POST /v2.0/{project_id}/security-groups/resource_instances/action': 'vpc:securityGroupTags:get',
  'POST /v3/{project_id}/ports/resource-instances/filter': 'vpc:portTags:get',
};

const NAT: Table = {
  // https://support.huaweicloud.com/api-natgateway/nat_api_0029.html , …/nat_api_0030.html and …/nat_api_0031.html
  'GET /v2/{project_id}/nat_gateways': 'nat:natGateways:list',
  'GET /v2/{project_id}/snat_rules': 'nat:snatRules:list',
  'GET /v2/{project_id}/dnat_rules': 'nat:dnatRules:list',
  // https://support.huaweicloud.com/eu/api-natgateway/nat_api_0035.html ; v3 has the same by the alias that
  // …/eu/api-natgateway/ShowNatGatewayTag.html tells
  'POST /v2.0/{project_id}/nat_gateways/resource_instances/action': 'nat:natGatewayTags:get',
  'POST /v3/{project_id}/nat_gateways/resource_instances/action': 'nat:natGatewayTags:get',
  // https://support.huaweicloud.com/api-natgateway/nat_api_0070.html to …/nat_api_0073.html
  'GET /v3/{project_id}/private-nat/gateways': 'nat:privateNatGateways:list',
  'GET /v3/{project_id}/private-nat/transit-ips': 'nat:transitIps:list',
  'GET /v3/{project_id}/private-nat/snat-rules': 'nat:privateNatSnatRules:list',
  'GET /v3/{project_id}/private-nat/dnat-rules': 'nat:privateNatDnatRules:list',
};

const TABLES: Readonly<Record<ServiceName, Table>> = {
  iam: {
    ...FREE,
    'GET /v3/projects': 'iam:projects:listProjects',
    'GET /v3/auth/domains': 'iam:users:listDomains',
    'POST /v3.0/OS-CREDENTIAL/securitytokens': 'iam:tokens:assume',
  },
  sts: {
    'POST /v5/agencies/assume': 'sts:agencies:assume',
    'GET /v5/caller-identity': 'sts::getCallerIdentity',
  },
  tms: {},
  vpc: VPC,
  eip: {
    // https://support.huaweicloud.com/api-eip/eip_apipermission_0011.html
    'GET /v3/{project_id}/eip/publicips': 'vpc:publicIps:list',
    'POST /v2.0/{project_id}/publicips/resource_instances/action': 'vpc:publicipTags:get',
  },
  ecs: {
    // https://support.huaweicloud.com/intl/en-us/api-ecs/ecs_06_0002.html
    'GET /v1/{project_id}/cloudservers/detail': 'ecs:cloudServers:list',
    'POST /v1/{project_id}/cloudservers/resource_instances/action': 'ecs:cloudServers:list',
    // https://support.huaweicloud.com/en-us/api-ecs/ecs_06_0018.html
    'GET /v1/{project_id}/availability-zones': 'ecs:cloudServers:list',
    'GET /v2.1/{project_id}/os-availability-zone': 'ecs:availabilityZones:list',
  },
  nat: NAT,
  elb: {
    // https://support.huaweicloud.com/api-elb/elb_sq_lb_v3_0001.html and the pages of its list after that
    'GET /v3/{project_id}/elb/loadbalancers': 'elb:loadbalancers:list',
    'GET /v3/{project_id}/elb/listeners': 'elb:listeners:list',
    'GET /v3/{project_id}/elb/pools': 'elb:pools:list',
    'GET /v3/{project_id}/elb/pools/{pool_id}/members': 'elb:members:list',
    'GET /v3/{project_id}/elb/l7policies': 'elb:l7policies:list',
    // https://support.huaweicloud.com/api-elb/ListAllMembers.html
    'GET /v3/{project_id}/elb/members': 'elb:members:list',
  },
  cc: {
    // https://support.huaweicloud.com/api-cc/cc_02_0003.html
    'GET /v3/{domain_id}/ccaas/cloud-connections': 'cc:cloudConnections:list',
    'GET /v3/{domain_id}/ccaas/network-instances': 'cc:networkInstances:list',
    'GET /v3/{domain_id}/gcn/central-networks': 'cc:centralNetwork:list',
    'GET /v3/{domain_id}/gcn/central-network/{central_network_id}/attachments':
      'cc:centralNetworkAttachment:list',
  },
  er: {
    // https://support.huaweicloud.com/eu/api-er/er_02_0018.html , …/er_02_0019.html
    'GET /v3/{project_id}/enterprise-router/instances': 'er:instances:list',
    'GET /v3/{project_id}/enterprise-router/{er_id}/attachments': 'er:attachments:list',
    'GET /v3/{project_id}/enterprise-router/{er_id}/vpc-attachments': 'er:attachments:list',
  },
  // https://support.huaweicloud.com/api-rds/rds_10_0007.html
  rds: { 'GET /v3/{project_id}/instances': 'rds:instance:list' },
  // https://support.huaweicloud.com/api-taurusdb/taurusdb_06_0002.html
  gaussdb: {
    'GET /v3/{project_id}/instances': 'gaussdb:instance:list',
    'GET /v3.1/{project_id}/instances': 'gaussdb:instance:list',
  },
  // https://support.huaweicloud.com/intl/en-us/api-gaussdb/gaussdb_api_191.html
  opengauss: {
    'GET /v3/{project_id}/instances': 'gaussdb:instance:list',
    'GET /v3.1/{project_id}/instances': 'gaussdb:instance:list',
    'GET /v3.3/{project_id}/instances': 'gaussdb:instance:list',
  },
  // https://support.huaweicloud.com/api-dcs/dcs-api-0003.html
  dcs: { 'GET /v2/{project_id}/instances': 'dcs:instance:list' },
  // https://support.huaweicloud.com/intl/en-us/api-cce/cce_02_0327.html
  cce: { 'GET /api/v3/projects/{project_id}/clusters': 'cce:cluster:list' },
};

export function actionOf(service: ServiceName, method: string, path: string): string {
  const action = TABLES[service][`${method} ${path}`];
  if (action === undefined) throw new Error(`${service}: no permission is known for ${method} ${path}`);
  return action;
}
