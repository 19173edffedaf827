import { createCalls, RETRY } from '../../shared/collect/call.ts';
import type { Call } from '../../shared/collect/call.ts';
import type { Clock } from '../../shared/collect/clock.ts';
import type { Caller } from '../../shared/collect/limit.ts';

/** A clock by which nothing is ever slept through. Default: real time, which signatures need. */
export const sleepless = (now: () => number = Date.now): Clock => ({
  now,
  random: () => 0,
  sleep: (_ms, signal) =>
    new Promise((_, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
    }),
});

/** Calls that go out once. */
export const callsOnceBy = (clock: Clock): ((caller: Caller) => Call) =>
  createCalls({
    limits: [],
    policy: { ...RETRY, attempts: 1 },
    clock,
    signal: new AbortController().signal,
    onAttempt: () => {},
  });
