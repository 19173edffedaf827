import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { offerOf } from '../../../functions/kubernetes/offers.ts';
import { watched } from '../../../functions/kubernetes/watched.ts';
import { itemOf } from '../../../functions/kubernetes/reading.ts';
import { Api } from '../../simulator/kubernetes/api.ts';
import { Cluster, nameOf } from '../../simulator/kubernetes/cluster.ts';
import type { Fault, Scope } from '../../simulator/kubernetes/faults.ts';
import { virtualClock } from '../../support/clock.ts';
import type { VirtualClock } from '../../support/clock.ts';
import { OBJECTS } from './objects.ts';
import { linesIn, scope, startWatch } from './watched.ts';
import type { Watching } from './watched.ts';

/** One thing that happens, to the cluster or on the way to it. */
type Step =
  | {
      readonly do: 'put' | 'remove' | 'recreate';
      readonly resource: string;
      readonly name: string;
      readonly n: number;
    }
  | {
      readonly do: 'rename';
      readonly resource: string;
      readonly name: string;
      readonly to: string;
      readonly n: number;
    }
  | { readonly do: 'fault'; readonly fault: Fault; readonly scope: Scope }
  | { readonly do: 'deny'; readonly resource: string; readonly allow: boolean }
  | { readonly do: 'compact' | 'restart' | 'streams' | 'no-streams' | 'stop' }
  | { readonly do: 'wait'; readonly ms: number };

const resource = fc.constantFrom(...Object.keys(OBJECTS));
const name = fc.constantFrom('a', 'b', 'c');
const n = fc.nat({ max: 6 });
const after = fc.nat({ max: 2 });
const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.constant<Fault>({ kind: 'reset' }),
  fc.constant<Fault>({ kind: 'hang' }),
  fc
    .constantFrom(500, 503, 429, 401, 410)
    .map((code): Fault => ({ kind: 'status', code, reason: 'Injected' })),
  fc.constant<Fault>({ kind: 'status', code: 504, reason: 'Timeout', causes: ['ResourceVersionTooLarge'] }),
  after.map((one): Fault => ({ kind: 'cut', after: one })),
  after.map((one): Fault => ({ kind: 'garbage', after: one })),
  after.map((one): Fault => ({ kind: 'silence', after: one })),
  fc.constant<Fault>({ kind: 'slow', bytes: 7 }),
);
const where: fc.Arbitrary<Scope> = fc.record({
  verb: fc.constantFrom('list', 'watch', 'get', 'discover'),
  times: fc.integer({ min: 1, max: 3 }),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constantFrom('put', 'remove', 'recreate'), resource, name, n }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('rename'), resource, name, to: name, n }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('fault'), fault, scope: where }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('deny'), resource, allow: fc.boolean() }) },
  { weight: 2, arbitrary: fc.constantFrom<Step>({ do: 'compact' }, { do: 'restart' }, { do: 'stop' }) },
  { weight: 1, arbitrary: fc.constantFrom<Step>({ do: 'streams' }, { do: 'no-streams' }) },
  {
    weight: 4,
    arbitrary: fc
      .constantFrom(10, 10, 900, 900, 6_000, 6_000, 90_000, 600_000)
      .map((ms): Step => ({ do: 'wait', ms })),
  },
);

interface World {
  readonly cluster: Cluster;
  readonly api: Api;
  readonly clock: VirtualClock;
  watch: Watching;
}

async function happen(world: World, one: Step): Promise<void> {
  const { cluster, api, clock } = world;
  const put = (kind: string, called: string, value: number): void =>
    void cluster.put(kind, OBJECTS[kind]?.(called, value) ?? { metadata: { name: called } });
  const remove = (kind: string, called: string): void => {
    const { metadata } = OBJECTS[kind]?.(called, 0) ?? { metadata: { name: called } };
    const key = metadata.namespace === undefined ? metadata.name : `${metadata.namespace}/${metadata.name}`;
    if (cluster.get(kind, key) !== undefined) cluster.remove(kind, key);
  };
  switch (one.do) {
    case 'put':
      return put(one.resource, one.name, one.n);
    case 'remove':
      return remove(one.resource, one.name);
    case 'recreate':
      remove(one.resource, one.name);
      return put(one.resource, one.name, one.n);
    case 'rename':
      remove(one.resource, one.name);
      return put(one.resource, one.to, one.n);
    case 'fault':
      return void api.faults.add(one.fault, one.scope);
    case 'deny': {
      for (const verb of ['list', 'watch'])
        if (one.allow) api.denied.delete(`${verb} ${one.resource}`);
        else api.denied.add(`${verb} ${one.resource}`);
      return;
    }
    case 'compact':
      return cluster.compact();
    case 'restart':
      return api.restart();
    case 'streams':
    case 'no-streams':
      api.streams = one.do === 'streams';
      return;
    case 'stop':
      await world.watch.stop();
      world.watch = startWatch(api, clock, { store: world.watch.store, pageSize: 2 });
      return;
    case 'wait':
      await clock.sleep(one.ms);
  }
}

/** Everything that the API server holds, as records, by the collectors' own reading. */
function truth(cluster: Cluster): readonly string[] {
  return watched
    .flatMap((collector) => {
      const found = cluster.resources.find(
        (one) =>
          one.kind === collector.object.kind &&
          one.apiVersions.some((v) => collector.object.apiVersions.includes(v)),
      );
      if (found === undefined) return [];
      const [apiVersion = ''] = found.apiVersions;
      const items = cluster
        .list(nameOf(found))
        .map(({ object }) => itemOf(collector, apiVersion, object, (key) => key === 'team'));
      const offer = offerOf(
        { type: 'list' },
        { collector, items: new Map(items.map((item) => [item.uid, item])) },
        scope,
      );
      if (offer.type !== 'list') throw new Error('a list is a list');
      return [...offer.lines].map((line) => Buffer.from(line).toString());
    })
    .toSorted();
}

/** A watch that fell silent is given up after eight minutes and a half, and begins again a minute later at most. */
const QUIET_MS = 700_000;

async function live(steps: readonly Step[]): Promise<World> {
  const clock = virtualClock({ isAtWork: () => world.watch.isCommitting() });
  const cluster = new Cluster();
  const api = new Api(cluster, { clock, bookmarkMs: 200_000 });
  // A kind is never emptied between two processes: that is for a person to accept, and has a test of its own.
  for (const kind of Object.keys(OBJECTS))
    cluster.put(kind, OBJECTS[kind]?.('keep', 1) ?? { metadata: { name: 'keep' } });
  const world: World = { cluster, api, clock, watch: startWatch(api, clock, { pageSize: 2 }) };
  await clock.run(
    (async () => {
      for (const one of steps) await happen(world, one);
      api.faults.clear();
      api.denied.clear();
      await clock.sleep(QUIET_MS);
      await world.watch.stop();
    })(),
  );
  return world;
}

const HISTORIES = Number(process.env['HISTORIES'] ?? 2_000);

it(
  `whatever happens, cache and log end as what the API server holds (${HISTORIES} histories)`,
  { timeout: 600_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const { cluster, watch } = await live(steps);
        const held = Object.keys(OBJECTS).flatMap((kind) => cluster.list(kind).map(({ uid }) => uid));
        const known = [...watch.cache().objects()].map(({ uid }) => uid);
        expect(known.toSorted()).toEqual(held.toSorted());
        expect(await linesIn(watch.store)).toEqual(truth(cluster));
      }),
      { numRuns: HISTORIES, seed: 20_261_128 },
    );
  },
);
