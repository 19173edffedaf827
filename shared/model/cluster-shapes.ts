import type { ClusterModels } from './cluster-kinds.ts';
import { resource } from './shape.ts';
import type { Shape } from './shape.ts';

const requirements = { set: ['key', 'operator', 'values'] } as const;
const namespaced = { ...resource, cluster: 'one', namespace: 'one' } as const;
const exposed = { external_ips: 'set', hostnames: 'set' } as const;

/** Of what only a Kubernetes API tells. */
export const CLUSTER_SHAPES: { readonly [K in keyof ClusterModels]: Shape<ClusterModels[K]> } = {
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
