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
export type Device =
  | 'vm'
  | 'load_balancer'
  | 'nat_gateway'
  | 'rds'
  | 'redis'
  | 'k8s_cluster'
  | 'node'
  | 'pod';

/** In a Kubernetes cluster. Its `id` is the object's uid. */
interface Clustered {
  readonly cluster: Ref<'cluster'>;
}

/** `namespace`: its name, which is all that an object says of it. */
interface Namespaced extends Clustered {
  readonly namespace: string;
}

/**
 * One requirement of a label selector. `in` and `not_in` have sorted values,
 * the others none; `key=value` is `in` with one value. All must hold. Without a
 * requirement, a service selects nothing, and a workload everything.
 */
export interface Requirement {
  readonly key: string;
  readonly operator: 'in' | 'not_in' | 'exists' | 'not_exists';
  readonly values: readonly string[];
}

export interface ServicePort {
  readonly name: string | undefined;
  /** Lower case: `tcp`, `udp`, `sctp`. */
  readonly protocol: string;
  readonly port: number;
  /** A number, or the name of a container's port. */
  readonly target_port: string | undefined;
  readonly node_port: number | undefined;
}

/** One path of a host. Without host and path: the default backend. */
export interface IngressPath {
  readonly host: string | undefined;
  readonly path: string | undefined;
  /** The name of a service in the same namespace; `undefined` for a backend of another kind. */
  readonly service: string | undefined;
  /** A number, or the name of a service's port. */
  readonly port: string | undefined;
}

/**
 * Every kind of the model, and only what readers of the tags need of it. No
 * field is optional and none is volatile (health, last seen, counters): the
 * same resource gives the same record.
 *
 * Kubernetes: the native id is (cluster id, uid), of the cluster itself the
 * cluster id. An object that was deleted and created again under its name is
 * another object, so its name is no part of its identity; restored clusters
 * share uids, so the cluster is. What an object states with a uid (its owner)
 * is a ref; what it only names (its node, its namespace, a backend) stays a
 * name, unique in the cluster or the namespace, and is joined by `links`.
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
    /** Or its interface, where no more is told: whose that is, its own record says. */
    readonly device: Ref<Device | 'nic'> | undefined;
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
  /** A Kubernetes cluster from inside; a managed one is also some cloud's `k8s_cluster`. */
  cluster: Resource<'cluster'> & {
    /** The uid of its `kube-system` namespace: another cluster under the same id has another one. */
    readonly uid: string;
    readonly version: string | undefined;
    /** The URL of its API as clients outside of it know it, equal to `k8s_cluster.endpoint`. */
    readonly endpoint: string | undefined;
  };
  /** Its addresses are those of the `nic` whose device it is. */
  node: Resource<'node'> &
    Clustered & {
      /** The machine that it says it runs on (`spec.providerID`). */
      readonly vm: Ref<'vm'> | undefined;
      readonly hostname: string | undefined;
      readonly pod_cidrs: readonly string[];
    };
  namespace: Resource<'namespace'> & Clustered;
  service: Resource<'service'> &
    Namespaced & {
      /** `ClusterIP`, `NodePort`, `LoadBalancer` or `ExternalName`. */
      readonly type: string;
      /** Of every family; none for a headless service. */
      readonly cluster_ips: readonly string[];
      /** Those it was given, and those of its load balancer. */
      readonly external_ips: readonly string[];
      /** Of its load balancer; of an `ExternalName`, what it stands for. */
      readonly hostnames: readonly string[];
      readonly ports: readonly ServicePort[];
      readonly selector: readonly Requirement[];
    };
  ingress: Resource<'ingress'> &
    Namespaced & {
      readonly class: string | undefined;
      readonly paths: readonly IngressPath[];
      readonly external_ips: readonly string[];
      readonly hostnames: readonly string[];
    };
  workload: Resource<'workload'> &
    Namespaced & {
      /** Its kind: `Deployment`, `StatefulSet`, `DaemonSet`, `ReplicationController`, `CloneSet` … */
      readonly type: string;
      /** The API group, which tells kinds of the same name apart; `undefined` for the core group. */
      readonly group: string | undefined;
      /** As wanted, not as counted; `undefined` for one on each node. */
      readonly replicas: number | undefined;
      readonly selector: readonly Requirement[];
      /** The labels that its pods get: what a service's selector is held against. */
      readonly pod_labels: readonly Tag[];
      readonly owner: Ref<'workload'> | undefined;
    };
  /** `type`: `ReplicaSet` or `InPlaceSet`. */
  replica_set: Resource<'replica_set'> &
    Namespaced & {
      readonly type: string;
      readonly group: string | undefined;
      readonly replicas: number | undefined;
      readonly selector: readonly Requirement[];
      readonly owner: Ref<'workload'> | undefined;
    };
  /**
   * Its addresses are those of the `nic` whose device it is. It has none on its
   * node's network (the address is the node's) or when it has ended (the
   * address may be another's by now).
   */
  pod: Resource<'pod'> &
    Namespaced & {
      /** The name of its node. */
      readonly node: string | undefined;
      readonly host_network: boolean;
      readonly state: State;
      /** ISO 8601, UTC. */
      readonly created: string | undefined;
      /** What controls it, where that is a kind of the model. */
      readonly owner: Ref<'workload' | 'replica_set'> | undefined;
      /** The same by kind and name, of whatever kind (`Job`, `Node` …). */
      readonly owner_type: string | undefined;
      readonly owner_name: string | undefined;
    };
}

export type Kind = keyof Models;
export type TagRecord<K extends Kind = Kind> = { readonly [P in K]: Models[P] }[K];
