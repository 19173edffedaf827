import type { Address, Device, Placed, Resource, State } from './parts.ts';
import type { Ref } from './ref.ts';

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

export interface Attachment {
  readonly id: string;
  readonly vpc: Ref<'vpc'> | undefined;
  readonly owner: string | undefined;
  readonly state: string;
}

/** What there is in a cloud for others to be in, and to reach each other by. */
export interface NetworkModels {
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
}
