import type { Clock } from '../../shared/collect/clock.ts';

/** As client-go's reflector; jitter keeps the kinds of a cluster, and the clients of a server, from coming back at once. */
const FIRST_MS = 800;
const MOST_MS = 30_000;
/**
 * What a server may ask for, a choice of ours: longer ones are no advice. From 2³¹ ms on a timer would not wait at all:
 * https://nodejs.org/api/timers.html#settimeoutcallback-delay-args
 */
const MOST_ASKED_MS = 5 * 60_000;

export interface Backoff {
  /** Milliseconds to wait now; at least what the server asked for, within reason. */
  next(retryAfterMs: number | undefined): number;
  reset(): void;
}

export function createBackoff({ random }: Pick<Clock, 'random'>): Backoff {
  let n = 0;
  return {
    next: (retryAfterMs = 0) => {
      const ms = Math.min(MOST_MS, FIRST_MS * 2 ** n++);
      return Math.max(Math.min(MOST_ASKED_MS, retryAfterMs), ms * (1 + random()));
    },
    reset: () => {
      n = 0;
    },
  };
}
