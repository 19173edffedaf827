// One region of a simulated cloud synced on a clock that only waits: the same in every run, on every machine.
import { bucketKey, isPublished, limitOf } from '../shared/collect/limit.ts';
import type { Limit } from '../shared/collect/limit.ts';
import { CloudError } from '../shared/collect/errors.ts';
import { memoryStore } from '../shared/store/memory.ts';
import { randomFrom } from '../test/simulator/aws/generate/random.ts';
import type { Bucket, Quota, Window } from '../test/simulator/cloud/buckets.ts';
import type { Call } from '../test/simulator/cloud/calls.ts';
import type { BenchCloud, Opened, Starting } from './clouds/cloud.ts';
import { longestChain, stepsBefore, sumOf } from './clouds/row.ts';
import type { Row } from './clouds/row.ts';
import { portsOf } from './ports.ts';
import { aMoment, virtualClock } from '../test/support/clock.ts';
import { wireOf } from '../test/support/wire.ts';

export type Rate = Bucket | Window;

/** What a cloud allows of the calls that one row of its table is about. */
export type RateOf = (limit: Limit, key: string) => Rate | undefined;

export interface Synced {
  readonly seconds: number;
  /** Of the region; what opens an account is no part of it. */
  readonly calls: readonly Call[];
}

export interface Setting {
  readonly cloud: BenchCloud;
  readonly opened: Opened;
  /** What the sync is told of the cloud's quotas. */
  readonly limits: readonly Limit[];
  /** What they are. */
  readonly rateOf: RateOf;
  readonly latencyMs: number;
  /** Share of it that a call may take more or less. */
  readonly jitter?: number;
  readonly seed: string;
  /** Default: what is answered is read and stored. What is asked, and when, does not depend on it. */
  readonly isRead?: boolean;
  /** Called with the number of calls so far before each one is judged. */
  readonly before?: (made: number, now: number) => void;
}

const unlimited: RateOf = () => undefined;

/** As the table has it, where the provider states it. */
export const published: RateOf = (limit) => {
  if (!isPublished(limit)) return undefined;
  const { burst, perSecond, windowMs } = limit;
  return windowMs === undefined ? { burst, perSecond } : { calls: burst, windowMs };
};

/** Without limits and without delay: only what is asked matters. */
export const asksOf = async (cloud: BenchCloud, opened: Opened): Promise<Synced> =>
  syncIn({ cloud, opened, limits: [], rateOf: unlimited, latencyMs: 1, seed: 'calls' });

export async function syncIn(setting: Setting): Promise<Synced> {
  const { limits, isRead = true } = setting;
  const { clock, running, wire, stop } = await stageOf(setting);
  const ports = portsOf(memoryStore(() => clock.now()));
  let began = 0;
  let ended = 0;
  let opening = 0;
  const observer = {
    ...ports.observer,
    planned: () => {
      began = clock.now();
      opening = running.cloud.calls().length;
    },
    synced: () => void (ended = clock.now()),
  };
  try {
    const job = { ...ports, clock, observer, maxRun: MAX_RUN_MS };
    const report = await clock.run(running.sync(job, wire, limits, isRead));
    const failure = report.failures[0]?.error;
    if (failure !== undefined) throw new Error('the job failed', { cause: failure });
    const sources = report.scopes.flatMap((scope) => scope.sources);
    const bad = sources.find(({ outcome }) => outcome !== 'written');
    if (bad !== undefined || sources.length === 0) {
      throw new Error(`${bad?.source ?? 'nothing'} ended ${bad?.outcome ?? 'in nothing'}`, {
        cause: bad?.cause,
      });
    }
    return { seconds: (ended - began) / 1000, calls: running.cloud.calls().slice(opening) };
  } finally {
    await stop();
  }
}

/** As long as the command has: slow quotas hold 100,000 servers back for longer than a function may run. */
const MAX_RUN_MS = 3_600_000;

/** Who is refused waits a second and asks again. */
const NAIVE_WAIT_MS = 1000;

/** The same estate by a script that makes one call after the other and takes the pages that it is given. */
export async function naiveIn(setting: Setting): Promise<Synced & { readonly items: number }> {
  const { clock, running, wire, stop } = await stageOf(setting);
  const began = clock.now();
  const patient: typeof wire.call = async (operation, attempt) => {
    for (;;) {
      try {
        return await wire.call(operation, attempt);
      } catch (error) {
        if (!(error instanceof CloudError) || error.reason !== 'throttled') throw error;
        await clock.sleep(NAIVE_WAIT_MS);
      }
    }
  };
  try {
    const items = await clock.run(running.naive({ ...wire, call: patient }));
    return { items, seconds: (clock.now() - began) / 1000, calls: running.cloud.calls() };
  } finally {
    await stop();
  }
}

async function stageOf({ cloud, opened, rateOf, latencyMs, jitter, seed, before }: Setting) {
  const random = randomFrom(`${seed} ${cloud.name}`);
  const clock = virtualClock({
    from: Date.UTC(2026, 0, 1),
    random: () => random.below(2 ** 32) / 2 ** 32,
    idle: aMoment,
  });
  const quotaOf: Starting['quotaOf'] = (asked): Quota | undefined => {
    const limit = limitOf(cloud.limits, asked.action);
    if (limit === undefined) return undefined;
    before?.(running.cloud.calls().length, clock.now());
    const { account, region } = asked;
    const caller = { provider: cloud.name, account, region, principal: account };
    const key = bucketKey(limit, caller, asked.action);
    const rate = rateOf(limit, key);
    return rate && { key, rate };
  };
  const running = await opened.start({ now: () => clock.now(), wallClock: () => clock.now(), quotaOf });
  return { clock, running, wire: wireOf(clock, latencyMs, jitter), stop: async () => running.cloud.close() };
}

/** Seconds that the busiest bucket needs to let its calls through. */
export function bucketFloor(
  cloud: BenchCloud,
  rows: readonly Row[],
  rateOf: RateOf,
  seconds: (calls: number, rate: Rate, actions: readonly string[]) => number = secondsFor,
): number {
  const all = bucketsOf(cloud, rows, rateOf).map((bucket) => {
    const actions = bucket.rows.map(({ call }) => call);
    return seconds(sumOf(bucket.rows), bucket.rate, actions);
  });
  return Math.max(0, ...all);
}

/**
 * Seconds that a sync cannot do without: of the longest chain of calls that need each other, and of each bucket,
 * which nobody draws from before the first answer that its calls need, and whose last call takes as long as any.
 */
export function floorOf(cloud: BenchCloud, rows: readonly Row[], rateOf: RateOf, latencyMs: number): number {
  const late = latencyMs / 1000;
  const steps = stepsBefore(rows);
  const emptied = bucketsOf(cloud, rows, rateOf).map((bucket) => {
    const from = Math.min(...bucket.rows.map(({ after }) => steps(after)));
    return (from + 1) * late + secondsFor(sumOf(bucket.rows), bucket.rate);
  });
  return Math.max(longestChain(rows) * late, ...emptied);
}

interface Drawn {
  readonly rate: Rate;
  /** Of calls that are made at all. */
  readonly rows: readonly Row[];
}

function bucketsOf(
  { name, limits, account, region }: BenchCloud,
  rows: readonly Row[],
  rateOf: RateOf,
): readonly Drawn[] {
  const caller = { provider: name, account, region, principal: account };
  const buckets = new Map<string, { readonly rate: Rate; readonly rows: Row[] }>();
  for (const row of rows) {
    const limit = limitOf(limits, row.call);
    if (limit === undefined || row.calls === 0) continue;
    const key = bucketKey(limit, caller, row.call);
    const rate = rateOf(limit, key);
    if (rate === undefined) continue;
    const bucket = buckets.get(key) ?? { rate, rows: [] };
    bucket.rows.push(row);
    buckets.set(key, bucket);
  }
  return [...buckets.values()];
}

export function secondsFor(calls: number, rate: Rate): number {
  if ('windowMs' in rate) return (Math.max(0, Math.ceil(calls / rate.calls) - 1) * rate.windowMs) / 1000;
  return Math.max(0, (calls - rate.burst) / rate.perSecond);
}
