import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonObject } from '../../../../functions/kubernetes/cached.ts';
import { keepPushing } from '../../../../functions/kubernetes/push/pushing.ts';
import type { Server } from '../../../../functions/kubernetes/push/server.ts';
import { memoryStore } from '../../../../shared/store/memory.ts';
import type { ObjectStore } from '../../../../shared/store/store.ts';
import { StoreError } from '../../../../shared/store/store.ts';
import { gather } from '../../../simulator/deepflow/kubernetes/gather.ts';
import { createSynchronizer } from '../../../simulator/deepflow/kubernetes/synchronizer.ts';
import { virtualClock } from '../../../support/clock.ts';
import { openRecord } from '../../../../functions/kubernetes/push/record.ts';
import { UNREADABLE as BROKEN, startAgent } from './agent.ts';
import type { Agent } from './agent.ts';
import { UNREADABLE, fakeCluster } from './cluster.ts';
import { directServer, listening } from './direct.ts';

/**
 * Fewer than of the whole way (`../histories.test.ts`): here are several senders at once, and what DeepFlow makes of what
 * it holds. `HISTORIES=20000 SEED=7`; a history that fails prints its seed.
 */
const HISTORIES = Number(process.env['HISTORIES'] ?? 500);
const SEED = Number(process.env['SEED'] ?? 20_261_128);
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Objects by name; which of them are there is what a history is about. */
const NAMES = ['ns0', 'ns1', 'n0', 'n1', 'd0', 'd1', 'd2', 'p0', 'p1', 'p2', 's0', 's1'] as const;
type Name = (typeof NAMES)[number];
const TYPES: Readonly<Record<string, string>> = {
  ns: 'v1/Namespace',
  n: 'v1/Node',
  d: 'apps/v1/Deployment',
  p: 'v1/Pod',
  s: 'v1/Service',
};
const typeOf = (name: Name): string => TYPES[name.replace(/\d$/, '')] ?? '';

interface Thing {
  readonly name: Name;
  readonly uid: string;
  /** What it says: 0, 1 or 2, each in a way of its own. */
  readonly variant: number;
}

function objectOf({ name, uid, variant }: Thing): JsonObject {
  const namespace = `ns${variant % 2}`;
  const labels = { app: `d${variant}`, note: 'a, b' };
  const metadata = { uid, name, namespace, labels };
  switch (typeOf(name)) {
    case 'v1/Namespace':
      return { metadata: { uid, name } };
    case 'v1/Node':
      return {
        metadata: { uid, name },
        spec: { podCIDR: '10.1.0.0/16' },
        status: { addresses: [{ type: 'InternalIP', address: ['10.0.0.1', '10.0.0.2', 'bad'][variant] }] },
      };
    case 'apps/v1/Deployment':
      return { metadata, spec: { replicas: variant, template: { metadata: { labels: { app: name } } } } };
    case 'v1/Pod':
      return {
        metadata: {
          ...metadata,
          ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'x', uid: `d${variant}#0` }],
        },
        status: { podIP: ['10.1.0.1', '10.1.0.2', '10.1.0'][variant], podNetworks: [] },
      };
    default:
      return {
        metadata,
        spec: {
          type: 'ClusterIP',
          clusterIP: '10.9.0.1',
          selector: { app: `d${variant}` },
          ports: [{ port: 80, targetPort: 80 }],
        },
      };
  }
}

const name = fc.constantFrom(...NAMES);
const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('put' as const), name, variant: fc.nat(2) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('remove' as const), name }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('recreate' as const), name }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.constantFrom(1, SECOND, 9 * SECOND, 31 * SECOND, 3 * MINUTE),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('server' as const),
      state: fc.constantFrom('up' as const, 'down' as const, 'loses answers' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('server restarts' as const, 'silent day' as const) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('start' as const, 'stop' as const, 'kill' as const) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('foreign push' as const), by: fc.constantFrom(-7, -1, 0, 1, 7) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('agent' as const),
      does: fc.constantFrom('start' as const, 'change' as const, 'stop' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('unreadable' as const), is: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('deny' as const), name, is: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('store' as const), fails: fc.boolean() }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

test(
  `${HISTORIES} histories from seed ${SEED}: when the noise stops, DeepFlow knows what the cluster holds`,
  { timeout: 600_000 },
  async () => {
    const met = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        for (const { do: what } of steps) met.set(what, (met.get(what) ?? 0) + 1);
        await play(steps);
      }),
      { numRuns: HISTORIES, seed: SEED },
    );
    expect(met.size).toBe(15);
  },
);

test('a version that was stored while DeepFlow was down, and that another sender then pushes, is not taken for ours', async () => {
  const steps: Step[] = [
    { do: 'server', state: 'down' },
    { do: 'foreign push', by: 7 },
    { do: 'wait', ms: 1 },
    { do: 'silent day' },
    { do: 'foreign push', by: -7 },
  ];
  await expect(play(steps)).resolves.toBeUndefined();
});

test('another sender that takes the version that is next is seen before anything is pushed under it', async () => {
  const steps: Step[] = [
    { do: 'wait', ms: 1 },
    { do: 'foreign push', by: 1 },
    { do: 'put', name: 'ns0', variant: 0 },
  ];
  await expect(play(steps)).resolves.toBeUndefined();
});

async function play(steps: readonly Step[]): Promise<void> {
  const clock = virtualClock();
  await clock.run(clock.sleep(1_800_000_000_000));
  const synchronizer = createSynchronizer(() => clock.now());
  const server = directServer(synchronizer);
  const raw = memoryStore(() => clock.now());
  const cluster = fakeCluster(Object.values(TYPES));
  const things = new Map<Name, Thing>();
  const generations = new Map<Name, number>();
  const denied = new Set<string>();
  let storeFails = false;
  const foreign = directServer(synchronizer);
  let agent: Agent | undefined;
  let processes: { readonly stop: () => Promise<void>; readonly kill: () => Promise<void> }[] = [];
  let tokens = 0;

  // Laws that hold at each message.
  const violations: string[] = [];
  const contents = new Map<bigint, string>();
  /** Versions that a process sent content under, whether it arrived or not: no other sender happens upon one of them. */
  const tried = new Set<bigint>();
  const held = (type: string): number => {
    const sent = { 'v1/Namespace': '*v1.Namespace', 'apps/v1/Deployment': '*v1.Deployment' }[type];
    return synchronizer.heldOf('c1')?.entries[sent ?? type.replace('v1/', '*v1.')]?.length ?? 0;
  };
  server.onMessage = ({ version, entries }) => {
    if (entries.length === 0) return;
    const content = createHash('sha256');
    for (const one of entries.map((bytes) => Buffer.from(bytes).toString('base64')).toSorted())
      content.update(one);
    const digest = content.digest('hex');
    if ((contents.get(version) ?? digest) !== digest) violations.push(`version ${version} is two contents`);
    contents.set(version, digest);
    for (const type of denied) {
      if (held(type) > 0) violations.push(`pushed without ${type}, which cannot be read`);
    }
  };

  function start(): void {
    const id = `p${++tokens}`;
    const end = new AbortController();
    let isDead = false;
    const alive = async <T>(work: () => Promise<T>): Promise<T> => {
      if (isDead) return new Promise<never>(() => {});
      if (storeFails) throw new StoreError('503');
      return work();
    };
    const store: ObjectStore = {
      url: raw.url,
      get: (key) => alive(() => raw.get(key)),
      put: (key, body) => alive(() => raw.put(key, body)),
      putIfAbsent: (key, body, lastly) => alive(() => raw.putIfAbsent(key, body, lastly)),
      delete: (key) => alive(() => raw.delete(key)),
      list: (query) => alive(() => raw.list(query)),
    };
    const own: Server = {
      ...server,
      sync(message, signal) {
        if (isDead) return new Promise(() => {});
        if (message.entries.length > 0) tried.add(message.version);
        return server.sync(message, signal);
      },
    };
    const { log } = listening();
    const ports = { store, clock, log, servers: [own], holder: id, newToken: () => `${id}-${++tokens}` };
    const options = { cluster: 'c1', skip: { namespace: () => false, kind: () => false }, maxBytes: 1e8 };
    const done = keepPushing(cluster.cache, options, ports, end.signal);
    const stop = async (): Promise<void> => {
      end.abort(new Error('stop'));
      await clock.run(done);
    };
    processes.push({
      stop,
      kill: async () => {
        isDead = true;
        end.abort(new Error('killed'));
        await clock.run(clock.sleep(0));
      },
    });
  }

  const put = (thing: Thing): void => {
    things.set(thing.name, thing);
    cluster.put(typeOf(thing.name), objectOf(thing));
  };

  start();
  for (const one of steps) {
    switch (one.do) {
      case 'put': {
        const uid = things.get(one.name)?.uid ?? `${one.name}#${generations.get(one.name) ?? 0}`;
        put({ name: one.name, uid, variant: one.variant });
        break;
      }
      case 'remove':
      case 'recreate': {
        const thing = things.get(one.name);
        if (thing === undefined) break;
        const generation = (generations.get(one.name) ?? 0) + 1;
        generations.set(one.name, generation);
        things.delete(one.name);
        cluster.remove(thing.uid);
        if (one.do === 'recreate') put({ ...thing, uid: `${one.name}#${generation}` });
        break;
      }
      case 'wait':
        await clock.run(clock.sleep(one.ms));
        break;
      case 'server':
        server.state = one.state;
        break;
      case 'server restarts':
        synchronizer.restart();
        break;
      case 'silent day':
        agent?.stop();
        agent = undefined;
        for (const { stop } of processes.splice(0)) await stop();
        await clock.run(clock.sleep(25 * 60 * MINUTE));
        start();
        break;
      case 'start':
        if (processes.length < 3) start();
        break;
      case 'stop':
        await processes.shift()?.stop();
        break;
      case 'kill':
        await processes.shift()?.kill();
        break;
      case 'foreign push': {
        const now = synchronizer.heldOf('c1')?.version ?? 1_800_000_000n;
        const version = now + BigInt(one.by);
        const message = { clusterId: 'c1', version, errorMsg: '', entries: [] };
        const broken = { ...message, entries: [BROKEN] };
        if (!tried.has(version)) await directServer(synchronizer).sync(broken, new AbortController().signal);
        break;
      }
      case 'agent':
        if (one.does === 'start')
          agent ??= startAgent(foreign, clock, { isTaken: (version) => tried.has(version) });
        else if (one.does === 'change') agent?.change();
        else {
          agent?.stop();
          agent = undefined;
        }
        break;
      case 'unreadable':
        cluster.fail(one.is ? UNREADABLE : undefined);
        break;
      case 'deny':
        denied[one.is ? 'add' : 'delete'](typeOf(one.name));
        cluster.deny(typeOf(one.name), one.is ? UNREADABLE : undefined);
        break;
      case 'store':
        storeFails = one.fails;
        break;
      default:
        throw new Error(`unknown step ${JSON.stringify(one satisfies never)}`);
    }
  }

  // The noise stops.
  storeFails = false;
  server.state = 'up';
  cluster.fail(undefined);
  denied.clear();
  for (const type of Object.values(TYPES)) cluster.deny(type, undefined);
  if (processes.length === 0) start();
  agent?.stop();
  await clock.run(clock.sleep(3 * MINUTE));
  // Another sender that came back too often was left to it for a while.
  const rivals = Object.values((await openRecord('c1', { store: raw, clock })).last?.servers ?? {}).map(
    ({ rival }) => rival,
  );
  const until = Math.max(...rivals.map((rival) => rival?.until ?? 0));
  expect(until).toBeLessThanOrEqual(clock.now() + HOUR);
  if (until > clock.now() - MINUTE) await clock.run(clock.sleep(until + MINUTE - clock.now()));

  expect(violations).toEqual([]);
  const all = [...things.values()];
  const entries = synchronizer.entriesOf('c1');
  const uids = Object.entries(entries).flatMap(([type, texts]) =>
    type === '*version.Info'
      ? []
      : texts.map((text) => (JSON.parse(text) as { metadata: { uid: string } }).metadata.uid),
  );
  expect(uids.toSorted()).toEqual(all.map(({ uid }) => uid).toSorted());
  expect(knownOf(gather(entries))).toEqual(expectedOf(all));

  const { length } = synchronizer.received;
  await clock.run(clock.sleep(MINUTE));
  expect(synchronizer.received.slice(length).every((message) => message.entries === 0)).toBe(true);
  for (const { stop } of processes.splice(0)) await stop();
  processes = [];
}

const knownOf = ({ nodes, namespaces, workloads, pods, services }: ReturnType<typeof gather>): string[] =>
  [
    ...nodes.map(({ id, ip }) => `${id} ${ip}`),
    ...namespaces.map(({ id }) => id),
    ...workloads.map(({ id, namespace, replicas, label }) => `${id} ${namespace} ${replicas} ${label}`),
    ...pods.map(
      ({ id, namespace, workload, ip, label }) => `${id} ${namespace} ${workload} ${label} ${ip ?? ''}`,
    ),
    ...services.map(({ id, namespace, workloads: to }) => `${id} ${namespace} ${to.toSorted().join()}`),
  ].toSorted();

/** What survives of what there is, said again in the words of this test. */
function expectedOf(all: readonly Thing[]): string[] {
  const of = (kind: string): Thing[] => all.filter((one) => one.name.replace(/\d$/, '') === kind);
  const namespaces = of('ns').map((one) => one.name);
  const inNamespace = (one: Thing): boolean => namespaces.includes(`ns${one.variant % 2}` as Name);
  const labelled = (one: Thing): string => `app:d${one.variant}, note:a,b`;
  const deployments = of('d').filter(inNamespace);
  const pods = of('p').filter(
    (one) => inNamespace(one) && deployments.some(({ uid }) => uid === `d${one.variant}#0`),
  );
  // Of pods with one address, the one that is told last has it.
  const ip = (one: Thing): string => {
    const same = pods.filter(({ variant }) => variant === one.variant);
    return one.variant < 2 && same.at(-1) === one ? `10.1.0.${one.variant + 1}` : '';
  };
  const led = (one: Thing): string[] =>
    deployments
      .filter((to) => to.variant % 2 === one.variant % 2)
      .filter((to) => to.name === `d${one.variant}` || to.variant === one.variant)
      .map(({ uid }) => uid);
  return [
    ...of('n')
      .filter(({ variant }) => variant < 2)
      .map(({ uid, variant }) => `${uid} 10.0.0.${variant + 1}`),
    ...of('ns').map(({ uid }) => uid),
    ...deployments.map((one) => `${one.uid} ns${one.variant % 2} ${one.variant} ${labelled(one)}`),
    ...pods.map((one) => `${one.uid} ns${one.variant % 2} d${one.variant}#0 ${labelled(one)} ${ip(one)}`),
    ...of('s')
      .filter((one) => inNamespace(one) && led(one).length > 0)
      .map((one) => `${one.uid} ns${one.variant % 2} ${led(one).toSorted().join()}`),
  ].toSorted();
}
