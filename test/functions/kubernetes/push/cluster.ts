import { CloudError } from '../../../../shared/collect/errors.ts';
import { textAt } from '../../../../functions/kubernetes/push/json.ts';
import type { CachedKind, JsonObject, WatchCache } from '../../../../functions/kubernetes/cached.ts';

/** A watch cache that a test fills by hand. Names are uids too, unless an object says another one. */
export interface FakeCluster {
  readonly cache: WatchCache;
  /** A new object, or a changed one: by uid. */
  put(type: string, object: JsonObject): void;
  remove(uid: string): void;
  /** The whole cluster cannot be read; or can again. */
  fail(failure: CloudError | undefined): void;
  /** One kind was never listed, and cannot be; or is listed now. */
  deny(type: string, failure: CloudError | undefined): void;
  setSynced(isSynced: boolean): void;
}

export const TYPES = [
  'v1/Node',
  'v1/Namespace',
  'v1/Pod',
  'v1/Service',
  'v1/ReplicationController',
  'apps/v1/Deployment',
  'apps/v1/StatefulSet',
  'apps/v1/DaemonSet',
  'apps/v1/ReplicaSet',
  'networking.k8s.io/v1/Ingress',
] as const;

export const UNREADABLE = new CloudError('unavailable', 'connection refused');
export const VERSION: JsonObject = {
  major: '1',
  minor: '30',
  gitVersion: 'v1.30.2',
  platform: 'linux/amd64',
};

export function fakeCluster(types: readonly string[] = TYPES): FakeCluster {
  const objects = new Map<string, { type: string; uid: string; object: JsonObject }>();
  const denied = new Map<string, CloudError>();
  const listeners = new Set<() => void>();
  let failure: CloudError | undefined;
  let synced = true;
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  return {
    cache: {
      version: VERSION,
      get kinds(): readonly CachedKind[] {
        return types.map((type) => ({
          type,
          synced: synced && !denied.has(type),
          failure: denied.get(type),
        }));
      },
      get synced() {
        return synced;
      },
      get failure() {
        return failure;
      },
      *objects() {
        for (const one of objects.values()) if (!denied.has(one.type)) yield one;
      },
      onChange(listener) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
    put(type, object) {
      const uid = textAt(object, 'metadata', 'uid') ?? '';
      objects.set(uid, { type, uid, object });
      changed();
    },
    remove(uid) {
      objects.delete(uid);
      changed();
    },
    fail(next) {
      failure = next;
      changed();
    },
    deny(type, next) {
      if (next === undefined) denied.delete(type);
      else denied.set(type, next);
      changed();
    },
    setSynced(next) {
      synced = next;
      changed();
    },
  };
}

/** A pod of a Deployment, and what it takes for DeepFlow to know it. */
export function fill(cluster: FakeCluster): void {
  cluster.put('v1/Node', node('n1', '10.0.0.1', '10.1.0.0/24'));
  cluster.put('v1/Namespace', { metadata: { uid: 'ns-shop', name: 'shop' } });
  cluster.put('apps/v1/Deployment', deployment('web', { app: 'web' }));
  cluster.put('apps/v1/ReplicaSet', replicaSet('web-7d4b9c', 'Deployment', 'web'));
  cluster.put('v1/Pod', pod('web-7d4b9c-x', 'ReplicaSet', 'web-7d4b9c', '10.1.0.5'));
}

export const node = (name: string, ip: string, podCIDR: string): JsonObject => ({
  metadata: { uid: name, name },
  spec: { podCIDR },
  status: {
    addresses: [{ type: 'InternalIP', address: ip }],
    conditions: [{ type: 'Ready', status: 'True', reason: 'KubeletReady' }],
    capacity: { cpu: '4', memory: '16374700Ki' },
  },
});

export const deployment = (name: string, labels: JsonObject, replicas = 1): JsonObject => ({
  metadata: { uid: name, name, namespace: 'shop', labels },
  spec: { replicas, template: { metadata: { labels }, spec: { containers: [] } } },
});

export const owners = (kind: string, name: string): readonly JsonObject[] => [
  { apiVersion: 'apps/v1', kind, name, uid: name, controller: true },
];

export const replicaSet = (name: string, kind: string, owner: string, replicas = 1): JsonObject => ({
  metadata: { uid: name, name, namespace: 'shop', labels: {}, ownerReferences: owners(kind, owner) },
  spec: { replicas, selector: { matchLabels: { app: owner } } },
});

export const pod = (
  name: string,
  kind: string,
  owner: string,
  podIP: string,
  labels: JsonObject = {},
): JsonObject => ({
  metadata: { uid: name, name, namespace: 'shop', labels, ownerReferences: owners(kind, owner) },
  status: { phase: 'Running', hostIP: '10.0.0.1', podIP, conditions: [{ type: 'Ready', status: 'True' }] },
});
