import { inflateSync } from 'node:zlib';
import { fromBinary } from '@bufbuild/protobuf';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PushConfig, pusherOptions } from '../../../../functions/kubernetes/push/config.ts';
import { contentReader } from '../../../../functions/kubernetes/push/content.ts';
import type { Skip } from '../../../../functions/kubernetes/push/content.ts';
import { ClusterCache } from '../../../../functions/kubernetes/watch-cache.ts';
import { watched } from '../../../../functions/kubernetes/watched.ts';
import { InfoSchema } from '../../../simulator/deepflow/kubernetes/synchronizer_pb.ts';
import { TYPES, UNREADABLE, VERSION, deployment, fakeCluster, fill, pod } from './cluster.ts';

const ALL: Skip = { namespace: () => false, kind: () => false };
const filled = (types: readonly string[] = TYPES) => {
  const cluster = fakeCluster(types);
  fill(cluster);
  return cluster;
};

const item = (of: number, replicas: number) => {
  const object = deployment(`d${of}`, {}, replicas);
  return { type: 'apps/v1/Deployment', uid: `uid-${of}`, object, text: JSON.stringify(object) };
};

const texts = (of: Iterable<Uint8Array>): readonly string[] =>
  [...of].map((one) => Buffer.from(one).toString('hex')).toSorted();

describe('content', () => {
  test('after one change, one object is encoded', () => {
    const cluster = filled();
    const { read } = contentReader(ALL);
    const before = read(cluster.cache, VERSION);
    const old = before.entries();
    cluster.put('apps/v1/Deployment', deployment('web', { app: 'web' }, 2));
    const after = read(cluster.cache, VERSION);
    const again = after.entries().filter((entry, n) => n > 0 && entry !== old[n]);
    expect(again.map(({ kind }) => kind)).toEqual(['apps/Deployment']);
    expect(after.digest).not.toBe(before.digest);
  });

  test('the same objects are the same content, in whatever order, process and copy', () => {
    const one = filled();
    const other = fakeCluster();
    other.put('v1/Pod', pod('web-7d4b9c-x', 'ReplicaSet', 'web-7d4b9c', '10.1.0.5'));
    fill(other);
    const [a, b] = [one, other].map(({ cache }) => contentReader(ALL).read(cache, VERSION));
    expect(a?.digest).toBe(b?.digest);
    expect(a?.counts).toEqual({
      Version: 1,
      '/Node': 1,
      '/Namespace': 1,
      '/Pod': 1,
      'apps/Deployment': 1,
      'apps/ReplicaSet': 1,
    });
  });

  test('twice the same object is another content than once', () => {
    const one = filled();
    const two = filled();
    one.put('apps/v1/Deployment', deployment('a', {}));
    two.put('apps/v1/Deployment', deployment('a', {}));
    two.put('apps/v1/Deployment', deployment('b', {}));
    const [a, b] = [one, two].map(({ cache }) => contentReader(ALL).read(cache, VERSION).digest);
    expect(a).not.toBe(b);
  });

  test('kept up through any changes, it is what a fresh reading gives', () => {
    const change = fc.record({ n: fc.nat(99), how: fc.constantFrom('put', 'remove', 'append') });
    fc.assert(
      fc.property(fc.array(fc.array(change, { maxLength: 90 }), { maxLength: 4 }), (rounds) => {
        const cluster = filled();
        for (let n = 0; n < 100; n++) cluster.put('apps/v1/Deployment', deployment(`d${n}`, {}));
        const kept = contentReader(ALL);
        for (const [round, changes] of rounds.entries()) {
          for (const { n, how } of changes) {
            if (how === 'remove') cluster.remove(`d${n}`);
            else {
              const name = how === 'put' ? `d${n}` : `new-${round}-${n}`;
              cluster.put('apps/v1/Deployment', deployment(name, {}, round + n));
            }
          }
          const found = kept.read(cluster.cache, VERSION);
          const fresh = contentReader(ALL).read(cluster.cache, VERSION);
          const { counts, digest, size } = fresh;
          expect(found).toMatchObject({ counts, digest, size });
          expect(Buffer.concat([...found.messages]).equals(Buffer.concat([...fresh.messages]))).toBe(true);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('kept up by what a watched cache says of its changes, too, it is what a fresh reading gives', () => {
    const n = fc.nat(40);
    const step = fc.oneof(
      fc.record({ do: fc.constant('put' as const), n, replicas: fc.nat(3) }),
      fc.record({ do: fc.constant('remove' as const), n }),
      fc.record({ do: fc.constant('list' as const), all: fc.uniqueArray(n) }),
    );
    fc.assert(
      fc.property(fc.array(fc.array(step, { maxLength: 12 }), { maxLength: 6 }), (rounds) => {
        const cache = new ClusterCache(watched);
        const kind = cache.caches.find(({ collector }) => collector.name === 'deployment');
        const kept = contentReader(ALL);
        for (const steps of rounds) {
          for (const one of steps) {
            if (one.do === 'put') kind?.put(item(one.n, one.replicas));
            else if (one.do === 'remove') kind?.removed(`uid-${one.n}`);
            else kind?.replace(new Map(one.all.map((of) => [`uid-${of}`, item(of, 1)])), true);
          }
          const found = kept.read(cache, VERSION);
          const { counts, digest, size, messages } = contentReader(ALL).read(cache, VERSION);
          expect(found).toMatchObject({ counts, digest, size });
          expect(texts(found.messages)).toEqual(texts(messages));
        }
      }),
    );
  });

  test('of a watched cache, what has not changed is not looked at', () => {
    const cache = new ClusterCache(watched);
    const [kind] = cache.caches;
    const { read } = contentReader(ALL);
    read(cache, VERSION);
    let looks = 0;
    const all = cache.objects.bind(cache);
    Object.assign(cache, {
      objects() {
        looks++;
        return all();
      },
    });
    const object = deployment('a', {});
    kind?.put({ type: 'apps/v1/Deployment', uid: 'a', object, text: JSON.stringify(object) });
    const counts = { Version: 1, 'apps/Deployment': 1 };
    expect(read(cache, VERSION).counts).toEqual(counts);
    kind?.removed('a');
    expect(read(cache, VERSION).counts).toEqual({ Version: 1 });
    expect(looks).toBe(0);
  });

  test('what is skipped is not there, by namespace and by kind', () => {
    const { cache } = filled();
    const config = { servers: ['http://deepflow:20035'] };
    const kinds = (skip: object): string[] => {
      const { skip: of } = pusherOptions(PushConfig.parse({ ...config, skip }), 'c1');
      return Object.keys(contentReader(of).read(cache, VERSION).counts).toSorted();
    };
    expect(kinds({ namespaces: ['sh*'] })).toEqual(['/Node', 'Version']);
    expect(kinds({ kinds: ['ReplicaSet', 'Pod'] })).toEqual([
      '/Namespace',
      '/Node',
      'Version',
      'apps/Deployment',
    ]);
    expect(kinds({ kinds: ['apps/*'] })).toEqual(['/Namespace', '/Node', '/Pod', 'Version']);
  });

  test('pods of InPlaceSets are encoded anew when these are told of, and when no longer', () => {
    const type = 'apps.cafe.cloud.alipay.com/v1alpha1/InPlaceSet';
    const cluster = filled([...TYPES, type]);
    cluster.deny(type, UNREADABLE);
    cluster.put('v1/Pod', pod('cafe-x-1', 'InPlaceSet', 'cafe-x', '10.1.0.6'));
    const { read } = contentReader(ALL);
    const owner = (): string => {
      const bytes = read(cluster.cache, VERSION)
        .entries()
        .findLast(({ kind }) => kind === '/Pod')?.bytes;
      const json = inflateSync(fromBinary(InfoSchema, bytes ?? new Uint8Array()).compressedInfo).toString();
      return JSON.parse(json).metadata.ownerReferences[0].kind;
    };
    expect(owner()).toBe('InPlaceSet');
    cluster.deny(type, undefined);
    expect(owner()).toBe('ReplicaSet');
    cluster.deny(type, UNREADABLE);
    expect(owner()).toBe('InPlaceSet');
  });
});

describe('the configuration', () => {
  const ok = { servers: ['http://deepflow-server.deepflow:20035'], clusterId: 'd-abc123' };
  const issues = (over: object): string =>
    PushConfig.safeParse({ ...ok, ...over })
      .error?.issues.map(({ message }) => message)
      .join() ?? 'none';

  test('is short', () => {
    expect(PushConfig.parse(ok)).toEqual({
      ...ok,
      skip: { namespaces: [], kinds: [] },
      maxMegabytes: 100,
    });
  });

  test.each([
    [{ servers: [] }, 'expected at least one server'],
    [{ servers: ['deepflow:20035'] }, 'expected http://host:port or https://host:port, without a path'],
    [{ servers: ['http://deepflow:20035/sync'] }, 'without a path'],
    [{ clusterId: '-x' }, 'it is the CLUSTER_ID of the DeepFlow domain'],
    [{ clusterId: 'x'.repeat(33) }, 'up to 32'],
    [{ key: '-----BEGIN PRIVATE KEY-----' }, 'cert and key go together'],
    [{ skip: { namespace: ['x'] } }, 'Invalid input'],
  ])('%j: %s', (over, said) => {
    expect(issues(over)).toContain(said);
  });
});
