import type { Clock } from '../../../shared/collect/clock.ts';

export interface FakeClock extends Clock {
  /** As a property, for whoever takes the time without the clock. */
  readonly now: () => number;
  time: number;
  /** What `random` answers. */
  chance: number;
  /** Sleeps that passed at once, moving the time on. */
  readonly slept: number[];
}

/**
 * Sleeps pass at once, except those of `held` milliseconds (the timeouts of a
 * test in which nothing hangs), which last until they are aborted.
 */
export function fakeClock(held: readonly number[] = [30_000, 20_000, 15_000]): FakeClock {
  const clock: FakeClock = {
    time: Date.parse('2026-03-01T12:00:00Z'),
    chance: 1,
    slept: [],
    now: () => clock.time,
    random: () => clock.chance,
    sleep(ms, signal) {
      signal?.throwIfAborted();
      if (!held.includes(ms)) {
        clock.slept.push(ms);
        clock.time += ms;
        return Promise.resolve();
      }
      return new Promise((_, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      });
    },
  };
  return clock;
}
