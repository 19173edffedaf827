// Many accounts beyond one machine: planned into a queue and consumed in lanes, by the code that does it in production,
// on a clock that only waits. Messages come again, workers die, a planner is late.
import type { Scope } from '../shared/collect/collector.ts';
import { consume } from '../shared/runtime/consume.ts';
import { enqueue } from '../shared/runtime/enqueue.ts';
import { runJob } from '../shared/runtime/job.ts';
import type { JobPorts, JobRequest } from '../shared/runtime/ports.ts';
import { EVERYTHING } from '../shared/runtime/request.ts';
import { memoryStore } from '../shared/store/memory.ts';
import { randomFrom } from '../test/simulator/aws/generate/random.ts';
import type { Figure, Options } from './figure.ts';
import { fleetCloud } from './fleet-cloud.ts';
import type { FleetCloud } from './fleet-cloud.ts';
import { VISIBILITY_MS, fifoQueue } from './fleet-queue.ts';
import { counted, moneyOf } from './fleet-cost.ts';
import type { Spent } from './fleet-cost.ts';
import { portsOf } from './ports.ts';
import { aMoment, virtualClock } from '../test/support/clock.ts';

export const WORKERS = [1, 10, 50];
const REGIONS = 6;
/** A round has all the time that one worker needs: what is measured is how long it takes. */
const PERIOD_MS = 24 * 3_600_000;
/** Of the deliveries: a worker dies as it takes one, or its acknowledgement is lost. */
const DIES = 0.01;
const LOST = 0.02;

export async function fleet({ quick, say }: Options): Promise<readonly Figure[]> {
  const accounts = quick ? 30 : 300;
  const figures: Figure[] = [];
  for (const workers of WORKERS) {
    const found = await fleetOf(accounts, workers);
    figures.push(...found);
    say(found.map(({ id, value }) => `${id} ${value.toFixed(2)}`).join(', '));
  }
  return figures;
}

interface Round {
  readonly seconds: number;
  readonly commits: ReadonlyMap<string, number>;
  /** When each scope was first synced, in seconds from the beginning of the round. */
  readonly synced: ReadonlyMap<string, number>;
  readonly spent: Spent;
}

async function fleetOf(accounts: number, workers: number): Promise<readonly Figure[]> {
  const random = randomFrom(`fleet ${workers}`);
  const chance = (): number => random.below(2 ** 32) / 2 ** 32;
  const clock = virtualClock({ from: Date.UTC(2026, 0, 1), random: chance, idle: aMoment });
  const cloud = fleetCloud(accounts, REGIONS, clock);
  const store = counted(memoryStore(() => clock.now()));
  const round = async (trouble: boolean, lateMs = 0): Promise<Round> =>
    clock.run(roundOf({ cloud, workers, clock, store, chance: trouble ? chance : () => 1, lateMs }));

  const first = await round(false);
  cloud.change();
  const calm = await round(false);
  cloud.change();
  const troubled = await round(true);
  cloud.change();
  const late = await round(false, PERIOD_MS + 1);
  const ideal = idealOf(cloud, workers);
  const rounds = [first, calm, troubled];
  const most = Math.max(...rounds.flatMap(({ commits }) => [...commits.values()]));
  const starved = rounds.map(({ synced }) => cloud.scopes.length - synced.size);
  const id = `fleet.${workers}`;
  return [
    { id: `${id}.makespan`, value: Math.max(first.seconds, calm.seconds) / ideal },
    { id: `${id}.troubled`, value: troubled.seconds / ideal },
    { id: `${id}.others`, value: othersOf(cloud, calm) / othersIdeal(cloud, workers) },
    { id: `${id}.commits`, value: most },
    { id: `${id}.starved`, value: Math.max(...starved) },
    { id: `${id}.expired`, value: late.synced.size + [...late.commits.values()].length },
    { id: `${id}.invocations`, value: calm.spent.invocations / cloud.scopes.length },
    { id: `${id}.requests`, value: calm.spent.requests / cloud.scopes.length },
    { id: `${id}.bytes`, value: calm.spent.bytes / cloud.scopes.length },
    { id: `${id}.money`, value: moneyOf(calm.spent) },
  ];
}

interface Stage {
  readonly cloud: FleetCloud;
  readonly workers: number;
  readonly clock: JobPorts['clock'];
  readonly store: ReturnType<typeof counted>;
  readonly chance: () => number;
  /** Between the plan and the first worker. */
  readonly lateMs: number;
}

async function roundOf({ cloud, workers, clock, store, chance, lateMs }: Stage): Promise<Round> {
  const { provider } = cloud;
  const synced = new Map<string, number>();
  const queue = fifoQueue(clock);
  store.reset();
  const began = clock.now();
  const ports = portsOf(store.store);
  const noted: JobPorts = {
    ...ports,
    clock,
    observer: {
      ...ports.observer,
      synced: ({ scope }) => {
        const name = nameOf(scope);
        synced.set(name, synced.get(name) ?? (clock.now() - began) / 1000);
      },
    },
  };
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const session = {
    config: {},
    ports: noted,
    queue: async (target: string, body: unknown) => queue.send(target, body),
    log,
  };
  const fanOut = { queueUrl: 'https://sqs.simulated', periodMs: PERIOD_MS };
  await enqueue(provider, session, EVERYTHING, fanOut);
  await enqueue(provider, session, EVERYTHING, fanOut); // a schedule that fires twice plans the same round
  await clock.sleep(lateMs);
  let invocations = 2;
  let lambdaMs = 0;
  const run = async (request: JobRequest) => runJob(provider, {}, request, noted);
  const worker = async (): Promise<void> => {
    for (;;) {
      const delivery = await queue.receive();
      if (delivery === undefined) return;
      invocations++;
      const from = clock.now();
      if (chance() < DIES) {
        // Nobody hears of it: the message becomes visible again by itself, and the worker is another one.
        void queue.back(delivery, VISIBILITY_MS);
        continue;
      }
      const { batchItemFailures } = await consume([delivery], clock.now(), run);
      lambdaMs += clock.now() - from;
      if (batchItemFailures.length > 0 || chance() < LOST) void queue.back(delivery, VISIBILITY_MS);
      else queue.done(delivery);
    }
  };
  await Promise.all(Array.from({ length: workers }, worker));
  const { requests, writes, bytes } = store.spent();
  return {
    seconds: (clock.now() - began - lateMs) / 1000,
    commits: store.commits(),
    synced,
    spent: { invocations, lambdaMs, queueRequests: queue.requests(), requests, writes, bytes },
  };
}

/** No plan is quicker: all work is shared evenly, and the regions of an account come one after the other. */
function idealOf({ scopes }: FleetCloud, workers: number): number {
  const lanes = new Map<string, number>();
  for (const { account, ms } of scopes) lanes.set(account, (lanes.get(account) ?? 0) + ms);
  const all = [...lanes.values()];
  return Math.max(all.reduce((sum, ms) => sum + ms, 0) / workers, ...all) / 1000;
}

const withoutSlow = (cloud: FleetCloud): FleetCloud => ({
  ...cloud,
  scopes: cloud.scopes.filter(({ account }) => account !== slowOf(cloud)),
});

function slowOf({ scopes }: FleetCloud): string {
  return scopes.reduce((slow, scope) => (scope.ms > slow.ms ? scope : slow)).account;
}

/** When the last scope of all other accounts was synced. */
function othersOf(cloud: FleetCloud, { synced }: Round): number {
  const names = withoutSlow(cloud).scopes.map(({ account, region }) => `${account}/${region}`);
  return Math.max(...names.map((name) => synced.get(name) ?? Infinity));
}

/** One worker has the slow account to do as well. */
function othersIdeal(cloud: FleetCloud, workers: number): number {
  return workers === 1 ? idealOf(cloud, 1) : idealOf(withoutSlow(cloud), workers - 1);
}

const nameOf = ({ account, region }: Scope): string => `${account}/${region}`;
