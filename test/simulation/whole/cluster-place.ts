// One simulated cluster: what is in it, and how it changes. An object that is made again has another uid.
import { ref } from '../../../shared/model/ref.ts';
import type { Kind } from '../../../shared/model/kinds.ts';
import { Cluster } from '../../simulator/kubernetes/cluster.ts';
import type { KubeObject, Stored } from '../../simulator/kubernetes/cluster.ts';
import type { Place } from './place.ts';
import { createPresence } from './presence.ts';

/** By source, how the API calls it, and the kind of its record. */
const RESOURCES = {
  namespace: ['namespaces', 'namespace'],
  node: ['nodes', 'node'],
  service: ['services', 'service'],
  pod: ['pods', 'pod'],
  deployment: ['deployments.apps', 'workload'],
} as const satisfies Readonly<Record<string, readonly [string, Kind]>>;
type Source = keyof typeof RESOURCES;
const SOURCES = Object.keys(RESOURCES) as readonly Source[];

const PODS = 6;
/** Names of pods are used again. */
const NAMES = 9;

export interface ClusterPlace extends Place {
  readonly cluster: Cluster;
  /** Uids of everything that is there. */
  readonly uids: () => ReadonlySet<string>;
}

const named = (name: string) => ({ metadata: { name, namespace: 'default' } });

const workload = (name: string): KubeObject => ({ ...named(name), spec: { replicas: 1 } });

const service = (name: string): KubeObject => ({
  ...named(name),
  spec: { type: 'ClusterIP', selector: { app: name }, ports: [{ port: 80 }] },
});

export function createClusterPlace(nth: number): ClusterPlace {
  const account = `cluster-${nth}`;
  const scope = { provider: 'kubernetes', account, region: 'global' };
  const cluster = new Cluster(undefined, account);
  const presence = createPresence();
  let labels = 0;

  const all = (source: Source): readonly Stored[] => cluster.list(RESOURCES[source][0]);
  function put(source: Source, object: KubeObject): void {
    presence.came(source, cluster.put(RESOURCES[source][0], object).uid);
  }
  function remove(source: Source, { key, uid }: Stored): void {
    cluster.remove(RESOURCES[source][0], key);
    presence.went(source, uid);
  }

  function change(source: Source, fresh: () => KubeObject, least: number, random: () => number): void {
    const dice = random();
    const there = all(source);
    const one = there[Math.floor(random() * there.length)];
    const object = fresh();
    if (dice < 0.4 && there.length > least && one !== undefined) remove(source, one);
    else if (dice < 0.8 || one === undefined) {
      const key = `${object.metadata.namespace}/${object.metadata.name}`;
      if (cluster.get(RESOURCES[source][0], key) === undefined) put(source, object);
    } else {
      const metadata = { ...one.object.metadata, labels: { said: String(++labels) } };
      cluster.put(RESOURCES[source][0], { ...one.object, metadata });
      presence.changed();
    }
  }

  presence.came('cluster', account);
  for (const { uid } of all('namespace')) presence.came('namespace', uid);
  put('node', { metadata: { name: 'node-0' } });
  for (let n = 0; n < PODS; n++) put('pod', named(`pod-${n}`));
  for (let n = 0; n < 3; n++) put('service', service(`service-${n}`));
  put('deployment', workload('deployment-0'));

  const ids = (source: string): readonly string[] => all(source as Source).map(({ uid }) => uid);
  return {
    scope,
    cluster,
    presence,
    sources: SOURCES,
    isOffset: () => false,
    kindOf: (source) => RESOURCES[source as Source][1],
    refOf: (source, id) =>
      source === 'cluster'
        ? ref('kubernetes', 'cluster', account)
        : ref('kubernetes', RESOURCES[source as Source][1], account, id),
    ids,
    uids: () => new Set(SOURCES.flatMap(ids)),
    mutate(random) {
      const name = Math.floor(random() * NAMES);
      const dice = random();
      if (dice < 0.6) change('pod', () => named(`pod-${name}`), 2, random);
      else if (dice < 0.8) change('service', () => service(`service-${name}`), 1, random);
      else change('deployment', () => workload(`deployment-${name}`), 1, random);
    },
    fill() {
      for (let n = 0; n < PODS; n++) put('pod', named(`standing-${n}`));
    },
    collapse() {
      const gone = all('pod');
      for (const one of gone) remove('pod', one);
      return () => {
        for (const { key, object } of gone) if (cluster.get('pods', key) === undefined) put('pod', object);
      };
    },
  };
}
