import { BUILT_IN, Cluster } from './cluster.ts';
import type { KubeObject, Resource } from './cluster.ts';

export interface ClusterSpec {
  readonly pods: number;
  readonly nodes: number;
  readonly namespaces: number;
  /** Pods of one deployment. */
  readonly replicas?: number;
  readonly resources?: readonly Resource[];
}

/** What the API says of every object, and nobody here reads: about the size that real ones have. */
const MANAGED = ['kube-controller-manager', 'kubelet'].map((manager) => ({
  manager,
  operation: 'Update',
  apiVersion: 'v1',
  time: '2026-03-01T09:30:00Z',
  fieldsType: 'FieldsV1',
  fieldsV1: Object.fromEntries(
    Array.from({ length: 30 }, (_, n) => [`f:field-${n}`, { 'f:name': {}, 'f:value': {} }]),
  ),
}));
const CONTAINER = {
  name: 'app',
  image: 'registry.example.com/team/app@sha256:0123456789abcdef',
  env: Array.from({ length: 12 }, (_, n) => ({ name: `SETTING_${n}`, value: `value-${n}` })),
  resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
  volumeMounts: [{ name: 'token', mountPath: '/var/run/secrets', readOnly: true }],
  ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
};

/** A cluster of that size, always the same one. */
export function generateCluster({
  pods,
  nodes,
  namespaces,
  replicas = 20,
  resources = BUILT_IN,
}: ClusterSpec): Cluster {
  const cluster = new Cluster(resources);
  for (let n = 0; n < namespaces; n++)
    cluster.put('namespaces', {
      metadata: { name: `team-${n}`, labels: { team: `team-${n}` }, managedFields: MANAGED },
    });
  for (let n = 0; n < nodes; n++) cluster.put('nodes', nodeOf(n));
  for (let from = 0; from < pods; from += replicas) {
    const set = from / replicas;
    const namespace = `team-${set % namespaces}`;
    const name = `app-${set}`;
    const labels = { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': namespace };
    const selector = { matchLabels: { 'app.kubernetes.io/name': name } };
    const template = { metadata: { labels }, spec: { containers: [CONTAINER] } };
    const count = Math.min(replicas, pods - from);
    const meta = { namespace, labels, managedFields: MANAGED };
    const deployment = cluster.put('deployments.apps', {
      metadata: { ...meta, name },
      spec: { replicas: count, selector, template },
    });
    const owned = { apiVersion: 'apps/v1', kind: 'Deployment', name, uid: deployment.uid, controller: true };
    const replicaSet = cluster.put('replicasets.apps', {
      metadata: { ...meta, name: `${name}-5d9f`, ownerReferences: [owned] },
      spec: { replicas: count, selector, template },
    });
    cluster.put('services', {
      metadata: { ...meta, name },
      spec: {
        type: 'ClusterIP',
        clusterIP: ip('10.96', set),
        clusterIPs: [ip('10.96', set)],
        selector: selector.matchLabels,
        ports: [{ name: 'http', port: 80, targetPort: 'http', protocol: 'TCP' }],
      },
    });
    const owner = {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      name: `${name}-5d9f`,
      uid: replicaSet.uid,
      controller: true,
    };
    for (let n = from; n < from + count; n++)
      cluster.put('pods', podOf(n, nodes, { ...meta, ownerReferences: [owner] }));
  }
  return cluster;
}

export function podOf(
  n: number,
  nodes: number,
  meta: { readonly namespace: string; readonly labels: object; readonly ownerReferences?: readonly object[] },
): KubeObject {
  const address = ip(`10.${128 + (n >> 16)}`, n & 0xffff);
  return {
    metadata: {
      ...meta,
      name: `app-${n}`,
      generateName: 'app-5d9f-',
      creationTimestamp: '2026-03-01T09:30:00Z',
    },
    spec: { nodeName: `node-${n % nodes}`, serviceAccountName: 'default', containers: [CONTAINER] },
    status: {
      phase: 'Running',
      hostIP: ip('10.0', n % nodes),
      podIP: address,
      podIPs: [{ ip: address }],
      conditions: ['Initialized', 'Ready', 'ContainersReady', 'PodScheduled'].map((type) => ({
        type,
        status: 'True',
        lastTransitionTime: '2026-03-01T09:30:20Z',
      })),
      containerStatuses: [
        {
          name: 'app',
          ready: true,
          restartCount: 0,
          containerID: `containerd://${String(n).padStart(64, '0')}`,
        },
      ],
    },
  };
}

function nodeOf(n: number): KubeObject {
  return {
    metadata: {
      name: `node-${n}`,
      labels: { 'kubernetes.io/hostname': `node-${n}`, 'topology.kubernetes.io/zone': `zone-${n % 3}` },
      managedFields: MANAGED,
    },
    spec: {
      podCIDR: `${ip('10.244', n).replace(/\.\d+$/, '.0')}/24`,
      providerID: `aws:///eu-west-1a/i-${n.toString(16).padStart(17, '0')}`,
    },
    status: {
      addresses: [
        { type: 'InternalIP', address: ip('10.0', n) },
        { type: 'Hostname', address: `node-${n}` },
      ],
      capacity: { cpu: '16', memory: '65806380Ki' },
      conditions: ['MemoryPressure', 'DiskPressure', 'PIDPressure', 'Ready'].map((type) => ({
        type,
        status: type === 'Ready' ? 'True' : 'False',
        reason: type === 'Ready' ? 'KubeletReady' : `No${type}`,
        lastHeartbeatTime: '2026-03-01T10:00:00Z',
      })),
      images: Array.from({ length: 40 }, (_, one) => ({
        names: [`registry.example.com/image-${one}:1`],
        sizeBytes: 12_345_678,
      })),
    },
  };
}

const ip = (prefix: string, n: number): string => `${prefix}.${(n >> 8) & 255}.${n & 255}`;
