/**
 * Servers and public addresses.
 * https://docsv3.qingcloud.com/development_docs/api/command_list/instance/describe_instances/ , …/eip/describe_eips/ ;
 * `tags`, `zone_id` and `role`: SDK types Instance, NICVxNet and EIP,
 * https://github.com/yunify/qingcloud-sdk-go/blob/master/service/types.go
 */
import { CREATED, type Given, type Tag } from './given.ts';

export interface InVxNet {
  readonly vxnet_id: string;
  readonly vxnet_name: string;
  readonly vxnet_type: number;
  readonly nic_id: string;
  readonly private_ip: string;
  readonly role: number;
}

export interface Instance {
  readonly instance_id: string;
  readonly instance_name: string;
  readonly instance_type: string;
  readonly vcpus_current: number;
  readonly memory_current: number;
  readonly status: string;
  readonly transition_status: string;
  readonly create_time: string;
  readonly status_time: string;
  readonly zone_id: string;
  readonly vxnets: readonly InVxNet[];
  readonly eip: { readonly eip_id: string; readonly eip_addr: string; readonly bandwidth: string } | null;
  /** With `verbose` only. */
  readonly security_group: { readonly security_group_id: string; readonly is_default: number } | null;
  readonly tags: readonly Tag[];
  /** Not of the row: nodes of clusters are listed only where they are asked for. */
  readonly isNode: boolean;
}

export const instance = (row: Given<Instance, 'instance_id' | 'vxnets'>): Instance => ({
  instance_name: '',
  instance_type: 'c1m1',
  vcpus_current: 1,
  memory_current: 1024,
  status: 'running',
  transition_status: '',
  create_time: CREATED,
  status_time: CREATED,
  zone_id: 'pek3b',
  eip: null,
  security_group: null,
  tags: [],
  isNode: false,
  ...row,
});

/** https://docsv3.qingcloud.com/development_docs/api/command_list/nic/describe_nics/ ; `eip`: SDK type NIC. */
export interface Nic {
  readonly nic_id: string;
  readonly nic_name: string;
  readonly status: 'available' | 'in-use';
  readonly instance_id: string;
  readonly vxnet_id: string;
  readonly private_ip: string;
  /** On no page of answers: the name that ModifyNicAttributes has for it. */
  readonly ipv6_address?: string;
  readonly role: number;
  readonly sequence: number;
  /** Its own; that of a server stands with the server. */
  readonly security_group: string;
  readonly eip: { readonly eip_id: string; readonly eip_addr: string; readonly bandwidth: number } | null;
  readonly create_time: string;
  readonly status_time: string;
  readonly tags: readonly Tag[];
}

export const nic = (row: Given<Nic, 'nic_id' | 'vxnet_id'>): Nic => ({
  nic_name: '',
  status: (row.instance_id ?? '') === '' ? 'available' : 'in-use',
  instance_id: '',
  private_ip: '',
  role: 0,
  sequence: 0,
  security_group: '',
  eip: null,
  create_time: CREATED,
  status_time: CREATED,
  tags: [],
  ...row,
});

export interface Eip {
  readonly eip_id: string;
  readonly eip_name: string;
  readonly eip_addr: string;
  readonly status: string;
  readonly transition_status: string;
  readonly associate_mode: number;
  readonly bandwidth: number;
  readonly billing_mode: string;
  readonly create_time: string;
  readonly resource: {
    readonly resource_name: string;
    readonly resource_type: string;
    readonly resource_id: string;
  } | null;
  readonly tags: readonly Tag[];
}

export const eip = (row: Given<Eip, 'eip_id' | 'eip_addr'>): Eip => ({
  eip_name: '',
  status: row.resource === undefined || row.resource === null ? 'available' : 'associated',
  transition_status: '',
  associate_mode: 0,
  bandwidth: 4,
  billing_mode: 'traffic',
  create_time: CREATED,
  resource: null,
  tags: [],
  ...row,
});
