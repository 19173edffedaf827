import type { Clock } from './clock.ts';
import type { Limit } from './limit.ts';

/** A token bucket that hands out its turns in order and learns from throttles. */
export interface Bucket {
  /** Resolves when a call may go out; rejects when the signal is aborted first. */
  turn(signal: AbortSignal): Promise<void>;
  throttled(): void;
  succeeded(): void;
}

const DECREASE = 0.5;
/** Share of the table's rate won back by each success. */
const INCREASE = 0.02;
/** Never slower than this share of the table's rate. */
const FLOOR = 0.05;
/**
 * Of the table's burst: calls that leave in order may arrive closer together, so
 * what is spent to the last token is now and then refused.
 */
const USED_BURST = 0.9;
/** Calls under way when the first throttle came say nothing new: one decrease a second. */
const DECREASE_EVERY_MS = 1000;

export function createBucket(
  { perSecond, burst: whole }: Pick<Limit, 'perSecond' | 'burst'>,
  clock: Clock,
): Bucket {
  const burst = Math.max(1, Math.floor(whole * USED_BURST));
  let share = 1;
  let free = -Infinity; // when the next turn would be free with no burst left
  let decreased = -Infinity;
  return {
    async turn(signal) {
      const now = clock.now();
      const gap = 1000 / (perSecond * share);
      free = Math.max(free, now - gap * (burst * share - 1));
      const wait = free - now;
      free += gap;
      if (wait > 0) await clock.sleep(wait, signal);
    },
    throttled() {
      const now = clock.now();
      free = Math.max(free, now); // what is left of the burst is an illusion
      if (now - decreased < DECREASE_EVERY_MS) return;
      decreased = now;
      share = Math.max(FLOOR, share * DECREASE);
    },
    succeeded() {
      share = Math.min(1, share + INCREASE);
    },
  };
}
