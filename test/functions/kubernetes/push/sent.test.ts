import { inflateSync } from 'node:zlib';
import { fromBinary } from '@bufbuild/protobuf';
import { describe, expect, test } from 'vitest';
import { watched } from '../../../../functions/kubernetes/watched.ts';
import { contentReader } from '../../../../functions/kubernetes/push/content.ts';
import { itemOf } from '../../../../functions/kubernetes/reading.ts';
import { gather } from '../../../simulator/deepflow/kubernetes/gather.ts';
import { InfoSchema } from '../../../simulator/deepflow/kubernetes/synchronizer_pb.ts';
import { VERSION, fakeCluster } from './cluster.ts';
import type { FakeCluster } from './cluster.ts';
import { KUBECTL } from './kubectl.ts';

type Printed = { readonly apiVersion: string; readonly kind: string; readonly metadata: object };
const NO_SKIP = { namespace: () => false, kind: () => false };

/** As the cache holds it: trimmed by what the collectors read. */
function cached(printed: Printed, keepAnnotation: (key: string) => boolean = () => false) {
  const reading = watched.find(
    ({ object }) =>
      object.kind === printed.kind && (object.apiVersions as readonly string[]).includes(printed.apiVersion),
  );
  if (reading === undefined) throw new Error(`nobody reads ${printed.kind}`);
  const read = itemOf<unknown>(reading, printed.apiVersion, printed, keepAnnotation);
  return { type: read.type, object: read.object };
}

/** What is sent of these objects, decoded: the version first. */
function sent(...printed: readonly Printed[]): { type: string; object: unknown }[] {
  const all = printed.map((one) => cached(one));
  const cluster = fakeCluster([...new Set(all.map(({ type }) => type))]);
  for (const { type, object } of all) cluster.put(type, object);
  return decoded(cluster);
}

function decoded({ cache }: FakeCluster): { type: string; object: unknown }[] {
  const { messages } = contentReader(NO_SKIP).read(cache, VERSION);
  return [...messages].map((bytes) => {
    const { type, compressedInfo } = fromBinary(InfoSchema, bytes);
    return { type, object: JSON.parse(inflateSync(compressedInfo).toString()) as unknown };
  });
}

const labels = { app: 'web', 'app.kubernetes.io/managed-by': 'Helm' };
const named = (uid: string, name: string) => ({ uid, name, namespace: 'shop', labels });
const template = {
  metadata: { labels: { app: 'web', tier: 'front' } },
  spec: { containers: [{ ports: [{ name: 'http', containerPort: 8080 }] }] },
};
const running = (podIP: string) => ({
  hostIP: '10.0.0.1',
  podIP,
  conditions: [{ type: 'Ready', status: 'True' }],
  containerStatuses: [{ containerID: 'containerd://5f0c' }],
});

/** By hand: all that the server is told of each object, and nothing else. */
const EXPECTED: Readonly<Record<keyof typeof KUBECTL, { readonly type: string; readonly object: unknown }>> =
  {
    NODE: {
      type: '*v1.Node',
      object: {
        metadata: {
          uid: 'node-1',
          name: 'ip-10-0-0-1',
          labels: { 'kubernetes.io/arch': 'amd64', 'node-role.kubernetes.io/control-plane': '' },
        },
        spec: { podCIDR: '10.1.0.0/24' },
        status: {
          addresses: [
            { type: 'InternalIP', address: '10.0.0.1' },
            { type: 'InternalIP', address: 'fd00::1' },
          ],
          conditions: [{ type: 'Ready', status: 'True', reason: 'KubeletReady' }],
          capacity: { cpu: '4', memory: '16374700Ki' },
        },
      },
    },
    NAMESPACE: { type: '*v1.Namespace', object: { metadata: { uid: 'ns-1', name: 'shop', labels: {} } } },
    DEPLOYMENT: {
      type: '*v1.Deployment',
      object: { metadata: named('deploy-1', 'web'), spec: { replicas: 2, template } },
    },
    STATEFUL_SET: {
      type: '*v1.StatefulSet',
      object: { metadata: named('sts-1', 'db'), spec: { replicas: 3, template } },
    },
    DAEMON_SET: {
      type: '*v1.DaemonSet',
      object: {
        metadata: named('ds-1', 'agent'),
        spec: { replicas: 7, template: { ...template, spec: { ...template.spec, hostNetwork: true } } },
      },
    },
    REPLICATION_CONTROLLER: {
      type: '*v1.ReplicationController',
      object: { metadata: named('rc-1', 'old'), spec: { replicas: 1, template } },
    },
    CLONE_SET: {
      type: '*v1.CloneSet',
      object: { metadata: named('clone-1', 'clones'), spec: { replicas: 4, template } },
    },
    CAFE_DEPLOYMENT: {
      type: '*v1.Deployment',
      object: { metadata: named('cafe-1', 'pay'), spec: { replicas: 6, template } },
    },
    IN_PLACE_SET: {
      type: '*v1.ReplicaSet',
      object: {
        metadata: {
          ...named('ips-1', 'pay-a-x2k4'),
          ownerReferences: [{ name: 'pay', uid: 'cafe-1', kind: 'Deployment' }],
        },
        spec: { replicas: 3, template: { metadata: { labels: { app: 'web' } } } },
      },
    },
    REPLICA_SET: {
      type: '*v1.ReplicaSet',
      object: {
        metadata: {
          ...named('rs-1', 'web-7d4b9c'),
          ownerReferences: [{ name: 'web', uid: 'deploy-1', kind: 'Deployment' }],
        },
        spec: { replicas: 2, template: { metadata: { labels: { app: 'web' } } } },
      },
    },
    POD: {
      type: '*v1.Pod',
      object: {
        metadata: {
          ...named('pod-1', 'web-7d4b9c-x2k4p'),
          creationTimestamp: '2024-04-29T10:02:38Z',
          ownerReferences: [{ name: 'web-7d4b9c', uid: 'rs-1', kind: 'ReplicaSet' }],
        },
        status: running('10.1.0.5'),
      },
    },
    STATEFUL_POD: {
      type: '*v1.Pod',
      object: {
        metadata: {
          ...named('pod-2', 'db-0'),
          creationTimestamp: '2024-04-29T10:02:38Z',
          ownerReferences: [{ name: 'db', uid: 'sts-1', kind: 'StatefulSet' }],
          generate_name: 'db-',
        },
        status: running('10.1.0.6'),
      },
    },
    IN_PLACE_POD: {
      type: '*v1.Pod',
      object: {
        metadata: {
          ...named('pod-3', 'pay-a-x2k4-1'),
          creationTimestamp: '2024-04-29T10:02:38Z',
          ownerReferences: [{ name: 'pay-a-x2k4', uid: 'ips-1', kind: 'InPlaceSet' }],
        },
        status: running('10.1.0.7'),
      },
    },
    SERVICE: {
      type: '*v1.Service',
      object: {
        metadata: named('svc-1', 'web'),
        spec: {
          type: 'NodePort',
          clusterIP: '10.96.0.10',
          selector: { app: 'web' },
          ports: [{ name: 'http', protocol: 'TCP', port: 80, targetPort: 'http', nodePort: 30080 }],
        },
        status: { loadBalancer: { ingress: [] } },
      },
    },
    LOAD_BALANCER: {
      type: '*v1.Service',
      object: {
        metadata: named('svc-2', 'public'),
        spec: {
          type: 'LoadBalancer',
          clusterIP: '10.96.0.11',
          selector: { app: 'web' },
          ports: [{ name: 'http', protocol: 'TCP', port: 80, targetPort: 'http', nodePort: 30080 }],
        },
        status: { loadBalancer: { ingress: [{ ip: '203.0.113.9' }] } },
      },
    },
    INGRESS: {
      type: '*v1.Ingress',
      object: {
        metadata: named('ing-1', 'shop'),
        spec: {
          rules: [
            {
              host: 'shop.example.com',
              http: { paths: [{ path: '/', backend: { service: { name: 'web', port: { number: 80 } } } }] },
            },
          ],
        },
      },
    },
    LEGACY_INGRESS: {
      type: '*v1.Ingress',
      object: {
        metadata: named('ing-2', 'legacy'),
        spec: {
          defaultBackend: { service: { name: 'web', port: { name: 'http' } } },
          rules: [
            {
              http: {
                paths: [{ path: '/old', backend: { service: { name: 'web', port: { number: 80 } } } }],
              },
            },
          ],
        },
      },
    },
  };

const NAMES = Object.keys(KUBECTL) as (keyof typeof KUBECTL)[];

test.each(NAMES)('%s, as kubectl prints it', (name) => {
  const [version, entry] = sent(KUBECTL[name]);
  expect(version).toEqual({ type: '*version.Info', object: VERSION });
  expect(entry).toEqual(EXPECTED[name]);
});

/**
 * The needed fields of each type, as section 3 of
 * https://deepflow.io/docs/zh/features/auto-tagging/meta-tags/ lists them; `*` is each element.
 */
const META = 'metadata.uid metadata.name metadata.namespace metadata.labels';
const DOCUMENT: readonly (readonly [string, keyof typeof KUBECTL, string])[] = [
  [
    '3.1 *v1.Node',
    'NODE',
    'metadata.uid metadata.name status.addresses.*.address status.addresses.*.type status.conditions.*.reason status.conditions.*.status spec.podCIDR',
  ],
  ['3.2 *v1.Namespace', 'NAMESPACE', 'metadata.uid metadata.name'],
  ['3.3 *v1.Deployment', 'DEPLOYMENT', `${META} spec.replicas`],
  ['3.3 *v1.StatefulSet', 'STATEFUL_SET', `${META} spec.replicas`],
  ['3.3 *v1.DaemonSet', 'DAEMON_SET', `${META} spec.replicas`],
  ['3.3 *v1.ReplicationController', 'REPLICATION_CONTROLLER', `${META} spec.replicas`],
  [
    '3.4 *v1.ReplicaSet',
    'REPLICA_SET',
    `${META} metadata.ownerReferences.name metadata.ownerReferences.uid spec.replicas`,
  ],
  [
    '3.5 *v1.Pod',
    'STATEFUL_POD',
    `${META} metadata.ownerReferences.*.kind metadata.ownerReferences.*.name metadata.ownerReferences.*.uid metadata.creationTimestamp metadata.generate_name status.hostIP status.podIP status.conditions.*.type status.conditions.*.status status.containerStatuses.*.containerID`,
  ],
  [
    '3.6 *v1.Service',
    'SERVICE',
    `${META} spec.clusterIP spec.ports.*.name spec.ports.*.nodePort spec.ports.*.port spec.ports.*.protocol spec.ports.*.targetPort spec.selector spec.type`,
  ],
  [
    '3.7 *v1beta1.Ingress',
    'INGRESS',
    'metadata.uid metadata.name metadata.namespace spec.rules.*.host spec.rules.*.http.paths.*.path spec.rules.*.http.paths.*.backend.service.name spec.rules.*.http.paths.*.backend.service.port.number',
  ],
];

/** Where what is sent is not what kubectl prints under the document's name; each with what it is, and why. */
const DIFFERENCES: Readonly<Record<string, { readonly sent: unknown; readonly why: string }>> = {
  '3.1 *v1.Node status.addresses.*.address': {
    sent: ['10.0.0.1', 'fd00::1'],
    why: 'only InternalIP is read; one that does not parse would stop the server',
  },
  '3.1 *v1.Node status.addresses.*.type': { sent: ['InternalIP', 'InternalIP'], why: 'the same' },
  '3.1 *v1.Node status.conditions.*.reason': {
    sent: ['KubeletReady'],
    why: 'only Ready is read; the others would be changes',
  },
  '3.1 *v1.Node status.conditions.*.status': { sent: ['True'], why: 'the same' },
  '3.3 *v1.DaemonSet spec.replicas': {
    sent: [7],
    why: 'a DaemonSet has none: how many its nodes are, its status tells',
  },
  '3.4 *v1.ReplicaSet metadata.ownerReferences.name': {
    sent: [],
    why: 'the document shows an object, the server reads a list',
  },
  '3.4 *v1.ReplicaSet metadata.ownerReferences.uid': { sent: [], why: 'the same' },
  '3.5 *v1.Pod metadata.generate_name': {
    sent: ['db-'],
    why: 'Kubernetes calls it generateName, which the server must not get: it would make the id of a part of the name',
  },
  '3.5 *v1.Pod status.conditions.*.type': { sent: ['Ready'], why: 'only Ready is read' },
  '3.5 *v1.Pod status.conditions.*.status': { sent: ['True'], why: 'the same' },
};

test.each(DOCUMENT.map(([title, name, fields]) => ({ title, name, fields: fields.split(' ') })))(
  '$title: every field that the document needs',
  ({ title, name, fields }) => {
    const [, entry] = sent(KUBECTL[name]);
    for (const field of fields) {
      const difference = DIFFERENCES[`${title} ${field}`];
      const expected = difference?.sent ?? valuesAt(KUBECTL[name], field.split('.'));
      expect([field, valuesAt(entry?.object, field.split('.'))]).toEqual([field, expected]);
      expect(difference !== undefined || (expected as unknown[]).length > 0).toBe(true);
    }
  },
);

test('every difference is one of a field of the document', () => {
  const fields = DOCUMENT.flatMap(([title, , all]) => all.split(' ').map((field) => `${title} ${field}`));
  expect(Object.keys(DIFFERENCES).filter((one) => !fields.includes(one))).toEqual([]);
});

/** Where more is sent than the document has a word for, or by another name; each with what it is, and why. */
const BEYOND: readonly {
  readonly document: string;
  readonly name: keyof typeof KUBECTL;
  readonly sent: string;
  readonly why: string;
}[] = [
  {
    document: '*v1beta1.Ingress',
    name: 'INGRESS',
    sent: '*v1.Ingress',
    why: 'the version that clusters serve, and that its agent sends; the server reads one type of ingresses only, this one first',
  },
  {
    document: '*v1beta1.Ingress',
    name: 'LEGACY_INGRESS',
    sent: '*v1.Ingress',
    why: 'the same: of two types, the second one would be lost',
  },
  {
    document: 'NodePort and ClusterIP',
    name: 'LOAD_BALANCER',
    sent: 'LoadBalancer',
    why: 'the server knows the type, and its address; of other types it drops services itself',
  },
];

test.each(BEYOND)('$document: $name is sent as $sent: $why', ({ name, sent: as }) => {
  const [, entry] = sent(KUBECTL[name]);
  expect([entry?.type, ...valuesAt(entry?.object, ['spec', 'type'])]).toContain(as);
});

test('all other types are those of the document', () => {
  const others = DOCUMENT.filter(([, name]) => BEYOND.every((one) => one.name !== name));
  for (const [title, name] of others) expect(title).toMatch(new RegExp(`^3\\.\\d \\${EXPECTED[name].type}$`));
  expect(DOCUMENT.length - others.length).toBe(1);
});

function valuesAt(from: unknown, [name, ...rest]: readonly string[]): unknown[] {
  if (name === undefined) return from === undefined ? [] : [from];
  if (name === '*') return Array.isArray(from) ? from.flatMap((one) => valuesAt(one, rest)) : [];
  if (typeof from !== 'object' || from === null || Array.isArray(from)) return [];
  return Object.hasOwn(from, name) ? valuesAt(Reflect.get(from, name), rest) : [];
}

const entriesOf = (all: readonly { type: string; object: unknown }[]) => {
  const byType: Record<string, string[]> = {};
  for (const { type, object } of all) (byType[type] ??= []).push(JSON.stringify(object));
  return byType;
};

const known = (...printed: readonly Printed[]) => gather(entriesOf(sent(...printed)));

const broken = (change: (copy: typeof KUBECTL) => unknown) => {
  const copy = structuredClone(KUBECTL);
  change(copy);
  return known(copy.NODE, copy.NAMESPACE, copy.DEPLOYMENT, copy.REPLICA_SET, copy.POD, copy.SERVICE);
};

describe('what DeepFlow knows of it', () => {
  test('every object of every kind survives, with its name', () => {
    const all = known(...Object.values(KUBECTL));
    expect(all.dropped).toEqual([]);
    expect(all.workloads.map(({ name, type }) => `${type} ${name}`).toSorted()).toEqual([
      'CloneSet clones',
      'DaemonSet agent',
      'Deployment pay',
      'Deployment web',
      'ReplicationController old',
      'StatefulSet db',
    ]);
    const workload = (id: string): string => all.workloads.find((one) => one.id === id)?.name ?? '?';
    expect(all.replicaSets.map((one) => `${one.name} of ${workload(one.workload)}`)).toEqual([
      'pay-a-x2k4 of pay',
      'web-7d4b9c of web',
    ]);
    expect(all.pods.map((one) => `${one.id} ${workload(one.workload)} ${one.ip}`)).toEqual([
      'pod-1 web 10.1.0.5',
      'pod-2 db 10.1.0.6',
      'pod-3 pay 10.1.0.7',
    ]);
    expect(all.pods.every(({ node, isReady }) => node === 'node-1' && isReady)).toBe(true);
    expect(all.services.map(({ name, type, externalIp }) => [name, type, externalIp])).toEqual([
      ['web', 'NodePort', ''],
      ['public', 'LoadBalancer', '203.0.113.9'],
    ]);
    expect(all.services[0]?.ports).toEqual([
      { name: 'http', protocol: 'TCP', port: 80, targetPort: 8080, nodePort: 30080 },
    ]);
    expect(
      all.ingresses.flatMap(({ backends }) => backends.map(({ path, port }) => `${path}:${port}`)),
    ).toEqual(['/:80', '/old:80', ':80']);
  });

  test('an InPlaceSet that nobody may list is made up by the server from its pods', () => {
    const { NAMESPACE, NODE, IN_PLACE_POD } = KUBECTL;
    const { workloads, pods } = known(NODE, NAMESPACE, IN_PLACE_POD);
    expect(workloads.map(({ type, name }) => `${type} ${name}`)).toEqual(['Deployment pay-a-x2k4']);
    expect(pods.map(({ workload }) => workload)).toEqual(['ips-1']);
  });

  test('a ReplicaSet that nobody owns is a workload, and so is one whose owner nobody knows', () => {
    const { NAMESPACE, NODE, POD, REPLICA_SET } = KUBECTL;
    const { ownerReferences: _, ...metadata } = REPLICA_SET.metadata;
    const alone = known(NODE, NAMESPACE, { ...REPLICA_SET, metadata }, POD);
    const orphaned = known(NODE, NAMESPACE, REPLICA_SET, POD);
    for (const { workloads, pods } of [alone, orphaned]) {
      expect(workloads).toMatchObject([{ id: 'rs-1', name: 'web', type: 'ReplicaSetController' }]);
      expect(pods).toMatchObject([{ workload: 'rs-1', replicaSet: 'rs-1' }]);
    }
  });

  test.each<[string, (copy: typeof KUBECTL) => unknown]>([
    ['a pod address', ({ POD }) => (POD.status.podIP = '10.1.0.x')],
    ['a host address', ({ POD }) => (POD.status.hostIP = 'nowhere')],
    ['a zoned address', ({ POD }) => (POD.status.podIP = 'fe80::1%eth0')],
    ['a pod CIDR', ({ NODE }) => (NODE.spec.podCIDR = '10.1.0.0/33')],
    [
      'an address of a node',
      ({ NODE }) => NODE.status.addresses.unshift({ type: 'InternalIP', address: 'ip-10' }),
    ],
    ['a cluster IP', ({ SERVICE }) => (SERVICE.spec.clusterIP = '10.96.0.256')],
  ])('%s that does not parse is left out, and stops nobody', (_, change) => {
    const all = broken(change);
    expect(all.nodes.map(({ ip }) => ip)).toEqual(['10.0.0.1']);
    expect(all.pods.length).toBe(1);
    expect(all.services.length).toBe(1);
  });

  test('a pod that has ended keeps its name and gives its address away', () => {
    const { pods } = broken(({ POD }) => (POD.status.phase = 'Failed'));
    expect(pods).toMatchObject([{ name: 'web-7d4b9c-x2k4p', ip: undefined }]);
  });

  test('labels stay whole: no text inside of one breaks it apart, none is too long, and a pod without has a map', () => {
    const all = broken(({ POD, NAMESPACE }) => {
      Object.assign(POD.metadata, { labels: { note: 'a, b,  c', long: 'ä'.repeat(200), app: 'web' } });
      Object.assign(NAMESPACE.metadata.labels, { 'virtual-kubelet.io/provider-cluster-native-name': 'x' });
    });
    expect(all.pods[0]?.label).toBe(`app:web, long:${'ä'.repeat(128)}, note:a,b,c`);
    const without = broken(({ POD, NAMESPACE }) => {
      Object.assign(POD.metadata, { labels: undefined });
      Object.assign(NAMESPACE.metadata.labels, { 'virtual-kubelet.io/provider-cluster-native-name': 'x' });
    });
    expect(without.pods.length).toBe(1);
  });

  test("Rancher's list adds workloads to those of the selector, if the annotation is let in", () => {
    const key = 'field.cattle.io/targetWorkloadIds';
    const { SERVICE, DEPLOYMENT, REPLICATION_CONTROLLER, NAMESPACE } = KUBECTL;
    const annotated = {
      ...SERVICE,
      metadata: { ...SERVICE.metadata, annotations: { [key]: '["replicationcontroller:shop:old"]' } },
    };
    const { ...controller } = structuredClone(REPLICATION_CONTROLLER);
    controller.spec.template.metadata.labels.app = 'another';
    const workloads = (keep: (name: string) => boolean) => {
      const cluster = fakeCluster();
      for (const printed of [NAMESPACE, DEPLOYMENT, controller, annotated]) {
        const { type, object } = cached(printed, keep);
        cluster.put(type, object);
      }
      return gather(entriesOf(decoded(cluster))).services.map((one) => one.workloads.toSorted());
    };
    expect(workloads((name) => name === key)).toEqual([['deploy-1', 'rc-1']]);
    expect(workloads(() => false)).toEqual([['deploy-1']]);
  });
});
