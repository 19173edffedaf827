import type { Collector, Scope } from '../../shared/collect/collector.ts';
import { Corrupt, named } from '../../shared/log/commit.ts';
import { readCommit, readHead, writeHint } from '../../shared/log/head.ts';
import { cursorKey, dataPrefix, logPrefix } from '../../shared/log/keys.ts';
import { needsInline, retain, sweep } from '../../shared/log/retain.ts';
import type { Retention } from '../../shared/log/retain.ts';
import { DECISIONS, TooLate } from '../../shared/log/write.ts';
import type { Decisions } from '../../shared/log/write.ts';
import { readCursor } from '../../shared/notify/cursor.ts';
import { deliver } from '../../shared/notify/deliver.ts';
import type { Sink } from '../../shared/notify/event.ts';
import { memoryStore } from '../../shared/store/memory.ts';
import { everything } from '../../shared/store/store.ts';
import type { ObjectStore } from '../../shared/store/store.ts';
import { proved } from '../../shared/sync/observe.ts';
import type { Rules } from '../../shared/sync/settle.ts';
import { sync } from '../../shared/sync/sync.ts';
import type { Request, ScopeReport, SyncPorts } from '../../shared/sync/sync.ts';
import { SOURCES, createCloud } from './cloud.ts';
import type { Api } from './cloud.ts';
import { Violation, createOracle, must } from './oracle.ts';
import type { RunFacts } from './oracle.ts';
import { createReceiver } from './receiver.ts';
import { LOST, createWorld } from './world.ts';
import type { Process } from './world.ts';

export const SCOPE: Scope = { provider: 'fake', account: 'a', region: 'r' };
const REQUEST_LIFE = 25;
const MAX_RUN = 100;
const MAX_SKEW = 8;
/** Of clocks that nobody keeps right, and that leap from one end to the other: of a run's time, what ten minutes are of a quarter of an hour. */
const ASTRAY = 65;
/**
 * As tight as its rule allows: a run may commit for `MAX_RUN`, a request lives on for `REQUEST_LIFE`, clocks differ, and
 * a run takes longer than it knows of whose clock leaps back.
 */
const retentionOf = (skew: number, maxVersions: number): Retention => {
  const least = 130 + (skew > MAX_SKEW ? 4 : 2) * skew;
  return maxVersions === Infinity
    ? { keep: least, maxLag: 400, maxVersions, orphanAfter: 600 }
    : { keep: 700, maxLag: 400, maxVersions, orphanAfter: least }; // numbers decide before age does
};
const GUARD = { maxShare: 0.5, minRemoved: 3, confirm: { listings: 3, overMs: 40 } };
const SIZES = [
  { inlineBytes: 500, maxSegments: 4, maxShare: 5, maxSegmentAge: 100 },
  { inlineBytes: 200, maxSegments: 3, maxShare: 0.8, maxSegmentAge: 100 },
  { inlineBytes: 0, maxSegments: 4, maxShare: 3, maxSegmentAge: 100 },
] as const;
const SINKS = ['webhook', 'publisher'] as const;

/** Every decision that a test may replace with a wrong one. */
export interface Parts {
  readonly decisions: Decisions;
  readonly rules: Pick<Rules, 'proved' | 'isAccepted'>;
  readonly needsInline: typeof needsInline;
  readonly collectors: (honest: readonly Collector<Api>[]) => readonly Collector<Api>[];
  readonly sync: (request: Request<Api>, ports: SyncPorts) => Promise<ScopeReport>;
  readonly deliver: typeof deliver;
  readonly retain: typeof retain;
  readonly sweep: typeof sweep;
  /** Between the processes and the store. */
  readonly driver: (store: ObjectStore) => ObjectStore;
}
export const HONEST: Parts = {
  decisions: DECISIONS,
  rules: { proved, isAccepted: () => false },
  needsInline,
  collectors: (honest) => honest,
  sync,
  deliver,
  retain,
  sweep,
  driver: (store) => store,
};

/** How often what was met: histories that meet nothing prove nothing. */
export type Tally = Map<string, number>;

/** One history: throws a `Violation` when a law is broken. */
export async function play(seed: number, parts: Parts, tally: Tally): Promise<void> {
  const world = createWorld(seed, REQUEST_LIFE);
  const { below, random, now } = world;
  const note = (what: string, times = 1): void => void tally.set(what, (tally.get(what) ?? 0) + times);
  const faults = [0, 0.01, 0.05][below(3)] ?? 0;
  const hintLoss = [0, 0.7][below(2)] ?? 0;
  const mutations = [0.08, 0.3][below(2)] ?? 0.3;
  const cloudFaults = [0, 0.03][below(2)] ?? 0;
  const outage = [0, 0.8][below(2)] ?? 0;
  const sizes = SIZES[below(3)] ?? SIZES[0];
  const skew = [0, MAX_SKEW, ASTRAY][below(3)] ?? 0;
  const policy = retentionOf(skew, [Infinity, 5, 2][below(3)] ?? Infinity);

  const changes: { readonly key: string; readonly body: Uint8Array | undefined }[] = [];
  const raw = memoryStore(now);
  const store: ObjectStore = {
    ...raw,
    put: async (key, body) => {
      if (key.startsWith('heads/') && random() < hintLoss) return; // a hint is nobody's authority
      changes.push({ key, body });
      await raw.put(key, body);
    },
    putIfAbsent: async (key, body) => {
      const answer = await raw.putIfAbsent(key, body);
      if (answer === 'created') changes.push({ key, body });
      return answer;
    },
    delete: async (key) => (changes.push({ key, body: undefined }), raw.delete(key)),
  };
  const cloud = createCloud(world);
  const runs = new Map<string, RunFacts>();
  function isSpent(version: number, until: number, head: number): boolean {
    const age = now() + skew - until;
    if (age >= policy.keep) return true;
    const isSpare = head - version >= policy.maxVersions && age >= policy.orphanAfter;
    if (isSpare) note('spare');
    return isSpare;
  }
  const oracle = createOracle({ store: raw, scope: SCOPE, cloud, runs, guard: GUARD, isSpent, note });
  const receivers = new Map(SINKS.map((name) => [name, createReceiver(oracle)]));
  const unknown = new Set<string>(); // sinks that retention may not have known of
  const broken: unknown[] = [];
  let isCalm = false;
  let isDown = false; // one of the sinks
  cloud.fill();

  /** What the simulator broke may fail; anything else that fails is a finding. */
  async function attempt(startedAt: number, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const late = error instanceof TooLate || (error instanceof Corrupt && now() - startedAt > MAX_RUN);
      if (late) note('too late');
      if (error instanceof Violation) broken.push(error);
      else if (error !== LOST && !late)
        broken.push(
          new Violation(
            `stopped although nothing failed: ${error instanceof Error ? error.stack : String(error)}`,
          ),
        );
    }
  }

  const clockOf = (process: Process) => (): number => now() + process.ahead;

  async function run(process: Process, isFull: boolean, faultsOfCloud: number, accepts = 0.3) {
    const driven = parts.driver(world.storeOf(process, store));
    const all = parts.collectors(cloud.collectors);
    const collectors = isFull ? all : all.slice(below(3)).slice(0, 1);
    const pending = Object.values(oracle.commits.at(-1)?.sources ?? {}).flatMap(
      (e) => e.pending?.digest ?? [],
    );
    const accepted = new Set(random() < accepts ? pending : []);
    const readings: RunFacts['readings'] = new Map();
    runs.set(process.id, { accepted, readings });
    const api = cloud.apiOf(process, faultsOfCloud, readings);
    const request = {
      scope: SCOPE,
      open: () => api,
      collectors,
      runId: process.id,
      cause: 'sync',
      dryRun: false,
    } as const;
    const ports: SyncPorts = {
      store: driven,
      now: clockOf(process),
      maxRun: MAX_RUN,
      sizes,
      decisions: parts.decisions,
      onPage: () => {},
      rules: {
        guard: GUARD,
        maxListings: 4,
        proved: parts.rules.proved,
        isAccepted: (source, digest) => accepted.has(digest) || parts.rules.isAccepted(source, digest),
      },
    };
    await attempt(now(), async () => {
      const report = await parts.sync(request, ports);
      note(report.committed ? 'committed' : 'silent');
      await checkReport(report, process.id);
      const hint = { version: report.version, checkedAt: now(), retainedAt: 0, bytes: 0, slow: [] };
      if (report.version > 0) await writeHint(driven, SCOPE, hint);
    });
    await deliverAll(process, driven);
  }

  async function checkReport({ committed, version, sources }: ScopeReport, runId: string): Promise<void> {
    const there = await readCommit(raw, SCOPE, version);
    must(!committed || there?.runId === runId, `${runId} says that it committed ${version}`);
    for (const { source, outcome } of sources) {
      if (outcome !== 'superseded') continue;
      note('superseded');
      const after = await readHead(raw, SCOPE);
      const by = await readCommit(raw, SCOPE, after?.sources[source]?.observedAt ?? 0);
      must(by?.runId !== runId, `${source} of ${runId} is called superseded by itself`);
    }
  }

  async function deliverAll(process: Process, driven: ObjectStore): Promise<void> {
    for (const name of SINKS) {
      let standing: number | undefined;
      let isRead = false;
      const seen: ObjectStore = {
        ...driven,
        async get(key) {
          const stored = await driven.get(key);
          if (!isRead && key === cursorKey(name, SCOPE)) {
            isRead = true;
            standing = stored && Number(JSON.parse(Buffer.from(stored.body).toString()).version);
          }
          return stored;
        },
      };
      const sink: Sink = {
        name,
        send: async (event) => {
          const told = standing;
          if (name === 'publisher' && (isDown || (!isCalm && random() < outage))) throw LOST;
          await world.point(process, true, async () => {
            note(event.type);
            const isKnown = !unknown.has(name);
            try {
              receivers
                .get(name)
                ?.receive(event, { standing: told, maxLag: policy.maxLag, now: now() + skew, isKnown });
            } catch (error) {
              broken.push(error);
            }
          });
          standing = event.version;
        },
      };
      await attempt(now(), () => parts.deliver(sink, SCOPE, seen, new AbortController().signal));
    }
  }

  async function retention(process: Process): Promise<void> {
    for (const [name, receiver] of receivers) if (receiver.isNew()) unknown.add(name);
    const driven = parts.driver(world.storeOf(process, store));
    await attempt(now(), async () => {
      const cursors = [];
      for (const name of SINKS) cursors.push((await readCursor(driven, name, SCOPE)) ?? []);
      const ports = { store: driven, now: clockOf(process), needsInline: parts.needsInline };
      note('trimmed', await parts.retain(SCOPE, cursors.flat(), policy, ports));
      note('swept', await parts.sweep(SCOPE, policy, ports));
    });
  }

  async function settled(): Promise<void> {
    await new Promise<void>((resolve) => {
      process.nextTick(resolve);
    }); // after every microtask there is
    for (const { key, body } of changes.splice(0)) {
      if (body === undefined) await oracle.deleted(key);
      else if (key.startsWith('log/')) await oracle.committed(body, key);
      else oracle.touched(key);
    }
    if (broken.length > 0) throw broken[0];
  }

  const started: Process[] = [];
  function start(work: (process: Process) => Promise<void>, weight: number, ahead: number): void {
    const process = { id: `p${seed}-${started.length + 1}`, weight, ahead, dead: false };
    started.push(process);
    void work(process);
  }
  function leap(): void {
    const process = started[below(started.length)];
    if (process === undefined) return;
    process.ahead = skew * (below(3) - 1);
    note('leapt');
  }
  const weights = [1, 1, 0.3, 0.03];
  const width = [20, 100, 250][below(3)] ?? 100;
  const some = (n: number, within: number, work: (process: Process) => Promise<void>) =>
    Array.from({ length: n }, () => ({ at: below(within), work }));
  const plan = [
    ...some(2 + below(5), width, (process) => run(process, random() < 0.6, cloudFaults)),
    ...some(1 + below(2), width + 60, retention),
    ...some(below(2), width, (process) => deliverAll(process, parts.driver(world.storeOf(process, store)))),
  ];
  for (let step = 0; step < 260; step++) {
    world.tick(below(2));
    if (random() < 0.012) world.tick(random() < 0.5 ? 150 : 20);
    if (random() < mutations) cloud.mutate();
    world.haunt(false);
    if (skew > MAX_SKEW && random() < 0.05) leap();
    for (const { at, work } of plan)
      if (at === step) start(work, weights[below(4)] ?? 1, skew * (below(3) - 1));
    if (world.release(faults)) await settled();
    else if (step > width + 60) break;
  }
  world.haunt(true);
  await settled();
  while (world.release(0)) await settled();
  for (const [verdict, times] of world.met) note(verdict, times);

  // Faults have stopped, the cloud is still: everything must come together.
  isCalm = true;
  async function calmly(work: (process: Process) => Promise<void>): Promise<void> {
    start(work, 1, 0);
    await settled();
    while (world.release(0)) await settled();
  }
  for (let n = 0; n <= GUARD.confirm.listings; n++) {
    await calmly((process) => run(process, true, 0));
    const waiting = Object.entries(oracle.commits.at(-1)?.sources ?? {}).filter(
      ([, e]) => e.pending !== null,
    );
    if (waiting.every(([source]) => cloud.live(source) === 0)) break;
    world.tick(GUARD.confirm.overMs + 2 * skew);
  }
  const head = oracle.commits.at(-1);
  for (const source of SOURCES) {
    const entry = head?.sources[source];
    const waits = entry?.pending?.count ?? 0;
    must(entry?.count === cloud.live(source) + waits, `${source} does not come to rest`);
    must(waits === 0 || cloud.live(source) === 0, `${source} waits for ever`);
  }
  for (let version = oracle.floor(); version <= oracle.head(); version++) await oracle.verify(version);
  for (const [name, receiver] of receivers) must(receiver.isAtHead(), `${name} never got every commit`);
  const rested = oracle.head();
  await calmly((process) => run(process, true, 0, 0));
  must(oracle.head() === rested, 'nothing changed and something was committed');

  // What a sink has not been told stays for it, whatever could go by its age or its number.
  if (below(4) === 0) {
    isDown = true;
    for (let n = 0; n < 3; n++) {
      for (let m = 0; m < 3; m++) cloud.mutate();
      await calmly((process) => run(process, true, 0));
    }
    world.tick(policy.maxLag / 2);
    await calmly(retention);
    isDown = false;
    await calmly((process) => run(process, true, 0));
    for (const [name, receiver] of receivers) must(receiver.isAtHead(), `${name} was not waited for`);
  }

  // No version is young any more to any clock, every sink has them all: more than are allowed stand only where newer ones stand on them.
  world.tick(policy.orphanAfter + 2 * skew);
  await calmly(retention);
  for (let version = oracle.floor() + 1; version <= oracle.head() + 1 - policy.maxVersions; version++)
    must(oracle.standsOnOlder(version), `version ${version - 1} is one too many, and is kept`);

  world.tick(2_000);
  cloud.fill();
  await calmly((process) => run(process, true, 0));
  world.tick(2_000);
  await calmly(retention);
  const live = new Set<string>();
  for (let version = oracle.floor(); version <= oracle.head(); version++) {
    await oracle.verify(version);
    const commit = await readCommit(raw, SCOPE, version);
    if (commit !== undefined) for (const key of named(commit)) live.add(key);
  }
  for await (const { key } of everything(raw, dataPrefix(SCOPE)))
    must(live.has(key), `${key} is never collected`);
  must((await readHead(raw, SCOPE))?.version === oracle.head(), 'the head is not found');
  const kept = (await raw.list({ prefix: logPrefix(SCOPE), startAfter: '', limit: 10 })).length;
  must(oracle.head() === rested || kept === 1, `retention is pinned: ${kept} commits are left`);
}
