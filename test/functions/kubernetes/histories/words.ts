/** What an API server, DeepFlow and the log say of a cluster, in the same few words, read by hand. */
import type { Cluster } from '../../../simulator/kubernetes/cluster.ts';

/** As the API spells it; DeepFlow is told in the same spelling. */
interface Said {
  readonly metadata: {
    readonly uid: string;
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: { readonly n?: string };
  };
  readonly spec?: { readonly replicas?: number; readonly rules?: readonly { readonly host: string }[] };
  readonly status?: {
    readonly phase?: string;
    readonly podIP?: string;
    readonly addresses?: readonly { readonly address: string }[];
  };
}
type Wording = (said: Said) => string;

const WORDS: Readonly<Record<string, Wording>> = {
  node: (one) => `node ${named(one)} ${one.status?.addresses?.map(({ address }) => address).join()}`,
  namespace: (one) => `namespace ${named(one)}`,
  pod: (one) => `pod ${named(one)} ${one.status?.podIP ?? 'no address'}`,
  workload: (one) => `workload ${named(one)} ${one.spec?.replicas}`,
  ingress: (one) => `ingress ${named(one)} ${one.spec?.rules?.map(({ host }) => host).join()}`,
};

const RESOURCES: Readonly<Record<string, string>> = {
  nodes: 'node',
  namespaces: 'namespace',
  pods: 'pod',
  'deployments.apps': 'workload',
  'ingresses.networking.k8s.io': 'ingress',
};
const TYPES: Readonly<Record<string, string>> = {
  '*v1.Node': 'node',
  '*v1.Namespace': 'namespace',
  '*v1.Pod': 'pod',
  '*v1.Deployment': 'workload',
  '*v1.Ingress': 'ingress',
};

function named({ metadata: { uid, name, namespace = '-', labels } }: Said): string {
  return `${uid} ${namespace}/${name} n=${labels?.n ?? ''}`;
}

const worded = (kind: string | undefined, said: Said): string =>
  WORDS[kind ?? '']?.(said) ?? `unknown ${said.metadata.uid}`;

/** Every object that the API server has; the address of a pod that has ended may be another one's by now. */
function held(cluster: Cluster, trim: (kind: string, said: Said) => Said): readonly string[] {
  return Object.entries(RESOURCES)
    .flatMap(([resource, kind]) =>
      cluster.list(resource).map(({ object }) => {
        const said = trim(kind, object as unknown as Said); // an object of the simulator is any JSON
        return worded(kind, said.status?.phase === 'Succeeded' ? { ...said, status: {} } : said);
      }),
    )
    .toSorted();
}

/** What the log is to say. */
export function heldBy(cluster: Cluster): readonly string[] {
  return held(cluster, (_, said) => said);
}

/** What DeepFlow is to know: the labels of a namespace are nothing to it. */
export function toBeToldOf(cluster: Cluster): readonly string[] {
  return held(cluster, (kind, said) =>
    kind === 'namespace' ? { metadata: { ...said.metadata, labels: {} } } : said,
  );
}

/** What DeepFlow holds, but for the version of the cluster. */
export function toldTo(entries: Readonly<Record<string, readonly string[]>>): readonly string[] {
  return Object.entries(entries)
    .filter(([type]) => type !== '*version.Info')
    .flatMap(([type, texts]) => texts.map((text) => worded(TYPES[type], JSON.parse(text) as Said)))
    .toSorted();
}

/** A record of the log. */
interface Stored {
  readonly id: string;
  readonly name: string;
  readonly namespace?: string;
  readonly tags: readonly (readonly [string, string])[];
  readonly replicas?: number;
  readonly paths?: readonly { readonly host: string }[];
  readonly addresses?: readonly { readonly ip: string }[];
}

/** What lines of the log say; the addresses of a node and a pod are records of their own. */
export function saidIn(lines: readonly string[]): readonly string[] {
  const records = lines.map((line) => {
    const [ref = '', text = ''] = line.split('\t');
    return { kind: ref.split('/')[1] ?? '', stored: JSON.parse(text) as Stored };
  });
  const addresses = new Map(
    records.filter(({ kind }) => kind === 'nic').map(({ stored }) => [stored.id, stored.addresses?.[0]?.ip]),
  );
  return records
    .filter(({ kind }) => kind !== 'nic')
    .map(({ kind, stored }) => {
      const { id: uid, name, namespace, tags, replicas, paths } = stored;
      const n = tags.find(([key]) => key === 'n')?.[1];
      const address = addresses.get(uid);
      return worded(kind, {
        metadata: {
          uid,
          name,
          ...(namespace !== undefined && { namespace }),
          labels: n === undefined ? {} : { n },
        },
        spec: { ...(replicas !== undefined && { replicas }), ...(paths !== undefined && { rules: paths }) },
        status: address === undefined ? {} : { podIP: address, addresses: [{ address }] },
      });
    })
    .toSorted();
}
