import type { Ref } from './ref.ts';

/** One tag as the cloud holds it. A key without a value has the empty value. */
export type Tag = readonly [key: string, value: string];

interface Resource<K extends keyof Models> {
  readonly kind: K;
  readonly ref: Ref<K>;
  /** The cloud's own id, as its console shows it. */
  readonly id: string;
  /** What people call it; the id where it has no name. */
  readonly name: string;
  readonly tags: readonly Tag[];
}

/** In a region of the cloud, and owned by an account, where the API tells them. */
interface Placed {
  readonly region: Ref<'region'>;
  readonly owner: string | undefined;
}

/** `starting` and `stopping` are on the way; `failed` needs a person; `other` is said in no other word. */
export type State = 'starting' | 'running' | 'stopping' | 'stopped' | 'failed' | 'other';

/** A private address with the public one that leads to it; either may be missing, not both. */
export interface Address {
  readonly ip: string | undefined;
  readonly public_ip: string | undefined;
}

/** What a route leads to. `blackhole` is said by `Route.active`, not here. */
export type NextHop =
  | 'local'
  | 'internet_gateway'
  | 'egress_only_internet_gateway'
  | 'nat_gateway'
  | 'vm'
  | 'nic'
  | 'peer_connection'
  | 'cen'
  | 'vpn_gateway'
  | 'vpc_endpoint'
  | 'carrier_gateway'
  | 'local_gateway'
  | 'core_network'
  | 'other';

export interface Route {
  /** A CIDR (v4 or v6) or the id of a prefix list. */
  readonly destination: string;
  readonly hop: NextHop;
  /** The next hop's native id; `undefined` for `local`. */
  readonly target: string | undefined;
  readonly active: boolean;
}

export interface Rule {
  readonly direction: 'ingress' | 'egress';
  readonly action: 'allow' | 'deny';
  /** Lower-case name (`tcp`, `udp`, `icmp`, `icmpv6`), a number where it has no name, or `all`. */
  readonly protocol: string;
  /** Inclusive; `undefined` for all ports. For ICMP: type and code. */
  readonly from_port: number | undefined;
  readonly to_port: number | undefined;
  /** A CIDR, a security group's id or a prefix list's id. */
  readonly peer: string;
  readonly priority: number | undefined;
}

/** One end that clients connect to. */
export interface Endpoint {
  readonly host: string;
  readonly port: number | undefined;
  readonly role: 'primary' | 'reader' | 'custom' | 'node';
}

export interface Attachment {
  readonly id: string;
  readonly vpc: Ref<'vpc'> | undefined;
  readonly owner: string | undefined;
  readonly state: string;
}

/** A device that can own network interfaces. */
export type Device = 'vm' | 'load_balancer' | 'nat_gateway' | 'rds' | 'redis' | 'k8s_cluster';

/**
 * Every kind of the model, and only what readers of the tags need of it. No
 * field is optional and none is volatile (health, last seen, counters): the
 * same resource gives the same record.
 */
export interface Models {
  region: Resource<'region'>;
  /** `zone_id`: the physical zone, the same for every account, where the cloud has one. */
  az: Resource<'az'> & { readonly region: Ref<'region'>; readonly zone_id: string | undefined };
  vpc: Resource<'vpc'> & Placed & { readonly cidrs: readonly string[]; readonly is_default: boolean };
  subnet: Resource<'subnet'> &
    Placed & {
      readonly vpc: Ref<'vpc'>;
      readonly az: Ref<'az'> | undefined;
      readonly cidrs: readonly string[];
    };
  vm: Resource<'vm'> &
    Placed & {
      readonly vpc: Ref<'vpc'> | undefined;
      readonly subnet: Ref<'subnet'> | undefined;
      readonly az: Ref<'az'> | undefined;
      readonly state: State;
      readonly type: string | undefined;
      /** The primary private address. */
      readonly ip: string | undefined;
      readonly hostname: string | undefined;
      /** ISO 8601, UTC; only a time that never moves. */
      readonly created: string | undefined;
      readonly security_groups: readonly Ref<'security_group'>[];
    };
  nic: Resource<'nic'> & {
    readonly owner: string | undefined;
    readonly vpc: Ref<'vpc'> | undefined;
    readonly subnet: Ref<'subnet'> | undefined;
    readonly device: Ref<Device> | undefined;
    /** What the cloud says the interface is for, in its own words (`lambda`, `amazon-rds` …). */
    readonly usage: string | undefined;
    /** Lower case, colons. */
    readonly mac: string | undefined;
    readonly addresses: readonly Address[];
    readonly security_groups: readonly Ref<'security_group'>[];
  };
  /** One route table. `main`: the one that subnets without their own use. */
  router: Resource<'router'> &
    Placed & {
      readonly vpc: Ref<'vpc'>;
      readonly main: boolean;
      readonly subnets: readonly Ref<'subnet'>[];
      readonly routes: readonly Route[];
    };
  security_group: Resource<'security_group'> &
    Placed & { readonly vpc: Ref<'vpc'> | undefined; readonly rules: readonly Rule[] };
  nat_gateway: Resource<'nat_gateway'> &
    Placed & {
      readonly vpc: Ref<'vpc'> | undefined;
      readonly subnet: Ref<'subnet'> | undefined;
      readonly scheme: 'internal' | 'external';
      readonly state: State;
      readonly addresses: readonly Address[];
      readonly nics: readonly Ref<'nic'>[];
    };
  nat_rule: Resource<'nat_rule'> & {
    readonly nat_gateway: Ref<'nat_gateway'>;
    readonly direction: 'snat' | 'dnat';
    /** As in `Rule`. */
    readonly protocol: string;
    readonly public_ip: string | undefined;
    readonly public_port: string | undefined;
    /** An address, or a CIDR under `snat`. */
    readonly private_ip: string | undefined;
    readonly private_port: string | undefined;
    readonly subnet: Ref<'subnet'> | undefined;
  };
  /** A public address of its own, attached or not. */
  eip: Resource<'eip'> &
    Placed & {
      readonly ip: string;
      readonly private_ip: string | undefined;
      readonly nic: Ref<'nic'> | undefined;
      readonly device: Ref<Device> | undefined;
    };
  load_balancer: Resource<'load_balancer'> &
    Placed & {
      readonly type: string;
      readonly scheme: 'internal' | 'external';
      readonly state: State;
      readonly vpc: Ref<'vpc'> | undefined;
      readonly subnets: readonly Ref<'subnet'>[];
      readonly hostname: string | undefined;
      readonly addresses: readonly Address[];
      readonly security_groups: readonly Ref<'security_group'>[];
    };
  /** `target_groups`: native ids; targets of the same group name it too. */
  lb_listener: Resource<'lb_listener'> & {
    readonly load_balancer: Ref<'load_balancer'>;
    readonly protocol: string;
    readonly port: number | undefined;
    readonly target_groups: readonly string[];
  };
  /** Membership of one target in one group, not its health. */
  lb_target: Resource<'lb_target'> & {
    readonly target_group: string;
    readonly load_balancers: readonly Ref<'load_balancer'>[];
    readonly protocol: string | undefined;
    readonly port: number | undefined;
    readonly device: Ref<Device> | undefined;
    readonly ip: string | undefined;
  };
  /** One side of a connection: the local one is the side this record was listed on. */
  peer_connection: Resource<'peer_connection'> & {
    readonly side: 'requester' | 'accepter';
    readonly state: string;
    readonly local_vpc: Ref<'vpc'>;
    readonly local_region: Ref<'region'>;
    readonly local_owner: string | undefined;
    readonly remote_vpc: Ref<'vpc'> | undefined;
    readonly remote_region: Ref<'region'> | undefined;
    readonly remote_owner: string | undefined;
  };
  cen: Resource<'cen'> & {
    /** `undefined` where the network spans regions. */
    readonly region: Ref<'region'> | undefined;
    readonly owner: string | undefined;
    readonly type: string;
    readonly state: string;
    readonly attachments: readonly Attachment[];
  };
  rds: Resource<'rds'> &
    Placed & {
      readonly engine: string;
      readonly version: string | undefined;
      readonly role: 'cluster' | 'primary' | 'replica' | 'single';
      readonly state: State;
      readonly type: string | undefined;
      readonly cluster: Ref<'rds'> | undefined;
      readonly vpc: Ref<'vpc'> | undefined;
      readonly az: Ref<'az'> | undefined;
      readonly subnets: readonly Ref<'subnet'>[];
      readonly endpoints: readonly Endpoint[];
      readonly addresses: readonly Address[];
      readonly security_groups: readonly Ref<'security_group'>[];
    };
  redis: Resource<'redis'> &
    Placed & {
      readonly engine: string;
      readonly version: string | undefined;
      readonly role: 'cluster' | 'node' | 'single' | 'serverless';
      readonly state: State;
      readonly type: string | undefined;
      readonly cluster: Ref<'redis'> | undefined;
      readonly vpc: Ref<'vpc'> | undefined;
      readonly az: Ref<'az'> | undefined;
      readonly subnets: readonly Ref<'subnet'>[];
      readonly endpoints: readonly Endpoint[];
      readonly addresses: readonly Address[];
      readonly security_groups: readonly Ref<'security_group'>[];
    };
  k8s_cluster: Resource<'k8s_cluster'> &
    Placed & {
      readonly version: string | undefined;
      readonly state: State;
      readonly vpc: Ref<'vpc'> | undefined;
      readonly subnets: readonly Ref<'subnet'>[];
      readonly endpoint: string | undefined;
      readonly service_cidrs: readonly string[];
      readonly security_groups: readonly Ref<'security_group'>[];
    };
}

export type Kind = keyof Models;
export type TagRecord<K extends Kind = Kind> = { readonly [P in K]: Models[P] }[K];
