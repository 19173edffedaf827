/**
 * ELB v3: SDK types of huaweicloud-sdk-nodejs-v3, services/elb/v3/model {LoadBalancer, Listener, Pool, MemberInfo, L7Policy};
 * doc comments as on https://support.huaweicloud.com/api-elb/ . It lists shared load balancers, too
 * (`guaranteed: false`).
 *
 * Of `MemberInfo`, `pool_id` and `loadbalancer_id` are marked as not to be used
 * (https://support.huaweicloud.com/api-elb/ListAllMembers.html): they are left out, pools name their members.
 */
import { CREATED, DEFAULT_EPS, type Given, type Tag } from './given.ts';

interface Ref {
  readonly id: string;
}

export interface LoadBalancer {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** `ACTIVE`, `PENDING_DELETE`. */
  readonly provisioning_status: string;
  /** `ONLINE`, `FROZEN`. */
  readonly operating_status: string;
  readonly admin_state_up: boolean;
  readonly provider: string;
  /** `true`: dedicated. */
  readonly guaranteed: boolean;
  readonly project_id: string;
  readonly enterprise_project_id: string;
  readonly vpc_id: string;
  readonly vip_address: string;
  readonly vip_port_id: string;
  /** The neutron id of the subnet. */
  readonly vip_subnet_cidr_id: string;
  readonly ipv6_vip_address: string | null;
  readonly ipv6_vip_port_id: string | null;
  readonly ipv6_vip_virsubnet_id: string | null;
  readonly elb_virsubnet_ids: readonly string[];
  readonly availability_zone_list: readonly string[];
  readonly l4_flavor_id: string | null;
  readonly l7_flavor_id: string | null;
  /** `dedicated`, `share`, … */
  readonly loadbalancer_type: string | null;
  readonly eips: readonly {
    readonly eip_id: string;
    readonly eip_address: string;
    readonly ip_version: number;
  }[];
  readonly publicips: readonly {
    readonly publicip_id: string;
    readonly publicip_address: string;
    readonly ip_version: number;
  }[];
  readonly global_eips: readonly { readonly global_eip_id: string; readonly global_eip_address: string }[];
  readonly listeners: readonly Ref[];
  readonly pools: readonly Ref[];
  readonly tags: readonly Tag[];
  readonly created_at: string;
  readonly updated_at: string;
}

export interface Listener {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly project_id: string;
  readonly enterprise_project_id: string;
  /** `TCP`, `UDP`, `HTTP`, `HTTPS`, `TERMINATED_HTTPS`, `QUIC`, `TLS`, `IP`. */
  readonly protocol: string;
  /** 0 where the listener has ranges of ports. */
  readonly protocol_port: number;
  readonly port_ranges: readonly { readonly start_port: number; readonly end_port: number }[];
  readonly default_pool_id: string | null;
  readonly loadbalancers: readonly Ref[];
  readonly admin_state_up: boolean;
  readonly tags: readonly Tag[];
  readonly created_at: string;
  readonly updated_at: string;
}

export interface Pool {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly project_id: string;
  readonly enterprise_project_id: string;
  readonly protocol: string;
  readonly lb_algorithm: string;
  /** `instance`, `ip`; empty where any may be a member. */
  readonly type: string;
  readonly vpc_id: string;
  readonly ip_version: string;
  readonly listeners: readonly Ref[];
  readonly loadbalancers: readonly Ref[];
  readonly members: readonly Ref[];
  readonly admin_state_up: boolean;
  readonly any_port_enable: boolean;
  readonly created_at: string;
  readonly updated_at: string;
}

export interface Member {
  readonly id: string;
  readonly name: string;
  readonly project_id: string;
  readonly address: string;
  readonly protocol_port: number;
  readonly weight: number;
  readonly admin_state_up: boolean;
  /** Null for a member by address, in another network. */
  readonly subnet_cidr_id: string | null;
  readonly ip_version: string;
  /** `instance`, `ip`. */
  readonly member_type: string;
  /** A server's id; empty where the member is not one of ECS. */
  readonly instance_id: string;
  readonly operating_status: string;
  readonly created_at: string;
  readonly updated_at: string;
}

export interface L7Policy {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** `REDIRECT_TO_POOL`, `REDIRECT_TO_LISTENER`, `REDIRECT_TO_URL`, `FIXED_RESPONSE`. */
  readonly action: string;
  readonly listener_id: string;
  readonly redirect_pool_id: string | null;
  readonly redirect_pools_config: readonly { readonly pool_id: string; readonly weight: number }[];
  readonly redirect_listener_id: string | null;
  readonly redirect_url: string | null;
  readonly position: number;
  readonly priority: number;
  readonly provisioning_status: string;
  readonly project_id: string;
  readonly enterprise_project_id: string;
  readonly admin_state_up: boolean;
  readonly rules: readonly Ref[];
  readonly created_at: string;
  readonly updated_at: string;
}

const shared = {
  description: '',
  enterprise_project_id: DEFAULT_EPS,
  admin_state_up: true,
  created_at: CREATED,
  updated_at: CREATED,
} as const;

export const loadBalancer = (
  row: Given<
    LoadBalancer,
    'id' | 'project_id' | 'vpc_id' | 'vip_address' | 'vip_port_id' | 'vip_subnet_cidr_id'
  >,
): LoadBalancer => ({
  name: '',
  provisioning_status: 'ACTIVE',
  operating_status: 'ONLINE',
  provider: 'vlb',
  guaranteed: true,
  ipv6_vip_address: null,
  ipv6_vip_port_id: null,
  ipv6_vip_virsubnet_id: null,
  elb_virsubnet_ids: [],
  availability_zone_list: [],
  l4_flavor_id: null,
  l7_flavor_id: null,
  loadbalancer_type: null,
  eips: [],
  publicips: [],
  global_eips: [],
  listeners: [],
  pools: [],
  tags: [],
  ...shared,
  ...row,
});

export const listener = (
  row: Given<Listener, 'id' | 'project_id' | 'protocol' | 'protocol_port'>,
): Listener => ({
  name: '',
  port_ranges: [],
  default_pool_id: null,
  loadbalancers: [],
  tags: [],
  ...shared,
  ...row,
});

export const pool = (row: Given<Pool, 'id' | 'project_id' | 'protocol'>): Pool => ({
  name: '',
  lb_algorithm: 'ROUND_ROBIN',
  type: '',
  vpc_id: '',
  ip_version: 'dualstack',
  listeners: [],
  loadbalancers: [],
  members: [],
  any_port_enable: false,
  ...shared,
  ...row,
});

export const member = (row: Given<Member, 'id' | 'project_id' | 'address' | 'protocol_port'>): Member => ({
  name: '',
  weight: 1,
  admin_state_up: true,
  subnet_cidr_id: null,
  ip_version: 'v4',
  member_type: 'instance',
  instance_id: '',
  operating_status: 'ONLINE',
  created_at: CREATED,
  updated_at: CREATED,
  ...row,
});

export const l7Policy = (row: Given<L7Policy, 'id' | 'project_id' | 'listener_id' | 'action'>): L7Policy => ({
  name: '',
  redirect_pool_id: null,
  redirect_pools_config: [],
  redirect_listener_id: null,
  redirect_url: null,
  position: 100,
  priority: 1,
  provisioning_status: 'ACTIVE',
  rules: [],
  ...shared,
  ...row,
});
