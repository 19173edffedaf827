/** The publisher dies, or is lied to, at any operation of the store and at any request: the next run heals it, and nobody loses an item. */
import { expect, test } from 'vitest';
import { Config } from '../../../functions/deepflow/config.ts';
import { controllerAt } from '../../../functions/deepflow/controller.ts';
import type { Controller } from '../../../functions/deepflow/controller.ts';
import { LISTS } from '../../../functions/deepflow/payload.ts';
import type { Payload } from '../../../functions/deepflow/payload.ts';
import { filesIn } from '../../../functions/deepflow/files.ts';
import type { Published } from '../../../functions/deepflow/publish.ts';
import { publishing } from '../../../functions/deepflow/publisher.ts';
import type { Clock } from '../../../shared/collect/clock.ts';
import { CloudError } from '../../../shared/collect/errors.ts';
import { NotHeld, lastClaim } from '../../../shared/log/lease-claim.ts';
import { memoryStore } from '../../../shared/store/memory.ts';
import type { ObjectStore } from '../../../shared/store/store.ts';
import { startDouble } from '../../simulator/deepflow/domains/double.ts';
import type { Double } from '../../simulator/deepflow/domains/double.ts';
import { everyOperation, fated } from '../../support/fate.ts';
import type { Fate } from '../../support/fate.ts';
import { ACCOUNT, CLUSTER, CLUSTER_SCOPE, SCOPE, clusterLists, listsOf } from './estate.ts';
import { commit } from './log-of.ts';

const BEFORE = listsOf({
  vpcs: 2,
  servers: [
    { name: 'web', vpc: 0, tags: [['team', 'a']] },
    { name: 'db', vpc: 1, tags: [['team', 'b']] },
  ],
});
const AFTER = listsOf({
  vpcs: 2,
  servers: [
    { name: 'web', vpc: 0, tags: [['team', 'c']] },
    { name: 'db', vpc: 1, tags: [['team', 'b']] },
    { name: 'new', vpc: 1, tags: [] },
  ],
});
const KEPT = ['vpc 0', 'vpc 1', 'subnet 0', 'subnet 1', 'web', 'db'];
const LATER = 6 * 60_000;

interface Place {
  readonly double: Double;
  readonly store: ObjectStore;
  readonly run: (store?: ObjectStore, through?: (controller: Controller) => Controller) => Promise<Published>;
  readonly pass: (ms: number) => void;
  readonly lease: () => ReturnType<typeof lastClaim>;
}

/** A double with somebody else's items, a store with the first commit, a clock whose minutes pass at once. */
async function place(double: Double, over: object = {}): Promise<Place> {
  let now = 1_000_000;
  const clock: Clock = {
    now: () => now,
    random: () => 0,
    sleep: async (ms, signal) => {
      if (ms !== 60_000)
        return new Promise((_, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
        });
      now += ms;
      await carry(store, double);
      double.record();
      return undefined;
    },
  };
  const store = memoryStore(() => now);
  await commit(store, SCOPE, BEFORE);
  const { lcuuid: domain_uuid } = double.addDomain({ name: 'theirs', type: 5 });
  const theirs = ['one', 'two'].map((name) => ({ name, uuid: `vpc-${name}`, domain_uuid }));
  double.write({ ...NOTHING, vpcs: theirs });
  const config = Config.parse({
    url: double.url,
    publisher: true,
    domains: [{ provider: 'aws', account: ACCOUNT, mode: 'own' }],
    create: {},
    ...over,
  });
  const { signal } = new AbortController();
  const controller = controllerAt({ url: double.url, org: 1, timeoutMs: 30_000, clock, signal });
  return {
    double,
    store,
    run: (of = store, through = (one) => one) =>
      publishing(
        config,
        { dryRun: false, untilMs: now + 5 * 60_000, signal, note: () => {}, told: () => {} },
        { store: of, controller: through(controller), files: filesIn(of), clock },
      ),
    pass: (ms) => void (now += ms),
    lease: () => lastClaim(store, `DeepFlow organisation 1 at ${new URL(double.url).host}`),
  };
}

const FILE = { server: '/etc/aws.yaml', key: 'deepflow/files/aws.yaml' };
const BY_FILE = {
  domains: [{ provider: 'aws', account: ACCOUNT, mode: 'own', file: FILE }],
  clusters: [{ id: CLUSTER }],
};
const SHOP = clusterLists({ namespaces: [{ name: 'shop', tags: [['team', 'shop']] }], nodes: [0] });

/** Who brings the file from the store to where DeepFlow reads it. */
async function carry(store: ObjectStore, double: Double): Promise<void> {
  const stored = await store.get(FILE.key);
  if (stored !== undefined) double.files.set(FILE.server, Buffer.from(stored.body).toString());
}

const NOTHING = Object.fromEntries(LISTS.map((list) => [list, []])) as unknown as Payload;

const namesIn = (payload: Payload): readonly string[] =>
  [payload.vpcs, payload.subnets, payload.chosts].flat().map(({ name }) => name);

/** Every question to the controller by way of the watcher. */
const watching =
  (watched: <T>(ask: () => Promise<T>) => Promise<T>) =>
  (controller: Controller): Controller => ({
    domains: () => watched(() => controller.domains()),
    createDomain: (domain) => watched(() => controller.createDomain(domain)),
    table: () => watched(() => controller.table()),
    subDomains: () => watched(() => controller.subDomains()),
    createSubDomain: (subDomain) => watched(() => controller.createSubDomain(subDomain)),
    configureSubDomain: (lcuuid, config) => watched(() => controller.configureSubDomain(lcuuid, config)),
    known: (domain) => watched(() => controller.known(domain)),
    replace: (payload) => watched(() => controller.replace(payload)),
  });

/** Gives the operations of the run that had the fate. */
async function survive(
  { double, store, run, pass, lease }: Place,
  at: number,
  fate: Fate,
  hadBefore: readonly string[],
): Promise<number> {
  const seen: (readonly string[])[] = [];
  const { of, operation, death, count } = fated(at, fate);
  const lost = new CloudError('unavailable', 'lost');
  const through = watching(async (ask) => {
    try {
      return await operation(ask, lost);
    } finally {
      seen.push(namesIn(double.table()));
    }
  });
  const doomed = run(of(store), through);
  await Promise.race([death, doomed.catch(() => {})]);
  const claim = await lease();
  const isBusy = claim?.released === false;
  const second = isBusy ? await run().catch((error: unknown) => error) : undefined;
  expect(second instanceof NotHeld).toBe(isBusy);
  pass(LATER); // the lease ends, whatever became of its holder
  seen.push(namesIn(double.table()));
  double.record();
  const { domains } = await run();
  double.record();
  expect(domains.flatMap(({ outstanding }) => outstanding)).toEqual([]);
  expect((await lease())?.released).toBe(true);
  for (const names of seen) expect(names).toEqual(expect.arrayContaining([...hadBefore]));
  const own = [...double.domains.values()].filter(({ clusterId }) => clusterId.startsWith('tagsync-'));
  expect(own).toHaveLength(1);
  const [theirs] = [...double.domains.values()].filter(({ name }) => name === 'theirs');
  expect(namesIn(double.table()).toSorted()).toEqual(
    expect.arrayContaining(['one', 'two', ...KEPT].toSorted()),
  );
  expect(double.table().vpcs.filter(({ domain_uuid }) => domain_uuid === theirs?.lcuuid)).toHaveLength(2);
  expect((await run()).outcome).toBe('equal');
  return count();
}

async function onDouble<T>(work: (double: Double) => Promise<T>): Promise<T> {
  const double = await startDouble();
  try {
    return await work(double);
  } finally {
    await double.close();
  }
}

const ownTags = (double: Double): readonly string[] =>
  [...double.domains.values()]
    .filter(({ clusterId }) => clusterId.startsWith('tagsync-'))
    .flatMap(({ lcuuid }) => double.knows(lcuuid).tags);

/** Who is killed after one operation is killed before the next one. */
const FATES: readonly Fate[] = ['killed before', 'failed before', 'failed after'];

test.each(FATES)('the first push, %s any operation', { timeout: 120_000 }, async (fate) => {
  const operations = await everyOperation((at) =>
    onDouble(async (double) => {
      const count = await survive(await place(double), at, fate, ['one', 'two']);
      expect(ownTags(double)).toEqual(['db team=b', 'web team=a']);
      return count;
    }),
  );
  expect(operations).toBeGreaterThan(20);
});

test.each(['killed before', 'failed after'] as const)(
  'a push of changes, %s any operation',
  { timeout: 120_000 },
  async (fate) => {
    const operations = await everyOperation((at) =>
      onDouble(async (double) => {
        const here = await place(double);
        await here.run();
        double.record();
        await commit(here.store, SCOPE, AFTER);
        const count = await survive(here, at, fate, ['one', 'two', ...KEPT]);
        expect(ownTags(double)).toEqual(['db team=b', 'web team=c']);
        return count;
      }),
    );
    expect(operations).toBeGreaterThan(20);
  },
);

test.each(['killed before', 'failed after'] as const)(
  'a push by a file, with a cluster, %s any operation',
  { timeout: 240_000 },
  async (fate) => {
    const operations = await everyOperation((at) =>
      onDouble(async (double) => {
        const { store, run, pass } = await place(double, BY_FILE);
        await commit(store, CLUSTER_SCOPE, SHOP);
        double.pushed.set(CLUSTER, { namespaces: ['shop'], nodes: ['10.0.1.10'] });
        const { of, operation, death, count } = fated(at, fate);
        const lost = new CloudError('unavailable', 'lost');
        const doomed = run(
          of(store),
          watching((ask) => operation(ask, lost)),
        );
        await Promise.race([death, doomed.catch(() => {})]);
        pass(LATER);
        await run();
        double.record();
        expect((await run()).domains.flatMap(({ outstanding }) => outstanding)).toEqual([]);
        expect(double.subDomains.size).toBe(1);
        const [own, ...more] = [...double.domains.values()].filter(({ clusterId }) =>
          clusterId.startsWith('tagsync-'),
        );
        expect(more).toEqual([]);
        expect(double.knows(own?.lcuuid ?? '')).toMatchObject({
          tags: ['db team=b', 'web team=a'],
          namespaces: ['prod/shop team=shop'],
        });
        return count();
      }),
    );
    expect(operations).toBeGreaterThan(20);
  },
);
