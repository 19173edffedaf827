import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../../shared/collect/clock.ts';

export interface LeapingClock extends Clock {
  /** So much time passes at once: who sleeps until then wakes now, in order. */
  leap(ms: number): Promise<void>;
}

interface Sleep {
  readonly due: number;
  readonly wake: () => void;
}

/**
 * The machine's time, with leaps: what goes over a wire takes the time that it takes, and the rest of a minute passes at
 * once. `patience`: the lengths of sleeps that bound a request; a request that is under way does not notice the leap.
 */
export function leapingClock(patience: ReadonlySet<number>): LeapingClock {
  let ahead = 0;
  const sleeps = new Set<Sleep>();
  const now = (): number => Date.now() + ahead;
  return {
    now,
    random: () => Math.random(),
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const end = (): void => {
          clearTimeout(timer);
          sleeps.delete(sleep);
          signal?.removeEventListener('abort', abort);
        };
        const abort = (): void => {
          end();
          reject(signal?.reason);
        };
        const wake = (): void => {
          end();
          resolve();
        };
        const sleep = { due: now() + ms, wake };
        const timer = setTimeout(wake, ms);
        if (!patience.has(ms)) sleeps.add(sleep);
        signal?.addEventListener('abort', abort);
      }),
    async leap(ms) {
      const until = now() + ms;
      for (;;) {
        const next = [...sleeps].filter(({ due }) => due <= until).toSorted((a, b) => a.due - b.due)[0];
        if (next === undefined) break;
        ahead += Math.max(0, next.due - now());
        next.wake();
        await pause(0); // what woke may sleep again
      }
      ahead += Math.max(0, until - now());
    },
  };
}
