/**
 * Networks: https://docsv3.qingcloud.com/development_docs/api/command_list/router/describe_routers/ , …/vxnet/describe_vxnets/ ,
 * …/sg/describe_security_groups/ , …/sg/describe_security_group_rules/ , …/route_table/describe_route_tables/ ,
 * …/vpc_border/describe_vpc_borders/ , …/vpc_border/describe_border_vxnets/ , …/vpc_border/describe_border_statics/ ;
 * `vpc_network`, `vpc_router_id`, `zone_id`, `tags`: the SDK's types Router and VxNet.
 */
import { CREATED, type Given, type Tag } from './given.ts';

export interface Router {
  readonly router_id: string;
  readonly router_name: string;
  readonly router_type: number;
  readonly vpc_network: string;
  readonly private_ip: string;
  readonly is_applied: number;
  readonly status: string;
  readonly transition_status: string;
  readonly create_time: string;
  readonly security_group_id: string;
  readonly eip: { readonly eip_id: string; readonly eip_name: string; readonly eip_addr: string } | null;
  /** With `verbose` only. */
  readonly vxnets: readonly { readonly vxnet_id: string; readonly nic_id: string }[];
  readonly tags: readonly Tag[];
}

export const router = (row: Given<Router, 'router_id' | 'vpc_network'>): Router => ({
  router_name: '',
  router_type: 1,
  private_ip: '',
  is_applied: 1,
  status: 'active',
  transition_status: '',
  create_time: CREATED,
  security_group_id: '',
  eip: null,
  vxnets: [],
  tags: [],
  ...row,
});

export interface VxNet {
  readonly vxnet_id: string;
  readonly vxnet_name: string;
  /** 0: self-managed, 1: managed, 2: the base network. */
  readonly vxnet_type: number;
  readonly vpc_router_id: string;
  readonly zone_id: string;
  readonly create_time: string;
  readonly router: {
    readonly router_id: string;
    readonly router_name: string;
    readonly manager_ip: string;
    readonly ip_network: string;
    readonly ipv6_network?: string;
    readonly mode: number;
  } | null;
  readonly tags: readonly Tag[];
}

export const vxnet = (row: Given<VxNet, 'vxnet_id'>): VxNet => ({
  vxnet_name: '',
  vxnet_type: 1,
  vpc_router_id: '',
  zone_id: 'pek3b',
  create_time: CREATED,
  router: null,
  tags: [],
  ...row,
});

export interface SecurityGroup {
  readonly security_group_id: string;
  readonly security_group_name: string;
  readonly is_applied: number;
  readonly is_default: number;
  readonly create_time: string;
  readonly tags: readonly Tag[];
}

export const securityGroup = (row: Given<SecurityGroup, 'security_group_id'>): SecurityGroup => ({
  security_group_name: '',
  is_applied: 1,
  is_default: 0,
  create_time: CREATED,
  tags: [],
  ...row,
});

export interface SecurityGroupRule {
  readonly security_group_rule_id: string;
  readonly security_group_id: string;
  readonly security_group_rule_name: string;
  readonly protocol: string;
  readonly priority: number;
  readonly action: string;
  readonly direction: number;
  readonly val1: string;
  readonly val2: string;
  readonly val3: string;
}

export const securityGroupRule = (
  row: Given<SecurityGroupRule, 'security_group_rule_id' | 'security_group_id'>,
): SecurityGroupRule => ({
  security_group_rule_name: '',
  protocol: 'tcp',
  priority: 1,
  action: 'accept',
  direction: 0,
  val1: '',
  val2: '',
  val3: '',
  ...row,
});

export interface RouteTable {
  readonly rtable_id: string;
  readonly rtable_name: string;
  readonly rtable_type: number;
  /** 1: of load balancers, 2: of networks. */
  readonly rtable_rtype: number;
  readonly is_applied: number;
  readonly create_time: string;
  readonly routing_table_rule_set: readonly {
    readonly rtable_rule_id: string;
    readonly rtable_rule_name: string;
    readonly network: string;
    readonly nexthop_type: number;
    readonly nexthop: string;
    readonly disabled: number;
  }[];
  /** With `verbose` only. */
  readonly resource_map: Readonly<
    Record<string, { readonly resource_id: string; readonly resource_type: string }>
  >;
}

export const routeTable = (row: Given<RouteTable, 'rtable_id'>): RouteTable => ({
  rtable_name: '',
  rtable_type: 0,
  rtable_rtype: 2,
  is_applied: 1,
  create_time: CREATED,
  routing_table_rule_set: [],
  resource_map: {},
  ...row,
});

export interface Border {
  readonly vpc_border_id: string;
  readonly border_name: string;
  readonly border_type: number;
  readonly router_id: string;
  readonly status: string;
  readonly zone_id: string;
  readonly owner: string;
  readonly create_time: string;
  readonly tags: readonly Tag[];
}

export const border = (row: Given<Border, 'vpc_border_id' | 'owner'>): Border => ({
  border_name: '',
  border_type: 1,
  router_id: '',
  status: 'active',
  zone_id: 'pek3b',
  create_time: CREATED,
  tags: [],
  ...row,
});

export interface BorderVxnet {
  readonly border_id: string;
  readonly vxnet_id: string;
  readonly vxnet_name: string;
  readonly vpc_router_id: string;
  readonly router_id: string;
  readonly ip_network: string;
  readonly ipv6_network: string;
  readonly border_private_ip: string;
  readonly owner: string;
}

export const borderVxnet = (row: Given<BorderVxnet, 'border_id' | 'vxnet_id' | 'owner'>): BorderVxnet => ({
  vxnet_name: '',
  vpc_router_id: '',
  router_id: '',
  ip_network: '',
  ipv6_network: '',
  border_private_ip: '',
  ...row,
});

export interface BorderStatic {
  readonly border_static_id: string;
  readonly border_id: string;
  readonly border_static_name: string;
  readonly static_type: number;
  readonly status: string;
  readonly disabled: number;
  readonly val1: string;
  readonly val2: string;
  readonly val3: string;
  readonly val4: string;
}

export const borderStatic = (
  row: Given<BorderStatic, 'border_static_id' | 'border_id' | 'val1' | 'val2'>,
): BorderStatic => ({
  border_static_name: '',
  static_type: 0,
  status: 'applied',
  disabled: 0,
  val3: '0',
  val4: '',
  ...row,
});
