/** What DeepFlow ends up knowing of a cluster: what it would label traffic with. */
export interface Known {
  readonly version: string;
  readonly nodes: readonly KnownNode[];
  readonly namespaces: readonly { readonly id: string; readonly name: string }[];
  readonly workloads: readonly KnownWorkload[];
  readonly replicaSets: readonly KnownReplicaSet[];
  readonly pods: readonly KnownPod[];
  readonly services: readonly KnownService[];
  readonly ingresses: readonly KnownIngress[];
  /** What was sent and is not known, and why. */
  readonly dropped: readonly Dropped[];
}

export interface KnownNode {
  readonly id: string;
  readonly name: string;
  readonly ip: string;
  readonly isMaster: boolean;
  readonly isReady: boolean;
  readonly cpu: number;
  readonly memoryMb: number;
}

export interface KnownWorkload {
  readonly id: string;
  readonly name: string;
  readonly namespace: string;
  readonly type: string;
  readonly replicas: number;
  /** As it is stored: `key:value, key:value`. */
  readonly label: string;
  readonly hostNetwork: boolean;
}

export interface KnownReplicaSet {
  readonly id: string;
  readonly name: string;
  readonly namespace: string;
  readonly workload: string;
  readonly replicas: number;
}

export interface KnownPod {
  readonly id: string;
  readonly name: string;
  readonly namespace: string;
  readonly label: string;
  readonly isReady: boolean;
  readonly created: string;
  readonly containers: readonly string[];
  /** The id of its node; empty: none has the pod's host address. */
  readonly node: string;
  readonly workload: string;
  readonly replicaSet: string;
  readonly service: string;
  /** `undefined`: without one, on its node's network, or outside of every subnet. */
  readonly ip: string | undefined;
}

export interface KnownService {
  readonly id: string;
  readonly name: string;
  readonly namespace: string;
  readonly type: string;
  readonly label: string;
  readonly clusterIp: string;
  readonly externalIp: string;
  readonly workloads: readonly string[];
  readonly ports: readonly {
    readonly name: string;
    readonly protocol: string;
    readonly port: number;
    readonly targetPort: number;
    readonly nodePort: number;
  }[];
  /** The ingress that leads to it. */
  readonly ingress: string;
}

export interface KnownIngress {
  readonly id: string;
  readonly name: string;
  readonly namespace: string;
  readonly backends: readonly {
    readonly host: string;
    readonly path: string;
    readonly port: number;
    readonly service: string;
  }[];
}

export interface Dropped {
  readonly type: string;
  readonly name: string;
  readonly why: string;
}
