// One world with everything in it, and what a process of it is given.
import { Config as DeepflowConfig } from '../../../functions/deepflow/config.ts';
import { RETRY } from '../../../shared/collect/call.ts';
import type { Scope } from '../../../shared/collect/collector.ts';
import type { RunFacts } from '../oracle.ts';
import { Violation } from '../oracle.ts';
import type { Sink } from '../../../shared/notify/event.ts';
import { SinkError } from '../../../shared/notify/event.ts';
import { everyTag } from '../../../shared/runtime/patterns.ts';
import type { JobPorts } from '../../../shared/runtime/ports.ts';
import { CLOUDS } from './clouds.ts';
import type { CloudName } from './clouds.ts';
import { createDeepflow } from './deepflow.ts';
import { SINKS, createLaws, nameOf } from './laws.ts';
import type { Laws } from './laws.ts';
import type { Parts } from './parts.ts';
import type { Place } from './place.ts';
import { createQueue } from './queue.ts';
import { createStorage } from './storage.ts';
import { turns } from './turns.ts';
import { sendIn, wireOf } from './wire.ts';
import { witnessed } from './witness.ts';
import { DAY, MINUTE, MOST_AHEAD_MS, createWorld } from './world.ts';
import type { Manner, Process } from './world.ts';

export const GUARD = { maxShare: 0.5, minRemoved: 3, confirm: { listings: 3, overMs: 30 * MINUTE } } as const;
/** A sink may lag for longer than versions are kept. */
export const RETENTION = { keep: 2 * DAY, maxLag: 30 * DAY, maxVersions: Infinity, orphanAfter: 7 * DAY };
export const MAX_RUN = 15 * MINUTE;
/** What is complete by then is committed. */
const DEADLINE = 11 * MINUTE;

const deepflowConfigOf = (places: readonly Place[]): DeepflowConfig =>
  DeepflowConfig.parse({
    url: 'http://deepflow',
    publisher: true,
    domains: [...new Set(places.map(({ scope }) => scope.account))].map((account) => ({
      provider: places[0]?.scope.provider,
      account,
      mode: 'own',
    })),
    create: {},
  });

/** How often what was met: histories that meet nothing prove nothing. */
export type Tally = Map<string, number>;

export function createStage(cloudName: CloudName, parts: Parts, tally: Tally) {
  const note = (what: string): void => void tally.set(what, (tally.get(what) ?? 0) + 1);
  const world = createWorld(note);
  const processes = new Map<string, Process>();
  const broken: unknown[] = [];
  const cloudPorts = {
    world,
    note,
    broken: (error: unknown) => void broken.push(error),
    laws: () => laws,
    storage: () => storage,
  };
  const cloud = CLOUDS[cloudName](cloudPorts, parts);
  const honest = parts.provider(cloud.provider);
  const { places } = cloud;
  const storage = createStorage(
    world,
    places,
    () => laws.commits(),
    () => new Map(laws.all().map(({ place, oracle }) => [nameOf(place.scope), oracle.head()])),
  );
  const laws: Laws = createLaws({
    store: storage.raw,
    places,
    now: world.now,
    guard: GUARD,
    retention: RETENTION,
    skew: () => Math.max(MOST_AHEAD_MS, world.mostAhead()),
    note,
  });
  const deepflow = createDeepflow({
    commits: laws.commits,
    refs: laws.refs,
    isMissingSince: laws.isMissingSince,
    readAt: storage.readAt,
    holdsLease: storage.holdsLease,
    holderOf: storage.holderOf,
    mayShareLease: storage.mayShareLease,
    note,
    broken: (error) => void broken.push(error),
  });
  const queue = createQueue(world, note);
  const services = { cloud: cloud.service, deepflow: deepflow.service };
  const send = sendIn(world, services);
  const wire = wireOf(send, (id) => processes.get(id));
  let outageUntil = 0;

  function start(manner: Manner): Process {
    const process = world.start(manner);
    processes.set(process.id, process);
    return process;
  }

  function sinkOf(process: Process, name: string): Sink {
    return parts.sink({
      name,
      async send(event) {
        const scope = nameOf(event.scope);
        const standing = storage.standing(process, name, scope);
        await world.perform(process, {
          isWrite: true,
          ms: 50,
          failure: () => new SinkError('the simulator lost it'),
          apply() {
            if (name === 'tickets' && world.now() < outageUntil) throw new SinkError('out of order');
            try {
              laws.received(name, event, standing);
            } catch (error) {
              broken.push(error);
            }
          },
        });
        storage.acknowledged(process, name, scope, event.version);
      },
    });
  }

  function portsOf(process: Process): JobPorts {
    const deadline = new AbortController();
    world.at(world.now() + DEADLINE, () => deadline.abort(new Error('time is up')));
    return {
      store: parts.driver(storage.of(process)),
      sinks: SINKS.map((name) => sinkOf(process, name)),
      clock: world.clockOf(process),
      env: {},
      signal: deadline.signal,
      guard: GUARD,
      retention: RETENTION,
      keepTag: everyTag,
      memoryBytes: 2 ** 28,
      maxRun: MAX_RUN,
      slowMs: MAX_RUN / 2,
      retry: RETRY,
      newRunId: () => `${process.id}-run`,
      observer: { planned() {}, page() {}, synced: () => note('cycle'), attempted() {} },
      decisions: parts.decisions,
    };
  }

  /** The provider as this process uses it, watched; `accepted`: digests that a person lets go. */
  function providerOf(process: Process, job: string, accepted: ReadonlySet<string>) {
    for (const { runs } of laws.all()) runs.set(job, { accepted, readings: new Map() });
    const factsOf = (scope: Scope): RunFacts =>
      laws.benchOf(scope).runs.get(job) ?? { accepted, readings: new Map() };
    const clock = world.clockOf(process);
    const now = (): number => clock.now();
    const watchedOf = (scope: Scope) => ({
      facts: factsOf(scope),
      presence: laws.benchOf(scope).place.presence,
      now,
    });
    const provider = cloud.providerOf?.(process, honest) ?? honest;
    return {
      ...provider,
      collectors: provider.collectors.map((collector) => witnessed(collector, watchedOf)),
    };
  }

  const configOf = (process: Process) => honest.config.parse(cloud.config(process));

  function throwIfBroken(): void {
    const [first] = broken;
    if (first !== undefined)
      throw first instanceof Error ? first : new Error('a law is broken', { cause: first });
  }

  /** Event after event, until one has changed something; gives back whether nothing is left to happen. */
  async function untilNews(): Promise<boolean> {
    let isQuiet = false;
    await turns(() => {
      if (storage.hasChanged() || broken.length > 0) return false;
      isQuiet = !world.next();
      return !isQuiet;
    }, cloud.settles);
    return isQuiet;
  }

  /** What an event changed is looked at before anything else happens. */
  async function untilQuiet(): Promise<void> {
    for (;;) {
      const isQuiet = await untilNews();
      for (const { key, body } of storage.changes()) await laws.changed(key, body);
      throwIfBroken();
      if (isQuiet) return;
    }
  }

  const violate = (law: string): void => void broken.push(new Violation(law));
  return {
    world,
    note,
    cloud,
    laws,
    storage,
    deepflow,
    queue,
    wire,
    send,
    start,
    portsOf,
    providerOf,
    configOf,
    deepflowConfig: cloud.pushed === undefined ? deepflowConfigOf(places) : undefined,
    untilQuiet,
    violate,
    outage: (forMs: number): void => void (outageUntil = world.now() + forMs),
  };
}
export type Stage = ReturnType<typeof createStage>;
