import { describe, expect, it } from 'vitest';
import type { Api as Simulated } from '../../simulator/kubernetes/api.ts';
import { Api } from '../../simulator/kubernetes/api.ts';
import { BUILT_IN, CAFE, Cluster, KRUISE, nameOf } from '../../simulator/kubernetes/cluster.ts';
import { memoryStore } from '../../../shared/store/memory.ts';
import { virtualClock } from '../../support/clock.ts';
import type { VirtualClock } from '../../support/clock.ts';
import { OBJECTS } from './objects.ts';
import { refsIn, startWatch } from './watched.ts';
import type { WatchOptions, Watching } from './watched.ts';

interface Stage {
  readonly clock: VirtualClock;
  readonly cluster: Cluster;
  readonly api: Simulated;
  readonly watch: Watching;
}

/** A cluster with a few objects, watched; `play` says what happens. */
async function stage(
  play: (stage: Stage) => Promise<void>,
  { cluster = new Cluster(), ...options }: WatchOptions & { readonly cluster?: Cluster } = {},
): Promise<Stage> {
  const clock = virtualClock();
  const api = new Api(cluster, { clock });
  const watch = startWatch(api, clock, options);
  const all = { clock, cluster, api, watch };
  await clock.run(
    (async () => {
      await play(all);
      await watch.stop();
    })(),
  );
  return all;
}

const put = (cluster: Cluster, resource: string, name: string, n = 1): string =>
  cluster.put(resource, OBJECTS[resource]?.(name, n) ?? { metadata: { name, namespace: 'default' } }).uid;

const sourceOf = ({ watch }: Stage, name: string) => watch.following.head?.sources[name];
const uidsOf = ({ watch }: Stage, type: string): readonly string[] =>
  [...watch.cache().objects()].filter((one) => one.type === type).map(({ uid }) => uid);
const asked = ({ api }: Stage, verb: string): readonly string[] =>
  api.asked.filter((one) => one.verb === verb).map(({ resource }) => resource);

const SECOND = 1000;
const MINUTE = 60 * SECOND;

describe('what a watch sees', () => {
  it('is in the log at once when idle, and together when not', async () => {
    const { watch } = await stage(async ({ clock, cluster, watch: { commits } }) => {
      await clock.sleep(10 * SECOND);
      const before = commits.length;
      put(cluster, 'pods', 'a');
      await clock.sleep(SECOND);
      expect(commits.length).toBe(before + 1);
      for (let n = 0; n < 100; n++) put(cluster, 'pods', `b${n}`);
      await clock.sleep(SECOND);
      expect(commits.length).toBe(before + 1);
      await clock.sleep(4 * SECOND);
      expect(commits.length).toBe(before + 2);
      await clock.sleep(60 * MINUTE);
      expect(commits.length).toBe(before + 2);
    });
    expect(watch.errors).toEqual([]);
  });

  it('is committed before the end, when it is told to stop', async () => {
    const { watch } = await stage(async ({ clock, cluster }) => {
      await clock.sleep(10 * SECOND);
      put(cluster, 'pods', 'a');
      await clock.sleep(SECOND);
      put(cluster, 'pods', 'b');
      await clock.sleep(100);
    });
    expect(watch.following.head?.sources['pod']).toMatchObject({ count: 4 });
  });

  it('goes when it was seen to go, the last one of a kind too, whatever the guard', async () => {
    const { watch } = await stage(async ({ clock, cluster }) => {
      for (let n = 0; n < 40; n++) put(cluster, 'pods', `p${n}`);
      await clock.sleep(10 * SECOND);
      for (let n = 0; n < 40; n++) cluster.remove('pods', `default/p${n}`);
      await clock.sleep(10 * SECOND);
    });
    expect(watch.following.head?.sources['pod']).toMatchObject({ outcome: 'complete', count: 0 });
  });

  it('goes when it went in a gap, the last one of a kind too', async () => {
    const all = await stage(async ({ clock, cluster, api }) => {
      put(cluster, 'deployments.apps', 'last');
      await clock.sleep(10 * SECOND);
      api.restart();
      cluster.remove('deployments.apps', 'default/last');
      cluster.compact();
      await clock.sleep(MINUTE);
    });
    expect(uidsOf(all, 'apps/v1/Deployment')).toEqual([]);
    expect(sourceOf(all, 'deployment')).toMatchObject({ outcome: 'complete', count: 0 });
  });

  it('is another one when it was created again under its name', async () => {
    let before = '';
    const all = await stage(async ({ clock, cluster, api }) => {
      before = put(cluster, 'pods', 'a');
      await clock.sleep(10 * SECOND);
      api.restart();
      cluster.remove('pods', 'default/a');
      put(cluster, 'pods', 'a');
      cluster.compact();
      await clock.sleep(MINUTE);
    });
    const [uid = ''] = uidsOf(all, 'v1/Pod');
    expect(uid).not.toBe(before);
    const refs = await refsIn(all.watch.store);
    expect(refs).toContain(`kubernetes/pod/c1/${uid}`);
    expect(refs).not.toContain(`kubernetes/pod/c1/${before}`);
    expect(all.watch.commits.at(-1)).toMatchObject({ changes: 4 }); // a pod and its address, each
  });
});

describe('connections', () => {
  it('that break are made again with one request for each kind', async () => {
    const all = await stage(async ({ clock, api }) => {
      await clock.sleep(30 * SECOND);
      api.asked = [];
      api.restart();
      await clock.sleep(30 * SECOND);
    });
    expect(asked(all, 'watch').toSorted()).toEqual(
      BUILT_IN.map(
        ({ plural, apiVersions: [first = ''] }) =>
          plural + (first.includes('/') ? `.${first.split('/')[0]}` : ''),
      ).toSorted(),
    );
    expect(all.api.asked).toHaveLength(BUILT_IN.length);
  });

  it('of an idle kind go on from its bookmark, though all that it said before is forgotten', async () => {
    let bookmarked = '';
    const all = await stage(async ({ clock, cluster, api }) => {
      put(cluster, 'pods', 'a');
      await clock.sleep(10 * SECOND);
      for (let n = 0; n < 5; n++) put(cluster, 'nodes', 'busy', n);
      bookmarked = String(cluster.version);
      await clock.sleep(2 * MINUTE);
      cluster.compact();
      api.asked = [];
      api.restart();
      await clock.sleep(MINUTE);
    });
    const pods = all.api.asked.filter(({ resource }) => resource === 'pods');
    expect(pods.map(({ verb }) => verb)).toEqual(['watch']);
    const asks = new URLSearchParams(pods[0]?.query);
    expect([asks.get('resourceVersion'), asks.get('allowWatchBookmarks')]).toEqual([bookmarked, 'true']);
    expect(asks.has('sendInitialEvents')).toBe(false);
    expect(uidsOf(all, 'v1/Pod')).toHaveLength(1);
  });

  it('come back with one request each, and no list, when the server does', async () => {
    const times: number[] = [];
    await stage(async ({ clock, api }) => {
      await clock.sleep(30 * SECOND);
      const down = api.faults.add({ kind: 'reset' });
      api.restart();
      await clock.sleep(10 * MINUTE);
      api.asked = [];
      down();
      await clock.sleep(2 * MINUTE);
      times.push(api.asked.filter(({ verb }) => verb === 'watch').length);
      times.push(api.asked.filter(({ verb }) => verb === 'list').length);
    });
    expect(times).toEqual([BUILT_IN.length, 0]);
  });

  it('that are silent past their end are given up, and nothing is lost', async () => {
    const all = await stage(async ({ clock, cluster, api }) => {
      api.faults.add({ kind: 'silence', after: 0 }, { verb: 'watch', resource: 'pods', times: 1 });
      await clock.sleep(5 * SECOND);
      put(cluster, 'pods', 'a');
      await clock.sleep(10 * MINUTE);
    });
    expect(uidsOf(all, 'v1/Pod')).toHaveLength(1);
    expect(sourceOf(all, 'pod')).toMatchObject({ outcome: 'complete', count: 2 });
  });

  it('end with a line that cannot be read, and everything is listed again', async () => {
    const all = await stage(async ({ clock, cluster, api }) => {
      await clock.sleep(10 * SECOND);
      api.faults.add({ kind: 'garbage', after: 1 }, { verb: 'watch', resource: 'pods', times: 1 });
      api.restart();
      await clock.sleep(10 * SECOND);
      api.asked = [];
      for (const name of ['a', 'b', 'c']) put(cluster, 'pods', name);
      await clock.sleep(MINUTE);
    });
    expect(uidsOf(all, 'v1/Pod')).toHaveLength(3);
    expect(all.api.asked.some(({ query }) => query.includes('sendInitialEvents'))).toBe(true);
  });

  it('carry objects of more than a megabyte, in whatever pieces', async () => {
    const all = await stage(async ({ clock, cluster, api }) => {
      api.faults.add({ kind: 'slow', bytes: 4_099 }, { verb: 'watch', resource: 'pods' });
      await clock.sleep(5 * SECOND);
      const big = OBJECTS['pods']?.('big', 1) ?? { metadata: { name: 'big' } };
      cluster.put('pods', {
        ...big,
        metadata: { ...big.metadata, annotations: { other: 'é'.repeat(1_200_000), team: 'pay' } },
      });
      await clock.sleep(MINUTE);
    });
    const [big] = [...all.watch.cache().objects()].filter(({ type }) => type === 'v1/Pod');
    expect(big?.object['metadata']).toMatchObject({ name: 'big', annotations: { team: 'pay' } });
  });
});

it('a cluster restored from a backup, whose versions went back, is listed again', async () => {
  const restored = new Cluster();
  for (const name of ['a', 'b', 'old']) put(restored, 'pods', name);
  const all = await stage(async ({ clock, cluster, api }) => {
    for (const name of ['a', 'b', 'c']) put(cluster, 'pods', name);
    for (let n = 0; n < 50; n++) put(cluster, 'nodes', 'busy', n);
    await clock.sleep(10 * SECOND);
    api.cluster = restored;
    api.restart();
    await clock.sleep(20 * MINUTE);
    put(restored, 'pods', 'new');
    await clock.sleep(MINUTE);
  });
  const names = restored.list('pods').map(({ uid }) => uid);
  expect(uidsOf(all, 'v1/Pod').toSorted()).toEqual(names.toSorted());
  expect(sourceOf(all, 'pod')).toMatchObject({ outcome: 'complete', count: 8 });
});

describe('lists', () => {
  it.each([true, false])('are whole in streams and in pages (streams: %s)', async (streams) => {
    const all = await stage(
      async ({ clock, cluster, api }) => {
        api.streams = streams;
        for (let n = 0; n < 7; n++) put(cluster, 'pods', `p${n}`);
        await clock.sleep(30 * SECOND);
      },
      { pageSize: 2 },
    );
    expect(uidsOf(all, 'v1/Pod')).toHaveLength(7);
    expect(asked(all, 'list').filter((one) => one === 'pods')).toHaveLength(streams ? 0 : 4);
  });

  it('in streams that a server does not know, nor says so, are read in pages', async () => {
    const all = await stage(async ({ clock, cluster, api }) => {
      api.ignoresStreams = true;
      put(cluster, 'pods', 'a');
      await clock.sleep(20 * MINUTE);
    });
    expect(uidsOf(all, 'v1/Pod')).toHaveLength(1);
    expect(sourceOf(all, 'pod')).toMatchObject({ outcome: 'complete', count: 2 });
  });

  it('whose token expired are read again in one answer', async () => {
    const all = await stage(
      async ({ clock, cluster, api }) => {
        api.streams = false;
        api.faults.add(
          { kind: 'status', code: 410, reason: 'Expired' },
          { verb: 'list', resource: 'pods', continued: true, times: 1 },
        );
        for (let n = 0; n < 5; n++) put(cluster, 'pods', `p${n}`);
        await clock.sleep(30 * SECOND);
      },
      { pageSize: 2 },
    );
    expect(uidsOf(all, 'v1/Pod')).toHaveLength(5);
    expect(
      all.api.asked
        .filter(({ verb, resource }) => verb === 'list' && resource === 'pods')
        .map(({ query }) => query),
    ).toEqual(['?limit=2', expect.stringContaining('continue='), '']);
  });

  it('that lose a page are no lists', async () => {
    const all = await stage(
      async ({ clock, cluster, api }) => {
        api.streams = false;
        for (let n = 0; n < 5; n++) put(cluster, 'pods', `p${n}`);
        api.faults.add({ kind: 'cut', after: 40 }, { verb: 'list', resource: 'pods', continued: true });
        await clock.sleep(2 * MINUTE);
      },
      { pageSize: 2 },
    );
    expect(uidsOf(all, 'v1/Pod')).toEqual([]);
    expect(sourceOf(all, 'pod')).toMatchObject({ outcome: 'kept', count: null });
  });

  it('after a forgotten version are of the newest one', async () => {
    const all = await stage(async ({ clock, cluster, api }) => {
      await clock.sleep(10 * SECOND);
      put(cluster, 'nodes', 'n');
      cluster.compact();
      api.restart();
      put(cluster, 'pods', 'a');
      cluster.compact();
      await clock.sleep(MINUTE);
    });
    expect(uidsOf(all, 'v1/Pod')).toHaveLength(1);
    const last = all.api.asked
      .filter(({ resource, query }) => resource === 'pods' && query.includes('sendInitialEvents'))
      .at(-1);
    expect(last?.query).not.toContain('resourceVersion=1');
  });
});

describe('what cannot be read', () => {
  it('keeps its kind, and the others go on', async () => {
    const all = await stage(async ({ clock, cluster, api }) => {
      put(cluster, 'pods', 'a');
      put(cluster, 'nodes', 'a');
      await clock.sleep(10 * SECOND);
      for (const verb of ['list', 'watch']) api.denied.add(`${verb} pods`);
      cluster.compact();
      api.restart();
      cluster.remove('pods', 'default/a');
      put(cluster, 'nodes', 'b');
      await clock.sleep(2 * MINUTE);
    });
    expect(sourceOf(all, 'pod')).toMatchObject({ outcome: 'kept', reason: 'denied', count: 2 });
    expect(sourceOf(all, 'node')).toMatchObject({ outcome: 'complete', count: 4 });
    const pods = all.watch.cache().kinds.find(({ type }) => type === 'v1/Pod');
    expect(pods?.failure?.message).toMatch(/HTTP 403.*tagsync policy kubernetes/);
  });

  it('or is not let in, of one kind, says to renew the credentials; the others go on', async () => {
    const all = await stage(async ({ clock, cluster, api }) => {
      put(cluster, 'pods', 'a');
      await clock.sleep(10 * SECOND);
      const refusal = { kind: 'status', code: 401, reason: 'Unauthorized' } as const;
      for (const verb of ['list', 'watch'] as const) api.faults.add(refusal, { verb, resource: 'pods' });
      api.restart();
      put(cluster, 'nodes', 'b');
      await clock.sleep(2 * MINUTE);
    });
    expect(sourceOf(all, 'pod')).toMatchObject({ outcome: 'kept', reason: 'denied', count: 2 });
    expect(sourceOf(all, 'node')).toMatchObject({ outcome: 'complete', count: 2 });
    const pods = all.watch.cache().kinds.find(({ type }) => type === 'v1/Pod');
    expect(pods?.failure?.message).toMatch(/HTTP 401.*renew the credentials of this cluster/);
  });

  it('is everything when the credentials are refused', async () => {
    const all = await stage(async ({ clock, api }) => {
      await clock.sleep(10 * SECOND);
      api.tokens = new Set(['another']);
      api.restart();
      await clock.sleep(2 * MINUTE);
    });
    expect(sourceOf(all, 'pod')).toMatchObject({ outcome: 'kept', reason: 'denied' });
    expect(all.watch.cache().failure?.message).toMatch(/HTTP 401.*renew the credentials/);
  });

  it('is unsupported where the cluster has no such kind, and kept where discovery failed', async () => {
    const cluster = new Cluster([...BUILT_IN, ...KRUISE, ...CAFE]);
    const all = await stage(
      async ({ clock, api }) => {
        api.down.add('apps.cafe.cloud.alipay.com');
        await clock.sleep(2 * MINUTE);
      },
      { cluster },
    );
    expect(sourceOf(all, 'cafe-deployment')).toMatchObject({ outcome: 'kept', reason: 'unavailable' });
    expect(sourceOf(all, 'clone-set')).toMatchObject({ outcome: 'complete', count: 0 });
    const bare = await stage(async ({ clock }) => clock.sleep(2 * MINUTE));
    expect(sourceOf(bare, 'clone-set')).toMatchObject({ outcome: 'unsupported', reason: null });
  });

  it.each([
    [['networking.k8s.io/v1', 'networking.k8s.io/v1beta1'], 'networking.k8s.io/v1'],
    [['networking.k8s.io/v1beta1', 'extensions/v1beta1'], 'networking.k8s.io/v1beta1'],
    [['extensions/v1beta1'], 'extensions/v1beta1'],
  ])('is read in the best version that is served: of ingresses in %j, %s', async (apiVersions, best) => {
    const others = BUILT_IN.filter(({ kind }) => kind !== 'Ingress');
    const ingresses = { apiVersions, kind: 'Ingress', plural: 'ingresses', namespaced: true };
    const cluster = new Cluster([...others, ingresses]);
    let uid = '';
    const all = await stage(
      async ({ clock }) => {
        const rules = [{ http: { paths: [{ backend: { serviceName: 'web', servicePort: 80 } }] } }];
        const metadata = { name: 'shop', namespace: 'default' };
        ({ uid } = cluster.put(nameOf(ingresses), { metadata, spec: { rules } }));
        await clock.sleep(20 * SECOND);
      },
      { cluster },
    );
    expect(uidsOf(all, `${best}/Ingress`)).toEqual([uid]);
    expect(sourceOf(all, 'ingress')).toMatchObject({ outcome: 'complete', count: 1 });
  });

  it('tells kinds of one name in two groups apart', async () => {
    const cluster = new Cluster([...BUILT_IN, ...KRUISE]);
    const uids: string[] = [];
    const all = await stage(
      async ({ clock }) => {
        uids.push(put(cluster, 'statefulsets.apps', 'db'), put(cluster, 'statefulsets.apps.kruise.io', 'db'));
        await clock.sleep(20 * SECOND);
      },
      { cluster },
    );
    expect(uidsOf(all, 'apps/v1/StatefulSet')).toEqual([uids[0]]);
    expect(uidsOf(all, 'apps.kruise.io/v1beta1/StatefulSet')).toEqual([uids[1]]);
  });
});

describe('another cluster under an old id', () => {
  it('changes nothing, and says what to do', async () => {
    const store = memoryStore(() => 0);
    const first = await stage(
      async ({ clock, cluster }) => {
        put(cluster, 'pods', 'a');
        await clock.sleep(10 * SECOND);
      },
      { store },
    );
    const before = await refsIn(store);
    const second = await stage(async ({ clock }) => clock.sleep(3 * MINUTE), {
      store,
      cluster: new Cluster(BUILT_IN, 'rebuilt'),
    });
    expect(await refsIn(store)).toEqual(before);
    expect(sourceOf(second, 'cluster')).toMatchObject({ outcome: 'held', pending: { count: 1 } });
    expect(sourceOf(second, 'pod')).toMatchObject({ outcome: 'kept', reason: 'another', count: 2 });
    expect(String(second.watch.errors[0])).toMatch(
      /rebuilt-kube-system is not c-kube-system .*--accept-removals cluster:[0-9a-f]{12}/,
    );
    expect(first.watch.errors).toEqual([]);
  });

  it('is noticed under a running watch, before anything of it is listed', async () => {
    const all = await stage(async ({ clock, cluster, api }) => {
      put(cluster, 'pods', 'a');
      await clock.sleep(10 * SECOND);
      api.cluster = new Cluster(BUILT_IN, 'rebuilt');
      api.cluster.version = 10_000;
      api.cluster.compact();
      api.restart();
      await clock.sleep(5 * MINUTE);
    });
    expect(sourceOf(all, 'pod')).toMatchObject({ outcome: 'kept', reason: 'another', count: 2 });
    expect((await refsIn(all.watch.store)).some((ref) => ref.includes('rebuilt'))).toBe(false);
  });
});

it('a list that lacks too much after a pause of ours is held', async () => {
  const store = memoryStore(() => 0);
  const cluster = new Cluster();
  for (let n = 0; n < 40; n++) put(cluster, 'pods', `p${n}`);
  await stage(async ({ clock }) => clock.sleep(10 * SECOND), { store, cluster });
  for (let n = 0; n < 30; n++) cluster.remove('pods', `default/p${n}`);
  const early = await stage(async ({ clock }) => clock.sleep(10 * MINUTE), { store, cluster });
  expect(sourceOf(early, 'pod')).toMatchObject({ outcome: 'held', count: 80, pending: { count: 60 } });
  const late = await stage(async ({ clock }) => clock.sleep(60 * MINUTE), { store, cluster });
  expect(sourceOf(late, 'pod')).toMatchObject({ outcome: 'complete', count: 20 });
});
