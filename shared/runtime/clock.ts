import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../collect/clock.ts';

/** The machine's own. */
export const systemClock: Clock = {
  now: () => Date.now(),
  random: () => Math.random(),
  async sleep(ms, signal) {
    try {
      await wait(ms, undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      throw signal?.aborted === true ? signal.reason : error;
    }
  },
};

/** Aborted after `ms`; `clear` it when the work is done, so that nothing waits for it. */
export function deadline(clock: Clock, ms: number): { readonly signal: AbortSignal; clear(): void } {
  const late = new AbortController();
  const done = new AbortController();
  clock
    .sleep(Math.max(0, ms), done.signal)
    .then(() => late.abort(new Error(`the run's ${Math.round(ms / 1000)} s are over`)))
    .catch(() => {});
  return { signal: late.signal, clear: () => done.abort() };
}
