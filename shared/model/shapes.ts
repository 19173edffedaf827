import type { Kind, Models } from './kinds.ts';

/** Schema version of the records this release writes; a newer one makes a `remap` commit. */
export const MAPPER = 1;

/**
 * How a field is stored: `one` value, a `set` (sorted by bytes, without
 * duplicates) or a `list` (in its own order); of objects, with their keys.
 */
export type Form = 'one' | 'set' | 'list' | { readonly set: readonly string[] };

type KeysOf<E> = E extends readonly unknown[] ? never : Extract<keyof E, string>;
type FormOf<T> =
  NonNullable<T> extends readonly (infer E)[]
    ? E extends string | readonly unknown[]
      ? 'set' | 'list'
      : { readonly set: readonly KeysOf<E>[] }
    : 'one';
export type Shape<R> = { readonly [F in Exclude<keyof R, 'kind' | 'ref'>]: FormOf<R[F]> };

const resource = { id: 'one', name: 'one', tags: 'set' } as const;
const placed = { region: 'one', owner: 'one' } as const;
const addresses = { set: ['ip', 'public_ip'] } as const;
const database = {
  engine: 'one',
  version: 'one',
  role: 'one',
  state: 'one',
  type: 'one',
  cluster: 'one',
  vpc: 'one',
  az: 'one',
  subnets: 'set',
  endpoints: { set: ['host', 'port', 'role'] },
  addresses,
  security_groups: 'set',
} as const;

const requirements = { set: ['key', 'operator', 'values'] } as const;
const namespaced = { ...resource, cluster: 'one', namespace: 'one' } as const;
const exposed = { external_ips: 'set', hostnames: 'set' } as const;

/** The stored fields of every kind, in their stored order. Forgetting one does not compile. */
export const SHAPES: { readonly [K in Kind]: Shape<Models[K]> } = {
  region: resource,
  az: { ...resource, region: 'one', zone_id: 'one' },
  vpc: { ...resource, ...placed, cidrs: 'set', is_default: 'one' },
  subnet: { ...resource, ...placed, vpc: 'one', az: 'one', cidrs: 'set' },
  vm: {
    ...resource,
    ...placed,
    vpc: 'one',
    subnet: 'one',
    az: 'one',
    state: 'one',
    type: 'one',
    ip: 'one',
    hostname: 'one',
    created: 'one',
    security_groups: 'set',
  },
  nic: {
    ...resource,
    owner: 'one',
    vpc: 'one',
    subnet: 'one',
    device: 'one',
    usage: 'one',
    mac: 'one',
    addresses,
    security_groups: 'set',
  },
  router: {
    ...resource,
    ...placed,
    vpc: 'one',
    main: 'one',
    subnets: 'set',
    routes: { set: ['destination', 'hop', 'target', 'active'] },
  },
  security_group: {
    ...resource,
    ...placed,
    vpc: 'one',
    rules: { set: ['direction', 'action', 'protocol', 'from_port', 'to_port', 'peer', 'priority'] },
  },
  nat_gateway: {
    ...resource,
    ...placed,
    vpc: 'one',
    subnet: 'one',
    scheme: 'one',
    state: 'one',
    addresses,
    nics: 'set',
  },
  nat_rule: {
    ...resource,
    nat_gateway: 'one',
    direction: 'one',
    protocol: 'one',
    public_ip: 'one',
    public_port: 'one',
    private_ip: 'one',
    private_port: 'one',
    subnet: 'one',
  },
  eip: { ...resource, ...placed, ip: 'one', private_ip: 'one', nic: 'one', device: 'one' },
  load_balancer: {
    ...resource,
    ...placed,
    type: 'one',
    scheme: 'one',
    state: 'one',
    vpc: 'one',
    subnets: 'set',
    hostname: 'one',
    addresses,
    security_groups: 'set',
  },
  lb_listener: { ...resource, load_balancer: 'one', protocol: 'one', port: 'one', target_groups: 'set' },
  lb_target: {
    ...resource,
    target_group: 'one',
    load_balancers: 'set',
    protocol: 'one',
    port: 'one',
    device: 'one',
    ip: 'one',
  },
  peer_connection: {
    ...resource,
    side: 'one',
    state: 'one',
    local_vpc: 'one',
    local_region: 'one',
    local_owner: 'one',
    remote_vpc: 'one',
    remote_region: 'one',
    remote_owner: 'one',
  },
  cen: {
    ...resource,
    region: 'one',
    owner: 'one',
    type: 'one',
    state: 'one',
    attachments: { set: ['id', 'vpc', 'owner', 'state'] },
  },
  rds: { ...resource, ...placed, ...database },
  redis: { ...resource, ...placed, ...database },
  k8s_cluster: {
    ...resource,
    ...placed,
    version: 'one',
    state: 'one',
    vpc: 'one',
    subnets: 'set',
    endpoint: 'one',
    service_cidrs: 'set',
    security_groups: 'set',
  },
  cluster: { ...resource, uid: 'one', version: 'one', endpoint: 'one' },
  node: { ...resource, cluster: 'one', vm: 'one', hostname: 'one', pod_cidrs: 'set' },
  namespace: { ...resource, cluster: 'one' },
  service: {
    ...namespaced,
    type: 'one',
    cluster_ips: 'set',
    ...exposed,
    ports: { set: ['name', 'protocol', 'port', 'target_port', 'node_port'] },
    selector: requirements,
  },
  ingress: {
    ...namespaced,
    class: 'one',
    paths: { set: ['host', 'path', 'service', 'port'] },
    ...exposed,
  },
  workload: {
    ...namespaced,
    type: 'one',
    group: 'one',
    replicas: 'one',
    selector: requirements,
    pod_labels: 'set',
    owner: 'one',
  },
  replica_set: {
    ...namespaced,
    type: 'one',
    group: 'one',
    replicas: 'one',
    selector: requirements,
    owner: 'one',
  },
  pod: {
    ...namespaced,
    node: 'one',
    host_network: 'one',
    state: 'one',
    created: 'one',
    owner: 'one',
    owner_type: 'one',
    owner_name: 'one',
  },
};

/** Every kind, in the order of the model. */
export const KINDS = Object.keys(SHAPES) as readonly Kind[];

/** Kinds that only a Kubernetes API tells; the others are a cloud's. */
export const CLUSTER_KINDS: readonly Kind[] = [
  'cluster',
  'node',
  'namespace',
  'service',
  'ingress',
  'workload',
  'replica_set',
  'pod',
];

/** What a cloud is asked for, kind by kind. */
export const CLOUD_KINDS = KINDS.filter((kind) => !CLUSTER_KINDS.includes(kind));

export function isKind(text: string): text is Kind {
  return text in SHAPES;
}
