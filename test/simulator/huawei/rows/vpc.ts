/**
 * VPC: SDK types of huaweicloud-sdk-nodejs-v3, services/vpc/v3/model {Vpc, Virsubnet, SecurityGroup, SecurityGroupRule,
 * Port} and services/vpc/v2/model {Vpc, Subnet, Port, RouteTableResp, RouteTableRoute, VpcPeering, VpcRoute};
 * their doc comments are those of https://support.huaweicloud.com/api-vpc/ .
 *
 * A row holds what all versions of the API tell; each list shows its own part (`../services/vpc.ts`).
 */
import { CREATED, DEFAULT_EPS, type Given, type Tag } from './given.ts';

export interface Vpc {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly cidr: string;
  readonly extend_cidrs: readonly string[];
  /** `ACTIVE`, `PENDING`; v1 says `OK` and `CREATING`. */
  readonly status: string;
  readonly project_id: string;
  readonly enterprise_project_id: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly tags: readonly Tag[];
}

export interface Subnet {
  readonly id: string;
  readonly name: string;
  readonly vpc_id: string;
  readonly cidr: string;
  readonly gateway_ip: string;
  readonly cidr_v6: string | null;
  readonly availability_zone: string;
  readonly status: string;
  /** The ids that ports, load balancers and members know it by. */
  readonly neutron_subnet_id: string;
  readonly neutron_subnet_id_v6: string | null;
  readonly scope: string;
  readonly tenant_id: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly tags: readonly Tag[];
}

export interface Port {
  readonly id: string;
  readonly name: string;
  /** The subnet's own id. */
  readonly network_id: string;
  readonly vpc_id: string;
  readonly mac_address: string;
  readonly fixed_ips: readonly { readonly subnet_id: string; readonly ip_address: string }[];
  readonly device_id: string;
  /** `compute:<zone>`, `network:dhcp`, `neutron:LOADBALANCERV2`, `neutron:VIP_PORT`, … */
  readonly device_owner: string;
  readonly instance_id: string;
  /** `RDS`, … */
  readonly instance_type: string;
  /** `ACTIVE`, `DOWN`, `BUILD`. */
  readonly status: string;
  readonly security_groups: readonly string[];
  readonly allowed_address_pairs: readonly { readonly ip_address: string; readonly mac_address?: string }[];
  readonly tenant_id: string;
  readonly enterprise_project_id: string;
  readonly zone_id: string | null;
  readonly tags: readonly Tag[];
}

export interface RouteTableRoute {
  /** `ecs`, `eni`, `vip`, `nat`, `peering`, `vpn`, `dc`, `cc`, `egw`, `er`, `subeni`; `local` for the system's own. */
  readonly type: string;
  readonly destination: string;
  readonly nexthop: string;
  readonly description: string;
}

export interface RouteTable {
  readonly id: string;
  readonly name: string;
  readonly default: boolean;
  readonly vpc_id: string;
  readonly subnets: readonly { readonly id: string }[];
  readonly routes: readonly RouteTableRoute[];
  readonly tenant_id: string;
  readonly description: string;
  readonly created_at: string;
  readonly updated_at: string;
}

export interface SecurityGroup {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly project_id: string;
  readonly enterprise_project_id: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly tags: readonly Tag[];
}

export interface SecurityGroupRule {
  readonly id: string;
  readonly description: string;
  readonly security_group_id: string;
  readonly direction: 'ingress' | 'egress';
  /** Empty or null: all. */
  readonly protocol: string | null;
  readonly ethertype: 'IPv4' | 'IPv6';
  /** `80`, `1-30`, `22,3389,80`; ICMP: `type-code`; null: all. */
  readonly multiport: string | null;
  readonly action: 'allow' | 'deny';
  readonly priority: number;
  readonly remote_group_id: string | null;
  readonly remote_ip_prefix: string | null;
  readonly remote_address_group_id: string | null;
  readonly created_at: string;
  readonly updated_at: string;
  readonly project_id: string;
  readonly enabled: boolean;
}

export interface VpcPeering {
  readonly id: string;
  readonly name: string;
  /** `PENDING_ACCEPTANCE`, `REJECTED`, `EXPIRED`, `DELETED`, `ACTIVE`. */
  readonly status: string;
  /** `tenant_id`: a project. */
  readonly request_vpc_info: { readonly vpc_id: string; readonly tenant_id: string };
  readonly accept_vpc_info: { readonly vpc_id: string; readonly tenant_id: string };
  readonly description: string;
  readonly created_at: string;
  readonly updated_at: string;
}

const times = { created_at: CREATED, updated_at: CREATED } as const;

export const vpc = (row: Given<Vpc, 'id' | 'cidr' | 'project_id'>): Vpc => ({
  name: '',
  description: '',
  extend_cidrs: [],
  status: 'ACTIVE',
  enterprise_project_id: DEFAULT_EPS,
  tags: [],
  ...times,
  ...row,
});

export const subnet = (
  row: Given<Subnet, 'id' | 'vpc_id' | 'cidr' | 'neutron_subnet_id' | 'tenant_id'>,
): Subnet => ({
  name: '',
  gateway_ip: row.cidr.replace(/\d+\/\d+$/, '1'),
  cidr_v6: null,
  neutron_subnet_id_v6: null,
  availability_zone: '',
  status: 'ACTIVE',
  scope: 'center',
  tags: [],
  ...times,
  ...row,
});

export const port = (
  row: Given<Port, 'id' | 'network_id' | 'vpc_id' | 'mac_address' | 'fixed_ips' | 'tenant_id'>,
): Port => ({
  name: '',
  device_id: '',
  device_owner: '',
  instance_id: '',
  instance_type: '',
  status: 'ACTIVE',
  security_groups: [],
  allowed_address_pairs: [],
  enterprise_project_id: DEFAULT_EPS,
  zone_id: null,
  tags: [],
  ...row,
});

export const routeTable = (row: Given<RouteTable, 'id' | 'vpc_id' | 'tenant_id'>): RouteTable => ({
  name: '',
  default: false,
  subnets: [],
  routes: [],
  description: '',
  ...times,
  ...row,
});

export const securityGroup = (row: Given<SecurityGroup, 'id' | 'name' | 'project_id'>): SecurityGroup => ({
  description: '',
  enterprise_project_id: DEFAULT_EPS,
  tags: [],
  ...times,
  ...row,
});

export const securityGroupRule = (
  row: Given<SecurityGroupRule, 'id' | 'security_group_id' | 'direction' | 'project_id'>,
): SecurityGroupRule => ({
  description: '',
  protocol: null,
  ethertype: 'IPv4',
  multiport: null,
  action: 'allow',
  priority: 1,
  remote_group_id: null,
  remote_ip_prefix: null,
  remote_address_group_id: null,
  enabled: true,
  ...times,
  ...row,
});

export const vpcPeering = (
  row: Given<VpcPeering, 'id' | 'request_vpc_info' | 'accept_vpc_info'>,
): VpcPeering => ({ name: '', status: 'ACTIVE', description: '', ...times, ...row });
