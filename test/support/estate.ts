import type { Kind, Models, TagRecord } from '../../shared/model/kinds.ts';
import { lineOf } from '../../shared/model/line.ts';
import { Lines } from '../../shared/model/lines.ts';
import type { Estate } from '../../shared/model/links/estate.ts';
import { merge } from '../../shared/model/links/merge.ts';
import type { SourceState } from '../../shared/model/links/merge.ts';
import { ref } from '../../shared/model/ref.ts';
import type { Ref } from '../../shared/model/ref.ts';

/** A ref of the cloud that tests are about; of Kubernetes for its kinds. */
export const to = <K extends Kind>(kind: K, id: string): Ref<K> =>
  ref(CLUSTERED.has(kind) ? 'kubernetes' : 'aws', kind, id);

const CLUSTERED: ReadonlySet<Kind> = new Set([
  'cluster',
  'node',
  'namespace',
  'service',
  'ingress',
  'workload',
  'replica_set',
  'pod',
]);

const placed = { region: to('region', 'r1'), owner: undefined };
const database = {
  ...placed,
  version: undefined,
  state: 'running',
  type: undefined,
  cluster: undefined,
  vpc: undefined,
  az: undefined,
  subnets: [],
  endpoints: [],
  addresses: [],
  security_groups: [],
} as const;
const clustered = { cluster: to('cluster', 'c1') };
const namespaced = { ...clustered, namespace: 'shop' };

/** What a record says beside its id, where a test does not care. */
const REST: { readonly [K in Kind]: Omit<Models[K], 'kind' | 'ref' | 'id' | 'name' | 'tags'> } = {
  region: {},
  az: { region: placed.region, zone_id: undefined },
  vpc: { ...placed, cidrs: [], is_default: false },
  subnet: { ...placed, vpc: to('vpc', 'v1'), az: undefined, cidrs: [] },
  vm: {
    ...placed,
    vpc: undefined,
    subnet: undefined,
    az: undefined,
    state: 'running',
    type: undefined,
    ip: undefined,
    hostname: undefined,
    created: undefined,
    security_groups: [],
  },
  nic: {
    owner: undefined,
    vpc: undefined,
    subnet: undefined,
    device: undefined,
    usage: undefined,
    mac: undefined,
    addresses: [],
    security_groups: [],
  },
  router: { ...placed, vpc: to('vpc', 'v1'), main: false, subnets: [], routes: [] },
  security_group: { ...placed, vpc: undefined, rules: [] },
  nat_gateway: {
    ...placed,
    vpc: to('vpc', 'v1'),
    subnet: undefined,
    scheme: 'external',
    state: 'running',
    addresses: [],
    nics: [],
  },
  nat_rule: {
    nat_gateway: to('nat_gateway', 'g1'),
    direction: 'snat',
    protocol: 'all',
    public_ip: undefined,
    public_port: undefined,
    private_ip: undefined,
    private_port: undefined,
    subnet: undefined,
  },
  eip: { ...placed, ip: '198.51.100.1', private_ip: undefined, nic: undefined, device: undefined },
  load_balancer: {
    ...placed,
    type: 'network',
    scheme: 'internal',
    state: 'running',
    vpc: undefined,
    subnets: [],
    hostname: undefined,
    addresses: [],
    security_groups: [],
  },
  lb_listener: { load_balancer: to('load_balancer', 'l1'), protocol: 'tcp', port: 80, target_groups: [] },
  lb_target: {
    target_group: 't1',
    load_balancers: [to('load_balancer', 'l1')],
    protocol: 'tcp',
    port: 80,
    device: undefined,
    ip: undefined,
  },
  peer_connection: {
    side: 'requester',
    state: 'active',
    local_vpc: to('vpc', 'v1'),
    local_region: placed.region,
    local_owner: undefined,
    remote_vpc: to('vpc', 'v2'),
    remote_region: placed.region,
    remote_owner: undefined,
  },
  cen: { region: placed.region, owner: undefined, type: 'transit', state: 'running', attachments: [] },
  rds: { ...database, engine: 'mysql', role: 'single' },
  redis: { ...database, engine: 'redis', role: 'single' },
  k8s_cluster: {
    ...placed,
    version: undefined,
    state: 'running',
    vpc: undefined,
    subnets: [],
    endpoint: undefined,
    service_cidrs: [],
    security_groups: [],
  },
  cluster: { uid: 'u', version: undefined, endpoint: undefined },
  node: { ...clustered, vm: undefined, hostname: undefined, pod_cidrs: [] },
  namespace: clustered,
  service: {
    ...namespaced,
    type: 'ClusterIP',
    cluster_ips: [],
    external_ips: [],
    hostnames: [],
    ports: [],
    selector: [],
  },
  ingress: { ...namespaced, class: undefined, paths: [], external_ips: [], hostnames: [] },
  workload: {
    ...namespaced,
    type: 'Deployment',
    group: 'apps',
    replicas: 1,
    selector: [],
    pod_labels: [],
    owner: undefined,
  },
  replica_set: {
    ...namespaced,
    type: 'ReplicaSet',
    group: 'apps',
    replicas: 1,
    selector: [],
    owner: undefined,
  },
  pod: {
    ...namespaced,
    node: undefined,
    host_network: false,
    state: 'running',
    created: undefined,
    owner: undefined,
    owner_type: undefined,
    owner_name: undefined,
  },
};

type Over<K extends Kind> = Partial<Omit<Models[K], 'kind' | 'ref'>>;

/** A record whose id is also its name, with what the test does care about. */
export function made<K extends Kind>(kind: K, id: string, over: Over<K> = {}): Models[K] {
  const record = { kind, ref: to(kind, id), id, name: id, tags: [], ...REST[kind], ...over };
  return record as unknown as Models[K];
}

/** The records of one source, in any order. */
export function sourceOf(
  records: readonly TagRecord[],
  over: Partial<Omit<SourceState, 'lines'>> = {},
): SourceState {
  const ordered = records.toSorted((a, b) => (a.ref < b.ref ? -1 : 1));
  return { account: 'a1', region: 'r1', standing: 'current', ...over, lines: Lines.of(ordered.map(lineOf)) };
}

export const estateOf = (...records: readonly TagRecord[]): Estate => merge([sourceOf(records)]);

export const idsOf = (merged: Iterable<{ readonly record: { readonly id: string } }>): readonly string[] =>
  [...merged].map(({ record }) => record.id);
