/** cloudmodel.Resource, as far as it matters here: https://github.com/deepflowio/deepflow/blob/main/server/controller/cloud/model/model.go. */
import type { Lb, PeerConnection } from '../../../../functions/deepflow/payload.ts';

export type Tags = Readonly<Record<string, string>>;

export interface Row {
  readonly uuid: string;
  readonly name: string;
  /** A shorter column. */
  readonly label?: string;
}

export interface NetworkRow extends Row {
  readonly vpc: string;
  readonly az: string;
  readonly type: number;
  readonly cidrs: readonly string[];
}

export interface HostRow extends Row {
  readonly ip: string;
  readonly az: string;
}

export interface VmRow extends Row {
  readonly vpc: string;
  readonly az: string;
  readonly type: number;
  /** The address of the host that it runs on. */
  readonly host: string;
  /** Those that its cloud gave it. */
  readonly tags: Tags | undefined;
}

export interface NamespaceRow extends Row {
  /** `''`: of a cluster that is a domain of its own. */
  readonly subDomain: string;
  readonly tags: Tags | undefined;
}

export interface Vif {
  readonly uuid: string;
  readonly mac: string;
  readonly device: string;
  readonly network: string;
  /** `''`: additional resources say none, and the device's is taken. */
  readonly vpc: string;
}

export interface Ip {
  readonly uuid: string;
  readonly ip: string;
  readonly vif: string;
}

export interface Resources {
  readonly azs: readonly Row[];
  readonly vpcs: readonly Row[];
  readonly networks: readonly NetworkRow[];
  readonly hosts: readonly HostRow[];
  readonly vms: readonly VmRow[];
  readonly lbs: readonly (Lb & { readonly uuid: string })[];
  readonly peers: readonly PeerConnection[];
  readonly vifs: readonly Vif[];
  readonly ips: readonly Ip[];
  readonly namespaces: readonly NamespaceRow[];
}

export const NOTHING: Resources = {
  azs: [],
  vpcs: [],
  networks: [],
  hosts: [],
  vms: [],
  lbs: [],
  peers: [],
  vifs: [],
  ips: [],
  namespaces: [],
};
