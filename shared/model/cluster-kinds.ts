import type { Resource, State, Tag } from './parts.ts';
import type { Ref } from './ref.ts';

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
 * What is in a Kubernetes cluster. The native id is (cluster id, uid), of the cluster itself the
 * cluster id. An object that was deleted and created again under its name is
 * another object, so its name is no part of its identity; restored clusters
 * share uids, so the cluster is. What an object states with a uid (its owner)
 * is a ref; what it only names (its node, its namespace, a backend) stays a
 * name, unique in the cluster or the namespace, and is joined by `links`.
 */
export interface ClusterModels {
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
