import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../../shared/collect/clock.ts';

export interface VirtualClock extends Clock {
  /** Time stands still until it is done: what goes over a real wire, say. */
  still<T>(work: () => Promise<T>): Promise<T>;
  /** Lets time pass, from one waiting sleep to the next, until the work is done. */
  run<T>(work: Promise<T>): Promise<T>;
}

export interface Time {
  /** When it begins; default: 1970. */
  readonly from?: number;
  /** Default: always one half. */
  readonly random?: () => number;
  /** Something that no turn of the event loop shows: compression, a disk. */
  readonly isAtWork?: () => boolean;
  /** When the work is not done and nothing sleeps; default: throws. `aMoment` where a disk or a thread may be at work. */
  readonly idle?: () => Promise<void>;
}

/**
 * Time passes only when all there is to do is to wait for it: what a run takes is its waiting, on any machine. A sleep
 * without end never ends, and is no reason for time to pass.
 */
export function virtualClock(time: Time = {}): VirtualClock {
  const { from = 0, random = () => 0.5, isAtWork = () => false, idle = forEver } = time;
  let now = from;
  let underway = 0;
  const isBusy = (): boolean => underway > 0 || isAtWork();
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
        if (ms < Infinity) sleeps.add(sleep);
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
        if (isDone) return work;
        if (isBusy()) continue;
        const next = earliest(sleeps);
        if (next === undefined) await idle();
        else {
          sleeps.delete(next);
          now = Math.max(now, next.due);
          next.wake();
        }
      }
    },
  };
}

/** Of real time, for what no clock knows of. */
export const aMoment = async (): Promise<void> => pause(1);

const turn = async (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

const forEver = (): Promise<never> => Promise.reject(new Error('it waits for ever'));

function earliest<T extends { readonly due: number }>(sleeps: Iterable<T>): T | undefined {
  let first: T | undefined;
  for (const sleep of sleeps) if (first === undefined || sleep.due < first.due) first = sleep;
  return first;
}
