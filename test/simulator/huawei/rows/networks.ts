/**
 * Cloud Connect and Enterprise Router: SDK types of huaweicloud-sdk-nodejs-v3, services/cc/v3/model {CloudConnection,
 * NetworkInstance, CentralNetwork, CentralNetworkAttachment} and services/er/v3/model {EnterpriseRouter,
 * AttachmentDetails, VpcAttachmentDetails}; doc comments as on https://support.huaweicloud.com/api-cc/ and
 * …/api-er/ .
 */
import { CREATED, DEFAULT_EPS, type Given, type Tag } from './given.ts';

export interface CloudConnection {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly domain_id: string;
  readonly enterprise_project_id: string;
  /** `ACTIVE`. */
  readonly status: string;
  readonly admin_state_up: boolean;
  readonly used_scene: string;
  readonly network_instance_number: number;
  readonly bandwidth_package_number: number;
  readonly inter_region_bandwidth_number: number;
  readonly tags: readonly Tag[];
  readonly created_at: string;
  readonly updated_at: string;
}

export interface NetworkInstance {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly domain_id: string;
  readonly cloud_connection_id: string;
  readonly instance_id: string;
  readonly instance_domain_id: string;
  readonly region_id: string;
  readonly project_id: string;
  /** `ACTIVE`, `PENDING`, `ERROR`. */
  readonly status: string;
  /** `vpc`, `vgw`. */
  readonly type: string;
  readonly cidrs: readonly string[];
  readonly created_at: string;
  readonly updated_at: string;
}

export interface CentralNetwork {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly domain_id: string;
  readonly enterprise_project_id: string;
  /** `AVAILABLE`, `UPDATING`, `FAILED`, `CREATING`, `DELETING`, `DELETED`, `RESTORING`. */
  readonly state: string;
  readonly default_plane_id: string;
  readonly planes: readonly {
    readonly id: string;
    readonly name: string;
    readonly associate_er_tables: readonly {
      readonly project_id: string;
      readonly region_id: string;
      readonly enterprise_router_id: string;
      readonly enterprise_router_table_id: string;
    }[];
  }[];
  readonly er_instances: readonly {
    readonly id: string;
    readonly enterprise_router_id: string;
    readonly project_id: string;
    readonly region_id: string;
    readonly asn: number;
  }[];
  readonly connections: readonly {
    readonly id: string;
    readonly plane_id: string;
    readonly connection_type: string;
    readonly state: string;
    readonly connection_point_pair: readonly {
      readonly id: string;
      readonly project_id: string;
      readonly region_id: string;
      readonly instance_id: string;
      readonly type: string;
    }[];
  }[];
  readonly tags: readonly Tag[];
  readonly created_at: string;
  readonly updated_at: string;
}

/** Not in lists of central networks: asked for by network. */
export interface CentralNetworkAttachment {
  readonly id: string;
  readonly name: string;
  readonly domain_id: string;
  readonly state: string;
  readonly central_network_id: string;
  readonly enterprise_router_id: string;
  readonly enterprise_router_region_id: string;
  readonly attachment_instance_type: string;
  readonly attachment_instance_id: string;
  readonly attachment_instance_project_id: string;
  readonly attachment_instance_region_id: string;
}

export interface EnterpriseRouter {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** `pending`, `available`, `modifying`, `deleting`, `deleted`, `failed`. */
  readonly state: string;
  readonly project_id: string;
  readonly enterprise_project_id: string;
  readonly asn: number;
  readonly availability_zone_ids: readonly string[];
  readonly auto_accept_shared_attachments: boolean;
  readonly tags: readonly Tag[];
  readonly created_at: string;
  readonly updated_at: string;
}

export interface ErAttachment {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** As a router's, and `initiating_request`, `rejected`, `pending_acceptance`. */
  readonly state: string;
  readonly project_id: string;
  readonly er_id: string;
  /** A VPC's id where the type is `vpc`. */
  readonly resource_id: string;
  /** `vpc`, `vpn`, `vgw`, `peering`, `ecn`, `cfw`, `connect`, `can`, `gdgw`. */
  readonly resource_type: string;
  /** Whose the resource is: it may be another project's, shared by accounts. */
  readonly resource_project_id: string;
  readonly virsubnet_id: string;
  readonly associated: boolean;
  readonly route_table_id: string;
  readonly tags: readonly Tag[];
  readonly created_at: string;
  readonly updated_at: string;
}

const times = { created_at: CREATED, updated_at: CREATED } as const;

export const cloudConnection = (
  row: Given<CloudConnection, 'id' | 'name' | 'domain_id'>,
): CloudConnection => ({
  description: '',
  enterprise_project_id: DEFAULT_EPS,
  status: 'ACTIVE',
  admin_state_up: true,
  used_scene: 'vpc',
  network_instance_number: 0,
  bandwidth_package_number: 0,
  inter_region_bandwidth_number: 0,
  tags: [],
  ...times,
  ...row,
});

export const networkInstance = (
  row: Given<
    NetworkInstance,
    | 'id'
    | 'domain_id'
    | 'cloud_connection_id'
    | 'instance_id'
    | 'instance_domain_id'
    | 'region_id'
    | 'project_id'
  >,
): NetworkInstance => ({
  name: '',
  description: '',
  status: 'ACTIVE',
  type: 'vpc',
  cidrs: [],
  ...times,
  ...row,
});

export const centralNetwork = (row: Given<CentralNetwork, 'id' | 'name' | 'domain_id'>): CentralNetwork => ({
  description: '',
  enterprise_project_id: DEFAULT_EPS,
  state: 'AVAILABLE',
  default_plane_id: '',
  planes: [],
  er_instances: [],
  connections: [],
  tags: [],
  ...times,
  ...row,
});

export const enterpriseRouter = (
  row: Given<EnterpriseRouter, 'id' | 'name' | 'project_id'>,
): EnterpriseRouter => ({
  description: '',
  state: 'available',
  enterprise_project_id: DEFAULT_EPS,
  asn: 64512,
  availability_zone_ids: [],
  auto_accept_shared_attachments: false,
  tags: [],
  ...times,
  ...row,
});

export const erAttachment = (
  row: Given<ErAttachment, 'id' | 'project_id' | 'er_id' | 'resource_id' | 'resource_project_id'>,
): ErAttachment => ({
  name: '',
  description: '',
  state: 'available',
  resource_type: 'vpc',
  virsubnet_id: '',
  associated: true,
  route_table_id: '',
  tags: [],
  ...times,
  ...row,
});
