// Time that passes only when all there is to do is to wait for it: what a run takes is its waiting, on any machine.
import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../shared/collect/clock.ts';

export interface VirtualClock extends Clock {
  /** Time stands still until it is done: what goes over a real wire, say. */
  still<T>(work: () => Promise<T>): Promise<T>;
  /** Lets time pass until the work is done. */
  run<T>(work: Promise<T>): Promise<T>;
}

/** `random` is the chance of everybody who asks this clock for it. */
export function virtualClock(from: number, random: () => number): VirtualClock {
  let now = from;
  let underway = 0;
  const isBusy = (): boolean => underway > 0;
  const sleeps = new Set<{ readonly due: number; readonly wake: () => void }>();
  return {
    now: () => now,
    random,
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
    async still(work) {
      underway++;
      try {
        return await work();
      } finally {
        underway--;
      }
    },
    async run(work) {
      let isDone = false;
      void (async () => {
        await Promise.allSettled([work]);
        isDone = true;
      })();
      for (;;) {
        await turn();
        while (isBusy()) await turn();
        if (isDone) return work;
        const next = earliest(sleeps);
        // Something that no clock knows of: a thread that packs, for one.
        if (next === undefined) await pause(1);
        else {
          sleeps.delete(next);
          now = Math.max(now, next.due);
          next.wake();
        }
      }
    },
  };
}

const turn = async (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

function earliest<T extends { readonly due: number }>(sleeps: Iterable<T>): T | undefined {
  let first: T | undefined;
  for (const sleep of sleeps) if (first === undefined || sleep.due < first.due) first = sleep;
  return first;
}
