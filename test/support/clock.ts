import type { Clock } from '../../shared/collect/clock.ts';

export interface VirtualClock extends Clock {
  /** Lets time pass, from one waiting sleep to the next, until the work is done. */
  run<T>(work: Promise<T>): Promise<T>;
}

/**
 * Time passes only when all there is to do is to wait for it, and not while
 * something is at work that no turn of the event loop shows (compression, a
 * disk). Chance is always one half.
 */
export function virtualClock(isAtWork: () => boolean = () => false): VirtualClock {
  let now = 0;
  const sleeps = new Set<{ readonly due: number; readonly wake: () => void }>();
  return {
    now: () => now,
    random: () => 0.5,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const abort = (): void => {
          sleeps.delete(sleep);
          reject(signal?.reason);
        };
        const wake = (): void => {
          signal?.removeEventListener('abort', abort);
          resolve();
        };
        const sleep = { due: now + ms, wake };
        sleeps.add(sleep);
        signal?.addEventListener('abort', abort);
      }),
    async run(work) {
      let isDone = false;
      void (async () => {
        await Promise.allSettled([work]);
        isDone = true;
      })();
      for (;;) {
        await new Promise((resolve) => {
          setImmediate(resolve);
        });
        if (isDone) return work;
        if (isAtWork()) continue;
        const [next] = [...sleeps].toSorted((a, b) => a.due - b.due);
        if (next === undefined) throw new Error('it waits for ever');
        sleeps.delete(next);
        now = Math.max(now, next.due);
        next.wake();
      }
    },
  };
}
