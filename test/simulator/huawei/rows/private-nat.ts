/**
 * Private NAT gateways: SDK types of huaweicloud-sdk-nodejs-v3, services/nat/v2/model {PrivateNat, DownlinkVpc, PrivateSnat,
 * PrivateDnat, TransitIp}; doc comments as on https://support.huaweicloud.com/api-natgateway/ListPrivateNats.html .
 */
import { CREATED, DEFAULT_EPS, type Given, type Tag } from './given.ts';

interface Common {
  readonly id: string;
  readonly project_id: string;
  readonly enterprise_project_id: string;
  readonly created_at: string;
  readonly updated_at: string;
}

export interface PrivateNat extends Common {
  readonly name: string;
  readonly description: string;
  /** `Small`, `Medium`, … */
  readonly spec: string;
  /** `ACTIVE`, `FROZEN`, `INACTIVE`. */
  readonly status: string;
  readonly downlink_vpcs: readonly {
    readonly vpc_id: string;
    readonly virsubnet_id: string;
    readonly ngport_ip_address: string;
  }[];
  readonly tags: readonly Tag[];
}

export interface PrivateSnat extends Common {
  readonly gateway_id: string;
  readonly cidr: string;
  readonly virsubnet_id: string;
  readonly description: string;
  readonly transit_ip_associations: readonly {
    readonly transit_ip_id: string;
    readonly transit_ip_address: string;
  }[];
  readonly status: string;
}

export interface PrivateDnat extends Common {
  readonly gateway_id: string;
  readonly description: string;
  readonly transit_ip_id: string;
  readonly network_interface_id: string;
  /** `COMPUTE`, `VIP`, `ELB`, `ELBv3`, `CUSTOMIZE`. */
  readonly type: string;
  readonly protocol: 'tcp' | 'udp' | 'any';
  readonly private_ip_address: string;
  /** Text here, numbers in public gateways; 0 is all. */
  readonly internal_service_port: string;
  readonly transit_service_port: string;
  readonly status: string;
}

export interface TransitIp extends Common {
  readonly network_interface_id: string;
  readonly ip_address: string;
  readonly virsubnet_id: string;
  readonly gateway_id: string;
  readonly status: string;
  readonly tags: readonly Tag[];
}

const common = { enterprise_project_id: DEFAULT_EPS, created_at: CREATED, updated_at: CREATED } as const;

export const privateNat = (row: Given<PrivateNat, 'id' | 'project_id' | 'name'>): PrivateNat => ({
  ...common,
  description: '',
  spec: 'Small',
  status: 'ACTIVE',
  downlink_vpcs: [],
  tags: [],
  ...row,
});

export const privateSnat = (row: Given<PrivateSnat, 'id' | 'project_id' | 'gateway_id'>): PrivateSnat => ({
  ...common,
  cidr: '',
  virsubnet_id: '',
  description: '',
  transit_ip_associations: [],
  status: 'ACTIVE',
  ...row,
});

export const privateDnat = (
  row: Given<PrivateDnat, 'id' | 'project_id' | 'gateway_id' | 'transit_ip_id' | 'private_ip_address'>,
): PrivateDnat => ({
  ...common,
  description: '',
  network_interface_id: '',
  type: 'CUSTOMIZE',
  protocol: 'any',
  internal_service_port: '0',
  transit_service_port: '0',
  status: 'ACTIVE',
  ...row,
});

export const transitIp = (row: Given<TransitIp, 'id' | 'project_id' | 'ip_address'>): TransitIp => ({
  ...common,
  network_interface_id: '',
  virsubnet_id: '',
  gateway_id: '',
  status: 'ACTIVE',
  tags: [],
  ...row,
});
