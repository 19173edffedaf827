import { deflateSync } from 'node:zlib';
import { create } from '@bufbuild/protobuf';
import { describe, expect, test } from 'vitest';
import { Panic } from '../../../simulator/deepflow/kubernetes/gathering.ts';
import { gather } from '../../../simulator/deepflow/kubernetes/gather.ts';
import { createSynchronizer } from '../../../simulator/deepflow/kubernetes/synchronizer.ts';
import { RequestSchema } from '../../../simulator/deepflow/kubernetes/synchronizer_pb.ts';

/** The double is held to what https://github.com/deepflowio/deepflow does, by examples of every rule. */

const DAY = 86_400_000;
const VERSION = { '*version.Info': [{ gitVersion: 'v1.30.2' }] };

const info = (type: string, object: unknown) => ({
  type,
  compressedInfo: deflateSync(JSON.stringify(object)),
});
const message = (version: bigint, over: object = {}) =>
  create(RequestSchema, { clusterId: 'c1', agentId: 1, version, ...over });
const whole = (version: bigint, name = 'a', over: object = {}) =>
  message(version, {
    entries: [info('*version.Info', { gitVersion: 'v1' }), info('*v1.Namespace', { name })],
    ...over,
  });
const setting = () => {
  let now = 0;
  const server = createSynchronizer(() => now, ['team']);
  return { ...server, pass: (ms: number) => void (now += ms) };
};

type Objects = Readonly<Record<string, readonly object[]>>;
const known = (objects: Objects) =>
  gather(
    Object.fromEntries(
      Object.entries({ ...VERSION, ...objects }).map(([type, all]) => [
        type,
        all.map((one) => JSON.stringify(one)),
      ]),
    ),
  );
const meta = (name: string, over: object = {}) => ({
  metadata: { uid: `${name}-uid`, name, namespace: 'ns', ...over },
});
const node = (ip: string, over: object = {}) => ({
  metadata: { uid: 'n', name: 'n' },
  status: { addresses: [{ type: 'InternalIP', address: ip }] },
  ...over,
});

const owned = (name: string, kind: string, owner: string, ip = '', over: object = {}) => ({
  ...meta(name, { ownerReferences: [{ kind, uid: `${owner}-uid`, name: owner }], ...over }),
  status: { hostIP: '10.0.0.1', podIP: ip },
});

const service = (name: string, selector: object, type = 'ClusterIP') => ({
  ...meta(name),
  spec: { type, selector, ports: [{ port: 80, targetPort: 80 }] },
});

const set = (name: string, replicas: number, over: object = {}) => ({
  ...meta(name, over),
  spec: { replicas },
});

const at = (...ips: string[]) => ips.map((ip, n) => owned(`p${n}`, 'Deployment', 'd', ip));

const keeping =
  (base: Objects) =>
  (...ips: string[]): string[] =>
    known({ ...base, '*v1.Pod': at(...ips) }).pods.map(({ ip }) => ip ?? 'lost');

describe('the server', () => {
  test('ignores version 0, no cluster id, and a team it does not know: no version is answered, nothing is held', () => {
    const { handle, heldOf } = setting();
    expect(handle(whole(0n))).toBe(0n);
    expect(handle(whole(1n, 'a', { clusterId: '' }))).toBe(0n);
    expect(handle(whole(1n, 'a', { teamId: 'other' }))).toBe(0n);
    expect(heldOf('c1')).toBeUndefined();
    expect(handle(whole(1n, 'a', { teamId: 'team' }))).toBe(1n);
  });

  test('answers a heartbeat with what it holds, and a push with the version of that', () => {
    const { handle, heldOf } = setting();
    expect(handle(message(5n))).toBe(0n);
    expect(handle(whole(5n))).toBe(5n);
    expect(handle(message(5n))).toBe(5n);
    expect(handle(message(6n))).toBe(5n);
    expect(handle(message(4n))).toBe(5n);
    expect(heldOf('c1')?.version).toBe(5n);
  });

  test('does not look at entries of the version that it holds', () => {
    const { handle, heldOf } = setting();
    handle(whole(5n, 'a'));
    handle(whole(5n, 'b'));
    expect(heldOf('c1')?.entries['*v1.Namespace']).toEqual(['{"name":"a"}']);
    handle(whole(4n, 'b')); // another version, be it an older one
    expect(heldOf('c1')?.entries['*v1.Namespace']).toEqual(['{"name":"b"}']);
  });

  test('throws away what has aged, once a minute: the same version is a new one then', () => {
    const { handle, heldOf, pass } = setting();
    handle(whole(5n, 'a'));
    pass(DAY);
    expect(handle(message(5n))).toBe(0n);
    expect(heldOf('c1')?.entries['*v1.Namespace']).toEqual(['{"name":"a"}']);
    pass(60_000);
    expect(heldOf('c1')).toBeUndefined();
    handle(whole(5n, 'b'));
    expect(heldOf('c1')?.entries['*v1.Namespace']).toEqual(['{"name":"b"}']);
  });

  test('without an agent id, keeps what has entries and answers no version', () => {
    const { handle, heldOf, entriesOf, pass } = setting();
    expect(handle(whole(5n, 'a', { agentId: 0 }))).toBe(0n);
    expect(heldOf('c1')?.version).toBe(5n);
    pass(DAY / 2 + 1);
    handle(message(5n, { agentId: 0 }));
    pass(DAY / 2);
    expect(() => entriesOf('c1')).toThrow('no found cluster (c1) entries');
  });

  test('forgets after a day of silence, and asks for everything', () => {
    const { handle, entriesOf, pass } = setting();
    handle(whole(5n));
    pass(DAY - 1);
    expect(handle(message(5n))).toBe(5n);
    pass(DAY + 1);
    expect(() => entriesOf('c1')).toThrow('no found cluster');
    expect(handle(message(5n))).toBe(0n);
    expect(handle(whole(5n))).toBe(5n);
    expect(entriesOf('c1')['*v1.Namespace']).toEqual(['{"name":"a"}']);
  });

  test('one entry that is no zlib stream makes all of them worthless', () => {
    const { handle, entriesOf } = setting();
    const broken = { type: '*v1.Pod', compressedInfo: Buffer.from('{}') };
    expect(handle(message(5n, { entries: [info('*v1.Namespace', {}), broken] }))).toBe(5n);
    expect(() => entriesOf('c1')).toThrow('decompress error');
  });

  test('shows the reason that it is told, of the version that it holds only', () => {
    const { handle, entriesOf } = setting();
    handle(whole(5n));
    handle(message(6n, { errorMsg: 'unreadable' }));
    expect(Object.keys(entriesOf('c1'))).toHaveLength(2);
    handle(message(5n, { errorMsg: 'unreadable' }));
    expect(() => entriesOf('c1')).toThrow('unreadable');
    handle(message(5n));
    expect(Object.keys(entriesOf('c1'))).toHaveLength(2);
  });

  test('restarted, it holds nothing', () => {
    const { handle, restart, entriesOf } = setting();
    handle(whole(5n));
    restart();
    expect(() => entriesOf('c1')).toThrow('no found cluster');
    expect(handle(message(5n))).toBe(0n);
  });
});

describe('the gatherer', () => {
  const base = {
    '*v1.Node': [node('10.0.0.1', { spec: { podCIDR: '10.1.0.0/24' } })],
    '*v1.Namespace': [{ metadata: { uid: 'ns-uid', name: 'ns' } }],
    '*v1.Deployment': [
      { ...meta('d', { labels: { app: 'd' } }), spec: { template: { metadata: { labels: { tier: 't' } } } } },
    ],
  };
  const why = (objects: Objects): string[] =>
    known({ ...base, ...objects }).dropped.map((one) => `${one.name}: ${one.why}`);

  test('needs the version', () => {
    expect(() => known({ '*version.Info': [] })).toThrow('not found k8s version info');
    expect(() => known({ '*version.Info': [{ major: '1' }] })).toThrow('not found k8s gitversion');
  });

  test.each([
    ['nobody owns', meta('p'), 'p: pod group not found'],
    ['a Job owns', owned('p', 'Job', 'j'), 'p: type Job not support'],
    ['a stranger owns', owned('p', 'Deployment', 'x'), 'p: pod group not found'],
    [
      'has an owner that is no list',
      meta('p', { ownerReferences: { kind: 'Deployment', uid: 'd-uid' } }),
      'p: pod group not found',
    ],
    [
      'is in no namespace',
      owned('p', 'Deployment', 'd', '', { namespace: 'other' }),
      'p: namespace not found',
    ],
    ['has no uid', owned('p', 'Deployment', 'd', '', { uid: '' }), 'p: uid not found'],
  ])('drops a pod that %s', (_, pod, reason) => {
    expect(why({ '*v1.Pod': [pod] })).toEqual([reason]);
  });

  test('drops a service without a selector, of another type, or that leads to no workload; the labels are those of workloads', () => {
    const services = [
      service('none', {}),
      service('external', { app: 'd' }, 'ExternalName'),
      service('stranger', { app: 'x' }),
      service('half', { app: 'd', tier: 'x' }),
      service('own', { app: 'd' }),
      service('template', { tier: 't' }),
      service('both', { app: 'd', tier: 't' }),
    ];
    const all = known({ ...base, '*v1.Service': services });
    expect(all.services.map(({ name }) => name)).toEqual(['own', 'template', 'both']);
    expect(all.dropped.map(({ name, why: reason }) => `${name}: ${reason}`)).toEqual([
      'none: selector not found',
      'external: type (ExternalName) not support',
      'stranger: pod group id not found',
      'half: pod group id not found',
    ]);
  });

  test('makes the id of a pod of its name where generateName is given, and two of them one', () => {
    const pods = ['web-b', 'web-w'].map((name) =>
      owned(name, 'Deployment', 'd', '', { generateName: 'web-' }),
    );
    const ids = known({ ...base, '*v1.Pod': pods }).pods.map(({ id }) => id);
    expect(ids.includes('web-b-uid')).toBe(false);
    expect(new Set(ids).size).toBe(1); // b and w are both characters of "web-"
  });

  test('drops a ReplicaSet that nobody owns with its pods; one without replicas is none', () => {
    const all = known({
      ...base,
      '*v1.ReplicaSet': [
        set('alone', 1),
        set('old', 0, { ownerReferences: [{ uid: 'd-uid' }] }),
        set('of-d', 1, { ownerReferences: [{ uid: 'd-uid' }] }),
        set('rollout-1', 1, { ownerReferences: [{ uid: 'unknown' }] }),
      ],
      '*v1.Pod': ['alone', 'old', 'of-d', 'rollout-1'].map((owner) =>
        owned(`p-${owner}`, 'ReplicaSet', owner),
      ),
    });
    expect(all.replicaSets.map(({ name, workload }) => [name, workload])).toEqual([
      ['of-d', 'd-uid'],
      ['rollout-1', 'rollout-1-uid'],
    ]);
    expect(all.workloads.map(({ name, type }) => [name, type])).toEqual([
      ['d', 'Deployment'],
      ['rollout', 'ReplicaSetController'],
    ]);
    expect(all.pods.map(({ name }) => name)).toEqual(['p-of-d', 'p-rollout-1']);
    expect(all.dropped.map(({ name }) => name)).toEqual(['alone', 'p-alone', 'p-old']);
  });

  test("of two pods with one address, the last has it; on the node's network, none", () => {
    const pods = [
      owned('first', 'Deployment', 'd', '10.1.0.5'),
      owned('second', 'Deployment', 'd', '10.1.0.5'),
      owned('host', 'Deployment', 'd', '10.0.0.1'),
    ];
    expect(known({ ...base, '*v1.Pod': pods }).pods.map(({ name, ip }) => [name, ip])).toEqual([
      ['first', undefined],
      ['second', '10.1.0.5'],
      ['host', undefined],
    ]);
  });

  test('outside of all subnets, addresses are kept only if one subnet holds them', () => {
    const kept = keeping(base);
    expect(kept('172.16.0.1', '172.16.9.9')).toEqual(['172.16.0.1', '172.16.9.9']);
    expect(kept('172.16.0.1', '192.168.0.1', '10.1.0.7')).toEqual(['lost', 'lost', '10.1.0.7']);
    expect(kept('fd00::1', '172.16.0.1')).toEqual(['fd00::1', '172.16.0.1']);
  });

  test('takes no panic from podNetworks that are empty', () => {
    const pod = { ...owned('p', 'Deployment', 'd'), status: { podNetworks: [] } };
    expect(known({ ...base, '*v1.Pod': [pod] }).pods.map(({ name }) => name)).toEqual(['p']);
  });

  test("knows the host's network of a workload, but of a ReplicationController", () => {
    const spec = { template: { spec: { hostNetwork: true } } };
    const all = known({
      ...base,
      '*v1.Deployment': [{ ...meta('d'), spec }],
      '*v1.ReplicationController': [{ ...meta('rc'), spec }],
    });
    expect(all.workloads.map(({ name, hostNetwork }) => [name, hostNetwork])).toEqual([
      ['d', true],
      ['rc', false],
    ]);
  });

  test('knows ingresses of one type only', () => {
    const all = known({ ...base, '*v1.Ingress': [meta('new')], '*v1beta1.Ingress': [meta('old')] });
    expect(all.ingresses.map(({ name }) => name)).toEqual(['new']);
  });

  test.each<[string, Objects, typeof Panic | RegExp]>([
    [
      'podNetworks',
      { '*v1.Pod': [{ ...owned('p', 'Deployment', 'd'), status: { podNetworks: [{ ip: ['10.1.0.5'] }] } }] },
      Panic,
    ],
    ['a pod address', { '*v1.Pod': [owned('p', 'Deployment', 'd', '10.1.0')] }, Panic],
    ['a node address without dots', { '*v1.Node': [node('host')] }, Panic],
    ['a node address with dots', { '*v1.Node': [node('10.0.0')] }, /bad IP/],
    ['a pod CIDR', { '*v1.Node': [node('10.0.0.1', { spec: { podCIDR: '10.0.0.0/40' } })] }, /bad bits/],
    [
      'a pod without labels under a virtual kubelet',
      {
        '*v1.Namespace': [
          {
            metadata: {
              uid: 'v',
              name: 'ns',
              labels: { 'virtual-kubelet.io/provider-cluster-native-name': 'x' },
            },
          },
        ],
        '*v1.Pod': [owned('p', 'Deployment', 'd')],
      },
      Panic,
    ],
  ])('stops, or fails for the whole cluster, at %s', (_, objects, error) => {
    expect(() => known({ ...base, ...objects })).toThrow(error);
  });
});
