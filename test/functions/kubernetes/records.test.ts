import { describe, expect, it } from 'vitest';
import { ingress } from '../../../functions/kubernetes/collectors/ingress.ts';
import { namespace } from '../../../functions/kubernetes/collectors/namespace.ts';
import { node } from '../../../functions/kubernetes/collectors/node.ts';
import { pod } from '../../../functions/kubernetes/collectors/pod.ts';
import { inPlaceSet, replicaSet } from '../../../functions/kubernetes/collectors/replica-set.ts';
import { service } from '../../../functions/kubernetes/collectors/service.ts';
import * as workloads from '../../../functions/kubernetes/collectors/workload.ts';
import type { ObjectCollector } from '../../../functions/kubernetes/object-collector.ts';
import { vmOf } from '../../../functions/kubernetes/provider-id.ts';
import { itemOf } from '../../../functions/kubernetes/reading.ts';
import { CloudError } from '../../../shared/collect/errors.ts';
import type { Kind, TagRecord } from '../../../shared/model/kinds.ts';
import { inValues } from '../../fuzz/mutate.ts';
import { mapWithstanding } from '../../fuzz/withstands.ts';
import { PRINTED } from './printed.ts';

const scope = { provider: 'kubernetes', account: 'c1', region: 'global' };
const cluster = 'kubernetes/cluster/c1';
const uid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const refOf = (kind: string, n: number): string => `kubernetes/${kind}/c1/${uid(n)}`;

interface Printed {
  readonly apiVersion: string;
  readonly kind: string;
}

function recordsOf<K extends Kind, T>(
  collector: ObjectCollector<K, T>,
  printed: Printed,
): readonly TagRecord<K>[] {
  const damaged = (one: Printed, by: Parameters<typeof inValues>[1]): Printed =>
    JSON.parse(inValues(JSON.stringify(one), by));
  return mapWithstanding(collector.name, scope, printed, damaged, (one) =>
    collector.map(
      itemOf(collector, printed.apiVersion, one, (key) => key === 'team'),
      scope,
    ),
  );
}

const heldOf = <T>(collector: ObjectCollector<Kind, T>, printed: Printed): unknown =>
  itemOf(collector, printed.apiVersion, printed, (key) => key === 'team').object;

const named = (kind: string, n: number, name: string, labels: readonly (readonly [string, string])[]) => ({
  kind,
  ref: refOf(kind, n),
  id: uid(n),
  name,
  tags: expect.arrayContaining([...labels, ['team', 'payments']]),
  cluster,
});
const inShop = (kind: string, n: number, name: string) => ({
  ...named(kind, n, name, [['app', name]]),
  namespace: 'shop',
});
const noNic = {
  tags: [],
  owner: undefined,
  vpc: undefined,
  subnet: undefined,
  usage: undefined,
  mac: undefined,
  security_groups: [],
};

const oneOf = (app: string) => [{ key: 'app', operator: 'in', values: [app] }];
const labels = (app: string) => [['app', app]];

describe('a record says what its object says', () => {
  it('node', () => {
    expect(recordsOf(node, PRINTED.node)).toEqual([
      {
        ...named('node', 1, 'ip-10-0-1-7', [['topology.kubernetes.io/zone', 'eu-west-1a']]),
        vm: 'aws/vm/i-0a1b2c3d4e5f60718',
        hostname: 'ip-10-0-1-7.eu-west-1.compute.internal',
        pod_cidrs: ['10.244.1.0/24', 'fd00:1::/64'],
      },
      {
        ...noNic,
        kind: 'nic',
        ref: refOf('nic', 1),
        id: uid(1),
        name: 'ip-10-0-1-7',
        device: refOf('node', 1),
        addresses: [
          { ip: '10.0.1.7', public_ip: undefined },
          { ip: 'fd00::7', public_ip: undefined },
          { ip: undefined, public_ip: '203.0.113.7' },
        ],
      },
    ]);
  });

  it('namespace', () => {
    expect(recordsOf(namespace, PRINTED.namespace)).toEqual([
      named('namespace', 2, 'shop', [['kubernetes.io/metadata.name', 'shop']]),
    ]);
  });

  it('service', () => {
    expect(recordsOf(service, PRINTED.service)).toEqual([
      {
        ...inShop('service', 3, 'web'),
        type: 'LoadBalancer',
        cluster_ips: ['10.96.0.20', 'fd00:96::20'],
        external_ips: ['198.51.100.9', '203.0.113.20'],
        hostnames: ['web.elb.example.com'],
        ports: [
          { name: 'http', protocol: 'tcp', port: 80, target_port: 'http', node_port: 30080 },
          { name: 'dns', protocol: 'udp', port: 53, target_port: '5353', node_port: 30053 },
        ],
        selector: [{ key: 'app', operator: 'in', values: ['web'] }],
      },
    ]);
  });

  it.each([
    [
      'headless',
      { clusterIP: 'None', clusterIPs: ['None'] },
      { type: 'ClusterIP', cluster_ips: [], selector: [] },
    ],
    [
      'by another name',
      { type: 'ExternalName', externalName: 'db.example.com' },
      { type: 'ExternalName', cluster_ips: [], hostnames: ['db.example.com'] },
    ],
    ['before 1.20', { clusterIP: '10.96.0.9' }, { cluster_ips: ['10.96.0.9'] }],
  ])('service, %s', (_, spec, expected) => {
    const printed = { ...PRINTED.service, spec, status: {} };
    expect(recordsOf(service, printed)).toMatchObject([expected]);
  });

  it('ingress, as every group has it', () => {
    expect(recordsOf(ingress, PRINTED.ingress)).toEqual([
      {
        ...inShop('ingress', 4, 'web'),
        class: 'nginx',
        paths: [
          { host: 'shop.example.com', path: '/', service: 'web', port: 'http' },
          { host: 'shop.example.com', path: '/api', service: 'api', port: '8080' },
          { host: undefined, path: undefined, service: undefined, port: undefined },
        ],
        external_ips: ['203.0.113.30'],
        hostnames: [],
      },
    ]);
    expect(recordsOf(ingress, PRINTED.legacyIngress)).toMatchObject([
      {
        paths: [
          { host: 'old.example.com', path: undefined, service: 'api', port: 'http' },
          { host: undefined, path: undefined, service: 'web', port: '80' },
        ],
      },
    ]);
  });

  it.each([
    [
      workloads.deployment,
      PRINTED.deployment,
      6,
      'web',
      {
        type: 'Deployment',
        group: 'apps',
        replicas: 3,
        pod_labels: [
          ['app', 'web'],
          ['tier', 'a'],
        ],
        selector: [
          ...oneOf('web'),
          { key: 'tier', operator: 'in', values: ['a', 'b'] },
          { key: 'canary', operator: 'not_exists', values: [] },
        ],
      },
    ],
    [
      workloads.statefulSet,
      PRINTED.statefulSet,
      7,
      'db',
      { type: 'StatefulSet', group: 'apps', replicas: 2, pod_labels: labels('db'), selector: oneOf('db') },
    ],
    [
      workloads.daemonSet,
      PRINTED.daemonSet,
      8,
      'agent',
      {
        type: 'DaemonSet',
        group: 'apps',
        replicas: undefined,
        pod_labels: labels('agent'),
        selector: oneOf('agent'),
      },
    ],
    [
      workloads.replicationController,
      PRINTED.replicationController,
      9,
      'old',
      {
        type: 'ReplicationController',
        group: undefined,
        replicas: 1,
        pod_labels: labels('old'),
        selector: oneOf('old'),
      },
    ],
    [
      workloads.cloneSet,
      PRINTED.cloneSet,
      10,
      'clones',
      {
        type: 'CloneSet',
        group: 'apps.kruise.io',
        replicas: 5,
        pod_labels: labels('clones'),
        selector: oneOf('clones'),
      },
    ],
    [
      workloads.cafeDeployment,
      PRINTED.cafeDeployment,
      11,
      'cafe',
      {
        type: 'CafeDeployment',
        group: 'apps.cafe.cloud.alipay.com',
        replicas: 0, // which its API leaves out
        pod_labels: labels('cafe'),
        selector: oneOf('cafe'),
      },
    ],
    [
      workloads.advancedStatefulSet,
      { ...PRINTED.statefulSet, apiVersion: 'apps.kruise.io/v1beta1' },
      7,
      'db',
      {
        type: 'StatefulSet',
        group: 'apps.kruise.io',
        replicas: 2,
        pod_labels: labels('db'),
        selector: oneOf('db'),
      },
    ],
    [
      workloads.advancedDaemonSet,
      { ...PRINTED.daemonSet, apiVersion: 'apps.kruise.io/v1alpha1' },
      8,
      'agent',
      {
        type: 'DaemonSet',
        group: 'apps.kruise.io',
        replicas: undefined,
        pod_labels: labels('agent'),
        selector: oneOf('agent'),
      },
    ],
  ] as const)('workload %#', (collector, printed, n, name, expected) => {
    expect(recordsOf<'workload', unknown>(collector as ObjectCollector<'workload'>, printed)).toEqual([
      { ...inShop('workload', n, name), owner: undefined, ...expected },
    ]);
  });

  it('replica_set, of either kind, and its owner', () => {
    expect(recordsOf(replicaSet, PRINTED.replicaSet)).toEqual([
      {
        ...inShop('replica_set', 12, 'web-5d9f'),
        type: 'ReplicaSet',
        group: 'apps',
        replicas: 3,
        selector: [...oneOf('web'), { key: 'pod-template-hash', operator: 'in', values: ['5d9f'] }],
        owner: refOf('workload', 6),
      },
    ]);
    const { replicas: _, ...none } = PRINTED.inPlaceSet.spec;
    expect(recordsOf(inPlaceSet, { ...PRINTED.inPlaceSet, spec: none } as Printed)).toMatchObject([
      { replicas: 0 },
    ]);
    expect(recordsOf(inPlaceSet, PRINTED.inPlaceSet)).toMatchObject([
      { type: 'InPlaceSet', group: 'apps.cafe.cloud.alipay.com', owner: refOf('workload', 11) },
    ]);
  });

  it('pod, with all its addresses', () => {
    expect(recordsOf(pod, PRINTED.pod)).toEqual([
      {
        ...named('pod', 14, 'web-5d9f-abcde', [['app', 'web']]),
        namespace: 'shop',
        node: 'ip-10-0-1-7',
        host_network: false,
        state: 'running',
        created: '2026-03-01T09:30:00.000Z',
        owner: refOf('replica_set', 12),
        owner_type: 'ReplicaSet',
        owner_name: 'web-5d9f',
      },
      {
        ...noNic,
        kind: 'nic',
        ref: refOf('nic', 14),
        id: uid(14),
        name: 'web-5d9f-abcde',
        device: refOf('pod', 14),
        addresses: [
          { ip: '10.244.1.9', public_ip: undefined },
          { ip: 'fd00:1::9', public_ip: undefined },
        ],
      },
    ]);
  });

  it.each([
    ['on its host', { spec: { ...PRINTED.pod.spec, hostNetwork: true } }, { host_network: true }],
    ['that has ended', { status: { ...PRINTED.pod.status, phase: 'Succeeded' } }, { state: 'stopped' }],
    ['without an address yet', { status: { phase: 'Pending' } }, { state: 'starting' }],
    [
      'of a job',
      {
        metadata: {
          ...PRINTED.pod.metadata,
          ownerReferences: [
            { apiVersion: 'batch/v1', kind: 'Job', name: 'backup', uid: uid(99), controller: true },
          ],
        },
        status: {},
      },
      { owner: undefined, owner_type: 'Job', owner_name: 'backup' },
    ],
    [
      'of nobody',
      { metadata: { ...PRINTED.pod.metadata, ownerReferences: undefined }, status: {} },
      { owner: undefined, owner_type: undefined },
    ],
    [
      'of a kind of the same name in another group',
      {
        metadata: {
          ...PRINTED.pod.metadata,
          ownerReferences: [{ apiVersion: 'example.com/v1', kind: 'Deployment', name: 'x', uid: uid(98) }],
        },
        status: {},
      },
      { owner: undefined, owner_type: 'Deployment' },
    ],
  ])('pod %s has no address of its own', (_, change, expected) => {
    expect(recordsOf(pod, { ...PRINTED.pod, ...change })).toMatchObject([{ kind: 'pod', ...expected }]);
  });
});

describe('what is held of an object', () => {
  it.each([
    ['pod', pod, PRINTED.pod],
    ['node', node, PRINTED.node],
    ['deployment', workloads.deployment, PRINTED.deployment],
    ['service', service, PRINTED.service],
  ])(
    '%s: nothing that moves by itself, no environment, no annotation that was not let in',
    (_, collector, printed) => {
      const held = JSON.stringify(heldOf(collector as ObjectCollector, printed));
      for (const word of [
        'managedFields',
        'resourceVersion',
        'never held',
        'last-applied',
        'lastHeartbeatTime',
        'lastTransitionTime',
        'restartCount',
        'observedGeneration',
      ])
        expect(held).not.toContain(word);
      expect(held).toContain('payments');
    },
  );

  it('pod: what the server reads', () => {
    expect(heldOf(pod as ObjectCollector, PRINTED.pod)).toEqual({
      metadata: {
        uid: uid(14),
        name: 'web-5d9f-abcde',
        namespace: 'shop',
        labels: { app: 'web', 'pod-template-hash': '5d9f' },
        annotations: { team: 'payments' },
        generateName: 'web-5d9f-',
        creationTimestamp: '2026-03-01T09:30:00Z',
        ownerReferences: [
          { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web-5d9f', uid: uid(12), controller: true },
        ],
      },
      spec: { nodeName: 'ip-10-0-1-7' },
      status: {
        phase: 'Running',
        hostIP: '10.0.1.7',
        podIP: '10.244.1.9',
        podIPs: [{ ip: '10.244.1.9' }, { ip: 'fd00:1::9' }],
        conditions: [{ type: 'Ready', status: 'True' }],
        containerStatuses: [{ containerID: 'containerd://0123456789abcdef' }],
      },
    });
  });

  it('an object that cannot be read says which, and where', () => {
    const broken = { ...PRINTED.pod, status: { ...PRINTED.pod.status, podIPs: 'none' } };
    expect(() => heldOf(pod as ObjectCollector, broken)).toThrow(
      /pods of v1: an object cannot be read at status\.podIPs/,
    );
  });
});

describe('the machine of a node', () => {
  it.each([
    ['aws:///eu-west-1a/i-0a1b2c3d4e5f60718', 'aws/vm/i-0a1b2c3d4e5f60718'],
    ['qcloud:///300003/ins-bzwza4jk', 'tencent/vm/ins-bzwza4jk'],
    ['cn-zhangjiakou.i-8vb2y0cdlriptkfer0ir', 'aliyun/vm/i-8vb2y0cdlriptkfer0ir'],
    ['alicloud://cn-hangzhou.i-bp1', 'aliyun/vm/i-bp1'],
    ['huaweicloud://0a1b2c3d-0000-4000-8000-000000000001', 'huawei/vm/0a1b2c3d-0000-4000-8000-000000000001'],
    ['0a1b2c3d-0000-4000-8000-000000000001', 'huawei/vm/0a1b2c3d-0000-4000-8000-000000000001'],
    ['qingcloud://i-abc123', 'qingcloud/vm/i-abc123'],
    ['cce://i-QwUTCSuA', 'baidu/vm/i-QwUTCSuA'],
    ['volcengine://i-ybqzudcktgkdvbnfzcul', 'volcengine/vm/i-ybqzudcktgkdvbnfzcul'],
    ['volcengine://cn-beijing/i-ybqzudcktgkdvbnfzcul', undefined],
    [
      'azure:///subscriptions/S/resourceGroups/RG/providers/Microsoft.Compute/virtualMachines/vm1',
      'azure/vm/%2Fsubscriptions%2Fs%2Fresourcegroups%2Frg%2Fproviders%2Fmicrosoft.compute%2Fvirtualmachines%2Fvm1',
    ],
    ['gce://project/zone/instance', undefined],
    ['kind://docker/kind/control-plane', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s', (providerId, ref) => {
    expect(vmOf(providerId)).toBe(ref);
  });
});

function machineOf(printed: Printed): unknown {
  const [record] = recordsOf(node, printed);
  return record?.kind === 'node' ? record.vm : record;
}

describe('the machine of a node without a provider id', () => {
  const { providerID: _, ...spec } = PRINTED.node.spec;
  const withInstance = (instance: string, given: object = spec) => ({
    ...PRINTED.node,
    metadata: {
      ...PRINTED.node.metadata,
      annotations: { 'node.beta.kubernetes.io/instance-id': instance, team: 'payments' },
    },
    spec: given,
  });
  it.each([
    ['i-k5rl67a6', 'qingcloud/vm/i-k5rl67a6'],
    ['0a1b2c3d-0000-4000-8000-000000000001', undefined],
    ['i-0a1b2c3d4e5f60718', undefined],
    ['', undefined],
  ])('is the server of QingCloud that its annotation names: %s', (instance, ref) => {
    expect(machineOf(withInstance(instance))).toBe(ref);
  });

  it('is none where nothing is annotated, and what the provider id says where there is one', () => {
    expect(machineOf({ ...PRINTED.node, spec } as Printed)).toBeUndefined();
    expect(machineOf(withInstance('i-k5rl67a6', PRINTED.node.spec))).toBe('aws/vm/i-0a1b2c3d4e5f60718');
    expect(machineOf(withInstance('i-k5rl67a6', { ...spec, providerID: 'gce://a/b/c' }))).toBeUndefined();
  });

  it('costs no tag: an annotation that is not let in is none', () => {
    const [record] = recordsOf(node, withInstance('i-k5rl67a6'));
    expect(record?.tags).toEqual([
      ['team', 'payments'],
      ['topology.kubernetes.io/zone', 'eu-west-1a'],
    ]);
    // Of other kinds it is not even held.
    const { metadata } = withInstance('i-k5rl67a6');
    const annotated = { ...PRINTED.namespace, metadata: { ...PRINTED.namespace.metadata, ...metadata } };
    expect(JSON.stringify(heldOf(namespace as ObjectCollector, annotated))).not.toContain('i-k5rl67a6');
    expect(JSON.stringify(heldOf(node as ObjectCollector, withInstance('i-k5rl67a6')))).toContain(
      'i-k5rl67a6',
    );
  });
});

const meant = (operator: string): Printed => {
  const selector = { matchExpressions: [{ key: 'a', operator, values: ['b'] }] };
  return { ...PRINTED.deployment, spec: { ...PRINTED.deployment.spec, selector } } as Printed;
};

describe('what no API server would say', () => {
  it.each(['Like', 'constructor'])('a selector that means "%s" is no bug of ours', (operator) => {
    expect(() => recordsOf(workloads.deployment, meant(operator))).toThrow(
      new CloudError('invalid', `no such operator of a label selector: ${operator}`),
    );
  });

  it('a time that is none is no bug of ours', () => {
    const metadata = { ...PRINTED.pod.metadata, creationTimestamp: 'yesterday' };
    expect(() => recordsOf(pod, { ...PRINTED.pod, metadata } as Printed)).toThrow(
      new CloudError('invalid', 'no such time of an object: yesterday'),
    );
  });
});
