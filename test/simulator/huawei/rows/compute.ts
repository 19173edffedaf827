/**
 * ECS, public addresses and NAT gateways: SDK types of huaweicloud-sdk-nodejs-v3, services/ecs/v2/model {ServerDetail,
 * ServerAddress}, services/eip/v3/model {PublicipSingleShowResp, VnicInfo} and services/nat/v2/model
 * {NatGatewayResponseBody, NatGatewaySnatRuleResponseBody, NatGatewayDnatRuleResponseBody}; doc comments as on
 * https://support.huaweicloud.com/api-ecs/ , …/api-eip/ListPublicipsV3.html , …/api-natgateway/ .
 *
 * Tags of public addresses are not shown unless `fields` asks for them. Texts (`key=value`) in huaweicloud-sdk-nodejs-v3
 * and in opentelekomcloud-docs/virtual-private-cloud api_v3/eips/querying_all_eips.rst (sister product), objects in
 * huaweicloud-sdk-go-v3 services/eip/v3/model/model_publicip_single_show_resp.go.
 */
import { CREATED, DEFAULT_EPS, type Given, type Tag } from './given.ts';

/**
 * As `GET /v1/{project_id}/availability-zones` lists them:
 * https://support.huaweicloud.com/intl/en-us/api-ecs/ecs_02_1501.html
 */
export interface Zone {
  readonly availability_zone_id: string;
  readonly type: 'Center' | 'Edge';
  readonly mode: 'shared' | 'dedicated';
  readonly public_border_group: string;
  readonly alias: string;
  readonly category: number;
  /** Told by `os-availability-zone` only: `false` for one that is sold out. */
  readonly available: boolean;
}

export interface ServerAddress {
  readonly version: '4' | '6';
  readonly addr: string;
  readonly 'OS-EXT-IPS:type': 'fixed' | 'floating';
  readonly 'OS-EXT-IPS-MAC:mac_addr': string;
  readonly 'OS-EXT-IPS:port_id': string;
}

export interface Server {
  readonly id: string;
  readonly name: string;
  /** `ACTIVE`, `BUILD`, `ERROR`, `HARD_REBOOT`, `MIGRATING`, `REBOOT`, `RESIZE`, `SHUTOFF`, … */
  readonly status: string;
  readonly created: string;
  readonly updated: string;
  readonly tenant_id: string;
  readonly 'OS-EXT-AZ:availability_zone': string;
  readonly 'OS-EXT-SRV-ATTR:hostname': string;
  readonly flavor: {
    readonly id: string;
    readonly name: string;
    readonly vcpus: string;
    readonly ram: string;
    readonly disk: string;
  };
  /** By VPC. */
  readonly addresses: Readonly<Record<string, readonly ServerAddress[]>>;
  readonly metadata: Readonly<Record<string, string>>;
  readonly security_groups: readonly { readonly name: string; readonly id: string }[];
  /** `key=value`, or a key alone. */
  readonly tags: readonly string[];
  readonly sys_tags: readonly Tag[];
  readonly enterprise_project_id: string;
}

export interface Publicip {
  readonly id: string;
  readonly project_id: string;
  readonly ip_version: 4 | 6;
  readonly public_ip_address: string;
  readonly public_ipv6_address: string | null;
  /** `DOWN` where nothing uses it, `ACTIVE`, `ELB`, `VPN`, `FREEZED`, … */
  readonly status: string;
  readonly description: string;
  readonly alias: string | null;
  readonly type: string;
  readonly vnic: Vnic | null;
  readonly enterprise_project_id: string;
  /** `PORT`, `NATGW`, `ELB`, `ELBV1`, `VPN`. */
  readonly associate_instance_type: string | null;
  readonly associate_instance_id: string | null;
  readonly publicip_pool_name: string;
  readonly public_border_group: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly tags: readonly Tag[];
}

export interface Vnic {
  readonly private_ip_address: string;
  readonly device_id: string;
  readonly device_owner: string;
  readonly vpc_id: string;
  readonly port_id: string;
  readonly mac: string;
  readonly instance_id: string;
  readonly instance_type: string;
}

export interface NatGateway {
  readonly id: string;
  readonly tenant_id: string;
  readonly name: string;
  readonly description: string;
  /** `1` to `5`. */
  readonly spec: string;
  /** `ACTIVE`, `PENDING_CREATE`, `PENDING_UPDATE`, `PENDING_DELETE`, `INACTIVE`. */
  readonly status: string;
  readonly admin_state_up: boolean;
  readonly created_at: string;
  /** The VPC. */
  readonly router_id: string;
  /** The subnet. */
  readonly internal_network_id: string;
  readonly enterprise_project_id: string;
  readonly ngport_ip_address: string;
  /** Not in the list: by tag queries only. */
  readonly tags: readonly Tag[];
}

export interface SnatRule {
  readonly id: string;
  readonly tenant_id: string;
  readonly nat_gateway_id: string;
  /** Either a subnet … */
  readonly network_id: string | null;
  /** … or a block; of the other side of a direct connection with `source_type` 1. */
  readonly cidr: string | null;
  readonly source_type: 0 | 1;
  /** Several with commas. */
  readonly floating_ip_id: string;
  readonly floating_ip_address: string;
  readonly global_eip_id: string;
  readonly global_eip_address: string;
  readonly status: string;
  readonly admin_state_up: boolean;
  readonly description: string;
  readonly created_at: string;
}

export interface DnatRule {
  readonly id: string;
  readonly tenant_id: string;
  readonly nat_gateway_id: string;
  /** Either a port … */
  readonly port_id: string;
  /** … or an address. */
  readonly private_ip: string;
  readonly internal_service_port: number;
  readonly internal_service_port_range: string;
  readonly floating_ip_id: string;
  readonly floating_ip_address: string;
  readonly external_service_port: number;
  readonly external_service_port_range: string;
  readonly global_eip_id: string;
  readonly global_eip_address: string;
  /** `tcp`, `udp`, `any`; older answers have numbers (6, 17, 0). */
  readonly protocol: string;
  readonly status: string;
  readonly admin_state_up: boolean;
  readonly description: string;
  readonly created_at: string;
}

export const zone = (row: Given<Zone, 'availability_zone_id'>): Zone => ({
  type: 'Center',
  mode: 'shared',
  public_border_group: 'center',
  alias: '',
  category: 0,
  available: true,
  ...row,
});

export const server = (row: Given<Server, 'id' | 'tenant_id' | 'addresses'>): Server => ({
  name: row.id,
  status: 'ACTIVE',
  created: CREATED,
  updated: CREATED,
  'OS-EXT-AZ:availability_zone': '',
  'OS-EXT-SRV-ATTR:hostname': '',
  flavor: { id: 's6.large.2', name: 's6.large.2', vcpus: '2', ram: '4096', disk: '0' },
  metadata: {},
  security_groups: [],
  tags: [],
  sys_tags: [],
  enterprise_project_id: DEFAULT_EPS,
  ...row,
});

export const publicip = (row: Given<Publicip, 'id' | 'project_id' | 'public_ip_address'>): Publicip => ({
  ip_version: 4,
  public_ipv6_address: null,
  status: row.associate_instance_id === undefined ? 'DOWN' : 'ACTIVE',
  description: '',
  alias: null,
  type: 'EIP',
  vnic: null,
  enterprise_project_id: DEFAULT_EPS,
  associate_instance_type: null,
  associate_instance_id: null,
  publicip_pool_name: '5_bgp',
  public_border_group: 'center',
  created_at: CREATED,
  updated_at: CREATED,
  tags: [],
  ...row,
});

export const natGateway = (
  row: Given<NatGateway, 'id' | 'tenant_id' | 'router_id' | 'internal_network_id'>,
): NatGateway => ({
  name: '',
  description: '',
  spec: '1',
  status: 'ACTIVE',
  admin_state_up: true,
  created_at: '2024-03-05 07:09:11.000000',
  enterprise_project_id: DEFAULT_EPS,
  ngport_ip_address: '',
  tags: [],
  ...row,
});

const rule = {
  global_eip_id: '',
  global_eip_address: '',
  status: 'ACTIVE',
  admin_state_up: true,
  description: '',
  created_at: '2024-03-05 07:09:11.000000',
} as const;

export const snatRule = (
  row: Given<SnatRule, 'id' | 'tenant_id' | 'nat_gateway_id' | 'floating_ip_id' | 'floating_ip_address'>,
): SnatRule => ({ ...rule, network_id: null, cidr: null, source_type: 0, ...row });

export const dnatRule = (
  row: Given<
    DnatRule,
    | 'id'
    | 'tenant_id'
    | 'nat_gateway_id'
    | 'floating_ip_id'
    | 'floating_ip_address'
    | 'external_service_port'
    | 'internal_service_port'
    | 'protocol'
  >,
): DnatRule => ({
  ...rule,
  port_id: '',
  private_ip: '',
  internal_service_port_range: '',
  external_service_port_range: '',
  ...row,
});
