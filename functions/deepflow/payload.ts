// What `PUT /v1/domain-additional-resources/` takes: the `json` tags of AdditionalResource and its parts in
// https://github.com/deepflowio/deepflow/blob/main/server/controller/model/model.go. Keys are exact; what is not
// sent is left out.

export interface Az {
  readonly name: string;
  readonly uuid: string;
  readonly domain_uuid: string;
}

export type Vpc = Az;

export interface Subnet {
  readonly name: string;
  readonly uuid: string;
  readonly domain_uuid: string;
  readonly vpc_uuid: string;
  readonly az_uuid: string;
  /** 3: WAN, 4: LAN. */
  readonly type: 3 | 4;
  readonly is_vip: boolean;
  readonly cidrs: readonly string[];
}

export interface Vinterface {
  readonly name: string;
  readonly mac: string;
  readonly subnet_uuid: string;
  readonly ips: readonly string[];
}

export interface Host {
  readonly name: string;
  readonly uuid: string;
  readonly domain_uuid: string;
  readonly az_uuid: string;
  readonly ip: string;
  readonly type: number;
  readonly vinterfaces: readonly Vinterface[];
}

/** `type`: 1 a server; 3 a virtual device of the network, 5 one that stores. It is always sent: its default is 2, bare metal. */
export interface Chost {
  readonly name: string;
  readonly uuid: string;
  readonly domain_uuid: string;
  readonly vpc_uuid: string;
  readonly az_uuid: string;
  readonly host_ip: string;
  readonly type: number;
  readonly vinterfaces: readonly Vinterface[];
}

export interface LbTargetServer {
  readonly ip: string;
  readonly port: number;
}

export interface LbListener {
  readonly name: string;
  readonly protocol: string;
  readonly ip: string;
  readonly port: number;
  readonly lb_target_servers: readonly LbTargetServer[];
}

/** `model`: 1 internal, 2 external. */
export interface Lb {
  readonly name: string;
  readonly domain_uuid: string;
  readonly region_uuid: string;
  readonly vpc_uuid: string;
  readonly model: 1 | 2;
  readonly vinterfaces: readonly Vinterface[];
  readonly lb_listeners: readonly LbListener[];
}

export interface PeerConnection {
  readonly name: string;
  readonly uuid: string;
  readonly domain_uuid: string;
  readonly local_vpc_uuid: string;
  readonly local_region_uuid: string;
  readonly remote_vpc_uuid: string;
  readonly remote_region_uuid: string;
}

export interface CloudTag {
  readonly resource_type: 'chost' | 'pod_ns';
  readonly resource_name: string;
  readonly domain_uuid: string;
  readonly subdomain_uuid: string;
  readonly tags: readonly { readonly key: string; readonly value: string }[];
}

/** The whole table of an organisation: each PUT replaces it. */
export interface Payload {
  readonly azs: readonly Az[];
  readonly vpcs: readonly Vpc[];
  readonly subnets: readonly Subnet[];
  readonly hosts: readonly Host[];
  readonly chosts: readonly Chost[];
  readonly lbs: readonly Lb[];
  readonly peer_connections: readonly PeerConnection[];
  readonly cloud_tags: readonly CloudTag[];
}

export const EMPTY: Payload = {
  azs: [],
  vpcs: [],
  subnets: [],
  hosts: [],
  chosts: [],
  lbs: [],
  peer_connections: [],
  cloud_tags: [],
};

export const LISTS = Object.keys(EMPTY) as readonly (keyof Payload)[];
