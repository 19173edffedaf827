/** What an API server keeps: objects by kind, with their versions and what happened to them. */

/** An object as the API has it; `metadata` has a uid and a version as soon as it is stored. */
export interface KubeObject {
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid?: string;
    readonly [field: string]: unknown;
  };
  readonly [field: string]: unknown;
}

export interface Resource {
  /** `v1`, `apps/v1`; all versions serve the same objects. */
  readonly apiVersions: readonly string[];
  readonly plural: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

/** One stored state of one object; its text is what the API sends. */
export interface Stored {
  readonly key: string;
  readonly uid: string;
  readonly version: number;
  readonly object: KubeObject;
}

const TEXTS = new WeakMap<Stored, string>();

/** The object as JSON, made once. */
export function textOf(stored: Stored): string {
  const text = TEXTS.get(stored) ?? JSON.stringify(stored.object);
  TEXTS.set(stored, text);
  return text;
}

export interface Happened {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly stored: Stored;
}

const core = (kind: string, plural: string, namespaced = true): Resource => ({
  apiVersions: ['v1'],
  kind,
  plural,
  namespaced,
});
const of = (apiVersions: readonly string[], kind: string, plural: string): Resource => ({
  apiVersions,
  kind,
  plural,
  namespaced: true,
});

/** What every cluster has. */
export const BUILT_IN: readonly Resource[] = [
  core('Node', 'nodes', false),
  core('Namespace', 'namespaces', false),
  core('Service', 'services'),
  core('Pod', 'pods'),
  core('ReplicationController', 'replicationcontrollers'),
  of(['apps/v1'], 'Deployment', 'deployments'),
  of(['apps/v1'], 'StatefulSet', 'statefulsets'),
  of(['apps/v1'], 'DaemonSet', 'daemonsets'),
  of(['apps/v1'], 'ReplicaSet', 'replicasets'),
  of(['networking.k8s.io/v1'], 'Ingress', 'ingresses'),
];

/** What some have: OpenKruise, and Ant's CAFE behind an aggregated API. */
export const KRUISE: readonly Resource[] = [
  of(['apps.kruise.io/v1alpha1'], 'CloneSet', 'clonesets'),
  of(['apps.kruise.io/v1beta1', 'apps.kruise.io/v1alpha1'], 'StatefulSet', 'statefulsets'),
  of(['apps.kruise.io/v1alpha1'], 'DaemonSet', 'daemonsets'),
];
export const CAFE: readonly Resource[] = [
  of(['apps.cafe.cloud.alipay.com/v1alpha1'], 'CafeDeployment', 'cafedeployments'),
  of(['apps.cafe.cloud.alipay.com/v1alpha1'], 'InPlaceSet', 'inplacesets'),
];

export const groupOf = (apiVersion: string): string =>
  apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
/** Kinds of one name in two groups are two. */
export const nameOf = ({ apiVersions: [first = ''], plural }: Resource): string =>
  groupOf(first) === '' ? plural : `${plural}.${groupOf(first)}`;

class Table {
  readonly objects = new Map<string, Stored>();
  readonly history: Happened[] = [];
}

export class Cluster {
  readonly resources: readonly Resource[];
  readonly #tables = new Map<string, Table>();
  readonly #listeners = new Set<() => void>();
  #uids = 0;
  /** The newest version there is. */
  version = 1;
  /** Versions up to this one are forgotten. */
  compacted = 0;

  constructor(resources: readonly Resource[] = BUILT_IN, seed = 'c') {
    this.resources = resources;
    for (const resource of resources) this.#tables.set(nameOf(resource), new Table());
    for (const name of ['default', 'kube-system'])
      this.put('namespaces', { metadata: { name, uid: `${seed}-${name}` } });
  }

  /** Creates or changes; the uid stays what it was, and a new object gets a new one. */
  put(resource: string, object: KubeObject): Stored {
    const { objects, history } = this.#table(resource);
    const key = keyOf(object);
    const before = objects.get(key);
    const uid = before?.uid ?? object.metadata.uid ?? `uid-${++this.#uids}`;
    const version = ++this.version;
    const metadata = { ...object.metadata, uid, resourceVersion: String(version) };
    const stored = { key, uid, version, object: { ...object, metadata } };
    objects.set(key, stored);
    history.push({ type: before === undefined ? 'ADDED' : 'MODIFIED', stored });
    this.#tell();
    return stored;
  }

  remove(resource: string, key: string): void {
    const { objects, history } = this.#table(resource);
    const before = objects.get(key);
    if (before === undefined) throw new Error(`${resource} ${key} is not there`);
    objects.delete(key);
    const version = ++this.version;
    const metadata = { ...before.object.metadata, resourceVersion: String(version) };
    history.push({ type: 'DELETED', stored: { ...before, version, object: { ...before.object, metadata } } });
    this.#tell();
  }

  /** In the order of their keys, as lists have them. */
  list(resource: string): readonly Stored[] {
    const all = [...this.#table(resource).objects.values()];
    return all.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  }

  get(resource: string, key: string): Stored | undefined {
    return this.#table(resource).objects.get(key);
  }

  /** From one place of the history on; the place after the last one. */
  since(
    resource: string,
    version: number,
    at: number,
  ): { readonly happened: readonly Happened[]; readonly next: number } {
    const { history } = this.#table(resource);
    let from = at;
    if (from === 0) {
      let [low, high] = [0, history.length];
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((history[middle]?.stored.version ?? 0) <= version) low = middle + 1;
        else high = middle;
      }
      from = low;
    }
    return { happened: history.slice(from), next: history.length };
  }

  /** Forgets what happened until now, as etcd does every few minutes. */
  compact(): void {
    this.compacted = this.version;
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #table(resource: string): Table {
    const table = this.#tables.get(resource);
    if (table === undefined) throw new Error(`this cluster has no ${resource}`);
    return table;
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

export const keyOf = ({ metadata: { namespace, name } }: KubeObject): string =>
  namespace === undefined ? name : `${namespace}/${name}`;
