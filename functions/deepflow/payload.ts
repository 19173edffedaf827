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

export function joined(...payloads: readonly Payload[]): Payload {
  const all = <K extends keyof Payload>(list: K): Payload[K] =>
    payloads.flatMap((payload) => [...payload[list]]) as unknown as Payload[K];
  return {
    azs: all('azs'),
    vpcs: all('vpcs'),
    subnets: all('subnets'),
    hosts: all('hosts'),
    chosts: all('chosts'),
    lbs: all('lbs'),
    peer_connections: all('peer_connections'),
    cloud_tags: all('cloud_tags'),
  };
}

/** Of the domains that are named; or, `others`, of all but those. */
export function ofDomains(payload: Payload, domains: ReadonlySet<string>, others = false): Payload {
  const own = <T extends { readonly domain_uuid: string }>(items: readonly T[]): readonly T[] =>
    items.filter(({ domain_uuid }) => domains.has(domain_uuid) !== others);
  return {
    azs: own(payload.azs),
    vpcs: own(payload.vpcs),
    subnets: own(payload.subnets),
    hosts: own(payload.hosts),
    chosts: own(payload.chosts),
    lbs: own(payload.lbs),
    peer_connections: own(payload.peer_connections),
    cloud_tags: own(payload.cloud_tags),
  };
}

export const sizeOf = (payload: Payload): number =>
  LISTS.reduce((sum, list) => sum + payload[list].length, 0);

/** The same whatever the order of lists and members: what two payloads that mean the same have in common. */
export const meaningOf = (payload: Payload): string => LISTS.map((list) => textOf(payload[list])).join('\n');

/** JSON, but that lists and members are in the order of their texts. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(textOf).toSorted().join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}:${textOf(member)}`);
  return `{${members.toSorted().join(',')}}`;
}
