/**
 * NAT gateways with their rules, load balancers with their listeners.
 * https://docsv3.qingcloud.com/development_docs/api/command_list/nfv/describe_nfvs/ , …/nfv/describe_snat_rules/ ,
 * …/nfv/describe_dnat_rules/ , …/lb/describe_loadbalancers/ , …/lb/describe_loadbalancer_listeners/
 */
import { CREATED, type Given, type Tag } from './given.ts';

export interface Nfv {
  readonly nfv_id: string;
  readonly nfv_name: string | null;
  readonly nfv_type: number;
  readonly status: string;
  readonly transition_status: string;
  readonly zone_id: string;
  readonly create_time: string;
  /** By the ids of public addresses. */
  readonly cluster: Readonly<Record<string, Readonly<Record<string, { readonly instance_id: string }>>>>;
  /** Not of the row: networks can be asked for their gateways. */
  readonly vxnets: readonly string[];
}

export const nfv = (row: Given<Nfv, 'nfv_id'>): Nfv => ({
  nfv_name: null,
  nfv_type: 1,
  status: 'active',
  transition_status: '',
  zone_id: 'pek3b',
  create_time: CREATED,
  cluster: {},
  vxnets: [],
  ...row,
});

export interface SnatRule {
  readonly snat_id: string;
  readonly natgw_id: string;
  readonly name: string;
  readonly enable: number;
  readonly target_type: number;
  readonly target_id: string;
  readonly target_ip: string;
  readonly eips: readonly { readonly eip_id: string; readonly eip_addr: string }[];
  readonly create_time: string;
}

export const snatRule = (row: Given<SnatRule, 'snat_id' | 'natgw_id'>): SnatRule => ({
  name: '',
  enable: 1,
  target_type: 0,
  target_id: '',
  target_ip: '',
  eips: [],
  create_time: CREATED,
  ...row,
});

export interface DnatRule {
  readonly dnat_id: string;
  readonly natgw_id: string;
  readonly name: string;
  readonly enable: number;
  readonly eip_id: string;
  readonly public_port: string;
  readonly private_ip: string;
  readonly private_port: string;
  readonly protocol: string;
  readonly create_time: string;
}

export const dnatRule = (row: Given<DnatRule, 'dnat_id' | 'natgw_id'>): DnatRule => ({
  name: '',
  enable: 1,
  eip_id: '',
  public_port: '80',
  private_ip: '',
  private_port: '8080',
  protocol: 'tcp',
  create_time: CREATED,
  ...row,
});

export interface LoadBalancer {
  readonly loadbalancer_id: string;
  readonly loadbalancer_name: string;
  readonly loadbalancer_type: number;
  readonly status: string;
  readonly transition_status: string;
  readonly is_applied: number;
  readonly vxnet_id: string;
  readonly private_ips: readonly string[];
  readonly eips: readonly { readonly eip_id: string; readonly eip_name: string; readonly eip_addr: string }[];
  readonly security_group_id: string;
  readonly create_time: string;
  readonly tags: readonly Tag[];
}

export const loadBalancer = (row: Given<LoadBalancer, 'loadbalancer_id'>): LoadBalancer => ({
  loadbalancer_name: '',
  loadbalancer_type: 0,
  status: 'active',
  transition_status: '',
  is_applied: 1,
  vxnet_id: '',
  private_ips: [],
  eips: [],
  security_group_id: '',
  create_time: CREATED,
  tags: [],
  ...row,
});

export interface Backend {
  readonly loadbalancer_backend_id: string;
  readonly loadbalancer_backend_name: string | null;
  readonly loadbalancer_listener_id: string;
  readonly loadbalancer_id: string;
  readonly resource_id: string;
  readonly port: number | string;
  readonly weight: number;
}

export interface Listener {
  readonly loadbalancer_listener_id: string;
  readonly loadbalancer_listener_name: string | null;
  readonly loadbalancer_id: string;
  readonly listener_protocol: string;
  /** A number in the examples, a text beside them. */
  readonly listener_port: number | string;
  readonly backend_protocol: string;
  readonly balance_mode: string;
  readonly create_time: string;
  /** With `verbose` only. */
  readonly backends: readonly Backend[];
}

export const listener = (row: Given<Listener, 'loadbalancer_listener_id' | 'loadbalancer_id'>): Listener => ({
  loadbalancer_listener_name: null,
  listener_protocol: 'http',
  listener_port: 80,
  backend_protocol: 'http',
  balance_mode: 'roundrobin',
  create_time: CREATED,
  backends: [],
  ...row,
});
