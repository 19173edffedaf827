import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { keepPushing, pushOnce } from '../../../../functions/kubernetes/push/pushing.ts';
import type { PushingPorts } from '../../../../functions/kubernetes/push/pushing.ts';
import { openRecord } from '../../../../functions/kubernetes/push/record.ts';
import type { Server } from '../../../../functions/kubernetes/push/server.ts';
import { NotHeld } from '../../../../shared/log/lease-claim.ts';
import { memoryStore } from '../../../../shared/store/memory.ts';
import { StoreError } from '../../../../shared/store/store.ts';
import type { ObjectStore } from '../../../../shared/store/store.ts';
import { createSynchronizer } from '../../../simulator/deepflow/kubernetes/synchronizer.ts';
import { gather } from '../../../simulator/deepflow/kubernetes/gather.ts';
import { virtualClock } from '../../../support/clock.ts';
import { UNREADABLE, deployment, fakeCluster, fill } from './cluster.ts';
import type { FakeCluster } from './cluster.ts';
import { directServer, listening } from './direct.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** Past another sender: half of the most, and one, where chance is one half. */
const LEAP = 32_769n;
const OPTIONS = {
  cluster: 'c1',
  skip: { namespace: () => false, kind: () => false },
  maxBytes: 100 * 2 ** 20,
};

function setting() {
  const clock = virtualClock();
  const synchronizer = createSynchronizer(() => clock.now());
  const server = directServer(synchronizer);
  const store = memoryStore(() => clock.now());
  const { log, said } = listening();
  let tokens = 0;
  const newToken = (): string => `token ${++tokens}`;
  const ports: PushingPorts = { store, clock, log, servers: [server], holder: 'pod tagsync-0', newToken };
  const cluster = fakeCluster();
  fill(cluster);
  const pass = (ms: number): Promise<void> => clock.run(clock.sleep(ms));

  /** Starts one process; gives how to end it. */
  function start(of: FakeCluster = cluster, over: Partial<PushingPorts> = {}): () => Promise<void> {
    const end = new AbortController();
    const done = keepPushing(of.cache, OPTIONS, { ...ports, ...over }, end.signal);
    return async () => {
      end.abort(new Error('SIGTERM'));
      await clock.run(done);
    };
  }
  const once = (of: FakeCluster = cluster) =>
    clock.run(pushOnce(of.cache, OPTIONS, ports, new AbortController().signal));
  const pushes = () => synchronizer.received.filter(({ entries }) => entries > 0);
  const heartbeats = () => synchronizer.received.filter(({ entries }) => entries === 0);
  const records = () => store.list({ prefix: 'pushes/', startAfter: '', limit: 1000 });
  const names = () => gather(synchronizer.entriesOf('c1')).workloads.map(({ name }) => name);
  return {
    clock,
    synchronizer,
    server,
    store,
    said,
    ports,
    cluster,
    pass,
    start,
    once,
    pushes,
    heartbeats,
    records,
    names,
  };
}

describe('the rhythm', () => {
  test('at once when idle, otherwise every 10 s; versions rise', async () => {
    const { cluster, pass, start, pushes, names } = setting();
    const end = start();
    await pass(1);
    expect(pushes().length).toBe(1);
    await pass(15 * SECOND);
    cluster.put('apps/v1/Deployment', deployment('api', {}));
    await pass(1);
    expect(names()).toEqual(['web', 'api']);
    cluster.put('apps/v1/Deployment', deployment('db', {}));
    await pass(9 * SECOND);
    expect(pushes().length).toBe(2);
    await pass(1 * SECOND);
    expect(names()).toEqual(['web', 'api', 'db']);
    // The seconds of each, at least one.
    expect(pushes().map(({ version }) => version)).toEqual([1n, 15n, 25n]);
    await end();
  });

  test('the first state is told as soon as the last kind is listed', async () => {
    const { cluster, pass, start, pushes } = setting();
    cluster.setSynced(false);
    const end = start();
    for (let n = 0; n < 25; n++) {
      cluster.put('apps/v1/Deployment', deployment(`listed-${n}`, {}));
      await pass(100);
    }
    expect(pushes().length).toBe(0);
    cluster.setSynced(true);
    await pass(1);
    expect(pushes().length).toBe(1);
    await end();
  });

  test('a last list that comes while the rest is read is told once, and then there are 10 s', async () => {
    const { cluster, pass, start, pushes } = setting();
    cluster.setSynced(false);
    const { cache } = cluster;
    const objects = cache.objects.bind(cache);
    cache.objects = function* late() {
      cluster.setSynced(true);
      yield* objects();
    };
    const end = start();
    await pass(1);
    expect(pushes().length).toBe(1);
    cluster.put('apps/v1/Deployment', deployment('api', {}));
    await pass(9 * SECOND);
    expect(pushes().length).toBe(1);
    await pass(1 * SECOND);
    expect(pushes().length).toBe(2);
    await end();
  });

  test('1,000 changes a second for a minute are at most 7 pushes, the last of them whole', async () => {
    const { cluster, pass, start, pushes, names } = setting();
    const end = start();
    await pass(HOUR);
    const before = pushes().length;
    for (let second = 0; second < 60; second++) {
      for (let n = 0; n < 1000; n++) cluster.put('apps/v1/Deployment', deployment(`d${n}`, {}, second + 1));
      await pass(1 * SECOND);
    }
    await pass(10 * SECOND);
    expect(pushes().length - before).toBeLessThanOrEqual(7);
    expect(names().length).toBe(1001);
    await end();
  });

  test('a push that takes long leaves the server its 10 s all the same', async () => {
    const { clock, ports, server, cluster, pass, start } = setting();
    const took: [from: number, to: number][] = [];
    const slow: Server = {
      ...server,
      async sync(message, signal) {
        const from = clock.now();
        if (message.entries.length > 0) await clock.sleep(8 * SECOND, signal);
        const answer = await server.sync(message, signal);
        if (message.entries.length > 0) took.push([from, clock.now()]);
        return answer;
      },
    };
    const end = start(cluster, { ...ports, servers: [slow] });
    for (let n = 0; n < 60; n++) {
      cluster.put('apps/v1/Deployment', deployment('api', {}, n));
      await pass(1 * SECOND);
    }
    expect(took.map(([from, to]) => [from / SECOND, to / SECOND])).toEqual([
      [0, 8],
      [18, 26],
      [36, 44],
    ]);
    await end();
  });

  test('an idle hour costs heartbeats only, and changes without content cost nothing', async () => {
    const { cluster, pass, start, pushes, heartbeats, synchronizer, records } = setting();
    const end = start();
    await pass(1 * MINUTE);
    const [pushed, beaten, recorded] = [pushes().length, heartbeats().length, await records()];
    for (let n = 0; n < 60; n++) {
      fill(cluster); // the same again, as new objects
      await pass(1 * MINUTE);
    }
    expect(pushes().length).toBe(pushed);
    expect(heartbeats().length - beaten).toBe(120);
    expect(recorded).not.toEqual([]);
    expect(await records()).toEqual(recorded);
    expect(synchronizer.received.every(({ agentId }) => agentId !== 0)).toBe(true);
    await end();
  });

  test('a start that finds everything as it was is no push: the first change goes at once', async () => {
    const { cluster, pass, start, once, names } = setting();
    await once();
    const end = start();
    await pass(1500);
    cluster.put('apps/v1/Deployment', deployment('api', {}));
    await pass(1);
    expect(names()).toEqual(['web', 'api']);
    await end();
  });

  test('who pushes for the first time is told what it means if nothing comes of it, and nobody later', async () => {
    const { pass, start, said, cluster } = setting();
    const ofDomain = () =>
      said.filter(({ message }) => message.includes('no domain there has this CLUSTER_ID'));
    const stop = start();
    await pass(1_000);
    expect(ofDomain()).toMatchObject([{ level: 'info', fields: { cluster: 'c1' } }]);
    cluster.put('apps/v1/Deployment', deployment('another', {}));
    await pass(60_000);
    await stop();
    const again = start();
    await pass(60_000);
    await again();
    expect(ofDomain()).toHaveLength(1);
  });

  test('nothing is said before everything was listed', async () => {
    const { cluster, pass, start, synchronizer } = setting();
    cluster.setSynced(false);
    const end = start();
    await pass(5 * MINUTE);
    expect(synchronizer.received).toEqual([]);
    cluster.setSynced(true);
    await pass(1 * SECOND);
    expect(synchronizer.heldOf('c1')?.entries['*v1.Pod']?.length).toBe(1);
    await end();
  });
});

describe('faults', () => {
  test('DeepFlow down for an hour: it is said once, tried with patience, and told all when it answers', async () => {
    const { cluster, pass, start, server, said, names, pushes } = setting();
    const end = start();
    await pass(1 * MINUTE);
    server.state = 'down';
    let tries = 0;
    server.onTry = () => void tries++;
    for (let n = 0; n < 60; n++) {
      cluster.put('apps/v1/Deployment', deployment('late', {}, n));
      await pass(1 * MINUTE);
    }
    expect(tries).toBeLessThan(150);
    server.state = 'up';
    const before = pushes().length;
    await pass(1 * MINUTE);
    expect(names()).toEqual(['web', 'late']);
    expect(pushes().length).toBe(before + 1);
    const warnings = said.filter(({ level }) => level === 'warn');
    expect(warnings.map(({ message }) => message)).toEqual([
      'DeepFlow is not told of the cluster: what it knows grows old until it answers',
    ]);
    expect(String(warnings[0]?.fields['error'])).toContain('cannot be reached');
    expect(said.some(({ message }) => message === 'DeepFlow answers again')).toBe(true);
    await end();
  });

  test('DeepFlow restarted without its state: the next heartbeat tells, and all is sent again as the same version', async () => {
    const { pass, start, synchronizer, pushes, said, names } = setting();
    const end = start();
    await pass(1 * MINUTE);
    synchronizer.restart();
    await pass(30 * SECOND);
    expect(names()).toEqual(['web']);
    expect(new Set(pushes().map(({ version }) => version)).size).toBe(1);
    expect(pushes().length).toBe(2);
    expect(said.map(({ message }) => message)).toContain(
      'DeepFlow lost the state of the cluster: it gets all of it again',
    );
    await end();
  });

  test('an answer that is lost is no second push', async () => {
    const { cluster, pass, start, server, pushes } = setting();
    const end = start();
    await pass(1 * MINUTE);
    server.state = 'loses answers';
    cluster.put('apps/v1/Deployment', deployment('api', {}));
    await pass(1);
    server.state = 'up';
    await pass(1 * MINUTE);
    expect(pushes().length).toBe(2);
    await end();
  });

  test('the API server unreadable: the reason, the last version and no entries; and nothing is deleted', async () => {
    const { cluster, pass, start, synchronizer, said, names } = setting();
    const end = start();
    await pass(1 * MINUTE);
    const { version } = synchronizer.heldOf('c1') ?? {};
    cluster.fail(UNREADABLE);
    await pass(1 * SECOND);
    expect(synchronizer.received.at(-1)).toMatchObject({
      version,
      errorMsg: 'connection refused',
      entries: 0,
    });
    expect(() => synchronizer.entriesOf('c1')).toThrow('connection refused'); // the domain shows it, and stays as it is
    await pass(1 * HOUR);
    expect(synchronizer.heldOf('c1')).toMatchObject({ version, errorMsg: 'connection refused' });
    cluster.fail(undefined);
    await pass(1);
    expect(names()).toEqual(['web']);
    expect(synchronizer.heldOf('c1')?.version).toBe(version);
    expect(said.filter(({ message }) => message === 'not pushed: DeepFlow keeps what it has').length).toBe(1);
    await end();
  });

  test('the reason goes with the version that the server holds: one that it did not get would not be looked at', async () => {
    const { cluster, pass, start, server, synchronizer, names } = setting();
    const end = start();
    await pass(1 * MINUTE);
    const { version } = synchronizer.heldOf('c1') ?? {};
    server.state = 'down';
    cluster.put('apps/v1/Deployment', deployment('api', {}));
    await pass(1 * MINUTE);
    cluster.fail(UNREADABLE);
    server.state = 'up';
    await pass(2 * MINUTE);
    expect(synchronizer.heldOf('c1')).toMatchObject({ version, errorMsg: 'connection refused' });
    const { length } = synchronizer.received;
    await pass(1 * HOUR);
    expect(synchronizer.received.length - length).toBe(120);
    cluster.fail(undefined);
    await pass(1);
    expect(names()).toEqual(['web', 'api']);
    await end();
  });

  test('the reason is not put on what another sender pushed', async () => {
    const { cluster, pass, start, server, synchronizer } = setting();
    const end = start();
    await pass(1 * MINUTE);
    cluster.fail(UNREADABLE);
    const theirs = (synchronizer.heldOf('c1')?.version ?? 0n) + 1000n;
    await server.sync(
      { clusterId: 'c1', version: theirs, entries: [Uint8Array.of()], errorMsg: '' },
      new AbortController().signal,
    );
    const before = synchronizer.heldOf('c1')?.errorMsg;
    await pass(2 * MINUTE);
    expect(synchronizer.heldOf('c1')).toMatchObject({ version: theirs, errorMsg: before });
    await end();
  });

  test('a kind that cannot be listed any more after a restart deletes nothing there; one that never could goes missing alone', async () => {
    const { pass, start, names, synchronizer, said } = setting();
    const end = start();
    await pass(1 * MINUTE);
    await end();
    const again = fakeCluster();
    fill(again);
    again.deny('apps/v1/Deployment', UNREADABLE);
    again.deny('networking.k8s.io/v1/Ingress', UNREADABLE);
    const endAgain = start(again);
    await pass(1 * MINUTE);
    expect(synchronizer.heldOf('c1')?.entries['*v1.Deployment']?.length).toBe(1);
    expect(synchronizer.heldOf('c1')?.errorMsg).toMatch(
      /^DeepFlow keeps cluster c1 as it is, since apps\/v1\/Deployment cannot be told and it has some: connection refused/,
    );
    expect(String(said.at(-1)?.fields['error'])).toContain('(push.skip.kinds lets them go, there too)');
    again.deny('apps/v1/Deployment', undefined);
    await pass(1 * MINUTE);
    expect(names()).toEqual(['web']);
    await endAgain();
  });

  test('a second sender under the same cluster id: said with the remedy, and moved past', async () => {
    const { pass, start, server, synchronizer, said, names } = setting();
    const end = start();
    await pass(1 * MINUTE);
    const theirs = (synchronizer.heldOf('c1')?.version ?? 0n) + 1000n;
    await server.sync(
      { clusterId: 'c1', version: theirs, entries: [Uint8Array.of()], errorMsg: '' },
      new AbortController().signal,
    );
    await pass(31 * SECOND);
    const warning = said.find(({ level }) => level === 'warn');
    expect(warning?.message).toMatch(/another sender .* K8S_WATCH_POLICY=watch-disabled/);
    expect(warning?.fields).toMatchObject({ cluster: 'c1', theirs });
    expect(synchronizer.heldOf('c1')?.version).toBe(theirs + LEAP);
    expect(names()).toEqual(['web']);
    await end();
  });

  test('a message that the server would not take is not sent: what to leave out is said, there too', async () => {
    const { clock, ports, cluster, synchronizer, said } = setting();
    const signal = new AbortController().signal;
    for (let n = 0; n < 40; n++) {
      const labels = { app: createHash('sha256').update(String(n)).digest('hex').repeat(3) };
      cluster.put('apps/v1/Deployment', deployment(`d${n}`, labels));
    }
    await clock.run(pushOnce(cluster.cache, { ...OPTIONS, maxBytes: 8 * 1024 }, ports, signal));
    expect(synchronizer.heldOf('c1')).toBeUndefined();
    expect(String(said[0]?.fields['error'])).toMatch(
      /^CloudError: the state of cluster c1 takes 1[\d.]+ KiB and DeepFlow accepts 8.0 KiB in one message, so nothing of it is pushed; largest are the namespaces shop [\d.]+ KiB, and the kinds apps\/Deployment .*\(leave some out with push.skip.namespaces or push.skip.kinds/,
    );
    const skip = { ...OPTIONS.skip, kind: (kind: string) => kind === 'apps/Deployment' };
    await clock.run(pushOnce(cluster.cache, { ...OPTIONS, skip, maxBytes: 8 * 1024 }, ports, signal));
    expect(Object.keys(synchronizer.heldOf('c1')?.entries ?? {})).not.toContain('*v1.Deployment');
  });

  test('several servers: one that is down keeps nothing from the others', async () => {
    const { clock, ports, server, cluster, pass, start } = setting();
    const other = createSynchronizer(() => clock.now());
    const second = directServer(other, 'http://other:20035');
    server.state = 'down';
    const end = start(cluster, { servers: [...ports.servers, second] });
    await pass(1 * MINUTE);
    expect(gather(other.entriesOf('c1')).pods.length).toBe(1);
    await end();
  });

  test('a store that fails stops the pushes until it is back', async () => {
    const { ports, pass, start, cluster, names, said } = setting();
    let isBroken = true;
    const store: ObjectStore = {
      ...ports.store,
      putIfAbsent: (key, body) =>
        isBroken && !key.startsWith('leases/')
          ? Promise.reject(new Error('503'))
          : ports.store.putIfAbsent(key, body),
    };
    const end = start(cluster, { store });
    await pass(1 * MINUTE);
    expect(said.map(({ message }) => message)).toEqual(['not pushing to DeepFlow']);
    isBroken = false;
    await pass(1 * MINUTE);
    expect(names()).toEqual(['web']);
    await end();
  });
});

describe('one pusher at a time', () => {
  test('the second one says who holds it, and takes over when that one ends', async () => {
    const { pass, start, said, cluster, names, pushes } = setting();
    const end = start();
    await pass(1 * MINUTE);
    const other = fakeCluster();
    fill(other);
    other.put('apps/v1/Deployment', deployment('seen by the second', {}));
    const endOther = start(other, { holder: 'laptop' });
    await pass(5 * MINUTE);
    expect(String(said.at(-1)?.fields['error'])).toMatch(/deepflow-push-c1 is held by pod tagsync-0 since/);
    expect(said.filter(({ message }) => message === 'not pushing to DeepFlow').length).toBe(1);
    expect(names()).toEqual(['web']);
    cluster.put('apps/v1/Deployment', deployment('api', {}));
    await pass(1 * SECOND);
    await end();
    await pass(16 * SECOND);
    expect(names()).toEqual(['web', 'seen by the second']);
    const versions = pushes().map(({ version }) => version);
    expect(versions).toEqual([...new Set(versions)].toSorted((a, b) => (a < b ? -1 : 1)));
    await endOther();
  });

  test('the same of a run that ends', async () => {
    const { pass, start, once } = setting();
    const end = start();
    await pass(1 * MINUTE);
    await expect(once()).rejects.toThrow(NotHeld);
    await end();
    await expect(once()).resolves.toMatchObject({ pushed: false });
  });
});

describe('runs that end', () => {
  test('the version rises with the content only, from one run to the next', async () => {
    const { clock, cluster, once, pass, store, pushes, synchronizer } = setting();
    expect(await once()).toMatchObject({ pushed: true });
    await pass(5 * MINUTE);
    fill(cluster);
    expect(await once()).toMatchObject({ pushed: false });
    await pass(5 * MINUTE);
    cluster.put('apps/v1/Deployment', deployment('api', {}));
    expect(await once()).toMatchObject({ pushed: true });
    const [first, second] = pushes().map(({ version }) => version);
    expect([first, second]).toEqual([1n, 600n]);
    expect((await openRecord('c1', { store, clock })).last?.version).toBe(second);
    expect(synchronizer.heldOf('c1')?.version).toBe(second);
  });

  test('contents of the same second have versions of their own', async () => {
    const { cluster, once, pushes } = setting();
    await once();
    for (const name of ['api', 'db']) {
      cluster.put('apps/v1/Deployment', deployment(name, {}));
      await once();
    }
    expect(pushes().map(({ version }) => version)).toEqual([1n, 2n, 3n]);
  });

  test('a write that was told to have failed, and is done late, leads to no version that was used: not in the same second either', async () => {
    const { clock, ports, cluster, once, store, pushes, synchronizer, names } = setting();
    await once();
    const late: (() => Promise<unknown>)[] = [];
    const lost = <T>(write: () => Promise<T>): Promise<T> => {
      late.push(write);
      return Promise.reject(new StoreError('503'));
    };
    const slow: ObjectStore = {
      ...store,
      put: (key, body) => lost(() => store.put(key, body)),
      putIfAbsent: (key, body) =>
        key.startsWith('leases/') ? store.putIfAbsent(key, body) : lost(() => store.putIfAbsent(key, body)),
    };
    const change = (name: string): void => cluster.put('apps/v1/Deployment', deployment(name, {}));
    change('api');
    const failed = pushOnce(cluster.cache, OPTIONS, { ...ports, store: slow }, new AbortController().signal);
    await expect(clock.run(failed)).rejects.toThrow(StoreError);
    for (const name of ['db', 'cache']) {
      change(name);
      await once();
    }
    for (const write of late) await write();
    // Nobody tells which version was the last: DeepFlow begins anew.
    synchronizer.restart();
    change('queue');
    await once();
    const versions = pushes().map(({ version }) => version);
    expect(versions).toHaveLength(4);
    expect(versions).toEqual([...new Set(versions)].toSorted((a, b) => (a < b ? -1 : 1)));
    expect(names()).toEqual(['web', 'api', 'db', 'cache', 'queue']);
  });

  test('a write that was given up and came first after all is not written over: the next run goes on from it', async () => {
    const { clock, ports, cluster, once, store, pushes } = setting();
    await once();
    const loses: ObjectStore = {
      ...store,
      putIfAbsent: async (key, body) => {
        const answer = await store.putIfAbsent(key, body);
        if (!key.startsWith('leases/')) throw new StoreError('no answer');
        return answer;
      },
    };
    cluster.put('apps/v1/Deployment', deployment('api', {}));
    const failed = pushOnce(cluster.cache, OPTIONS, { ...ports, store: loses }, new AbortController().signal);
    await expect(clock.run(failed)).rejects.toThrow(StoreError);
    const { version } = (await openRecord('c1', { store, clock })).last ?? {};
    expect(pushes()).toHaveLength(1);
    await once();
    expect(pushes().map((one) => one.version)).toEqual([1n, version]);
  });

  test('without what was stored, it moves past what the server answers', async () => {
    const { once, pass, store, records, cluster, server, names, synchronizer } = setting();
    const theirs = 9_999_999_999n;
    const signal = new AbortController().signal;
    await server.sync({ clusterId: 'c1', version: theirs, entries: [Uint8Array.of()], errorMsg: '' }, signal);
    await pass(5 * MINUTE);
    await once();
    expect(synchronizer.heldOf('c1')?.version).toBe(theirs + LEAP);
    expect(names()).toEqual(['web']);
    for (const { key } of await records()) await store.delete(key);
    cluster.put('apps/v1/Deployment', deployment('api', {}));
    await once();
    expect(synchronizer.heldOf('c1')?.version).toBe(theirs + 2n * LEAP);
    expect(names()).toEqual(['web', 'api']);
  });

  test('a server silent for a day has let the cluster go, and gets it again', async () => {
    const { once, pass, synchronizer, names } = setting();
    await once();
    await pass(25 * HOUR);
    expect(() => synchronizer.entriesOf('c1')).toThrow('no found cluster');
    await once();
    expect(names()).toEqual(['web']);
  });
});
