/** One API of a cloud with a quota, and a sync that spends it: on a clock that only waits. */
import { RETRY, createCalls } from '../../../shared/collect/call.ts';
import type { Clock } from '../../../shared/collect/clock.ts';
import { CloudError } from '../../../shared/collect/errors.ts';
import type { Limit } from '../../../shared/collect/limit.ts';
import { inParallel } from '../../../shared/collect/parallel.ts';
import { randomFrom } from '../../simulator/aws/generate/random.ts';
import { quotas } from '../../simulator/cloud/buckets.ts';
import type { Quota } from '../../simulator/cloud/buckets.ts';
import { virtualClock } from '../../support/clock.ts';

export type Rate = Quota['rate'];

export interface Spent {
  /** Without the rest. */
  readonly seconds: number;
  /** Each call, when it came to the cloud, and whether it passed. */
  readonly calls: readonly { readonly at: number; readonly ok: boolean }[];
}

interface Asking {
  readonly limit: Omit<Limit, 'operation' | 'per'>;
  /** What the cloud allows, by how many calls have passed. */
  readonly rate: (passed: number) => Rate;
  readonly calls: number;
  readonly width?: number;
  readonly seed?: string;
  /** After so many calls nothing is asked for, for so long. */
  readonly rest?: { readonly after: number; readonly ms: number };
}

/** A call takes 50 ms, each way a fifth more or less. */
export async function spend(asking: Asking): Promise<Spent> {
  const { limit, rate, calls, width = 8, seed = '', rest = { after: 0, ms: 0 } } = asking;
  const random = randomFrom(seed);
  const base = virtualClock();
  const clock: Clock = { ...base, random: () => random.below(2 ** 32) / 2 ** 32 };
  const mayPass = quotas(() => clock.now());
  const made: { readonly at: number; readonly ok: boolean }[] = [];
  let passed = 0;
  const way = async (): Promise<void> => clock.sleep(20 + 10 * clock.random());
  const attempt = async (): Promise<void> => {
    await way();
    const ok = mayPass({ key: '', rate: rate(passed) });
    if (ok) passed++;
    made.push({ at: clock.now(), ok });
    await way();
    if (!ok) throw new CloudError('throttled', 'slow down');
  };
  const open = createCalls({
    limits: [{ operation: '*', per: ['account'], ...limit }],
    policy: RETRY,
    clock,
    signal: new AbortController().signal,
    onAttempt: () => {},
  });
  const call = open({ provider: 'p', account: 'a', region: 'r', principal: 'me' });
  const work = async (count: number): Promise<void> => {
    const items = Array.from({ length: count }, (_, n) => n);
    for await (const _ of inParallel(items, width, async () => call('X', attempt))) continue;
  };
  await base.run(work(rest.after));
  await base.run(clock.sleep(rest.ms));
  await base.run(work(calls - rest.after));
  return { seconds: (clock.now() - rest.ms) / 1000, calls: made };
}

/** Seconds that a quota needs to let so many calls through. */
export function floorOf(calls: number, rate: Rate): number {
  if ('windowMs' in rate) return ((Math.ceil(calls / rate.calls) - 1) * rate.windowMs) / 1000;
  return (calls - rate.burst) / rate.perSecond;
}

export const shareRefused = (calls: Spent['calls']): number =>
  calls.filter(({ ok }) => !ok).length / calls.length;
