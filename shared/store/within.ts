import type { Clock } from '../collect/clock.ts';
import { OVER, linked } from '../collect/linked.ts';

/** No answer came in the time that was given; the work may have been done all the same. */
export class TimedOut extends Error {
  override readonly name = 'TimedOut';
}

/** Gives up, and tells `work` so, after `ms` or when `signal` is aborted. */
export async function within<T>(
  clock: Clock,
  ms: number,
  work: (signal: AbortSignal) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  signal?.throwIfAborted();
  const own = signal === undefined ? linked() : linked(signal);
  const settled = new AbortController();
  const timer = clock.sleep(ms, settled.signal).then(
    () => own.abort(new TimedOut(`no answer in ${ms} ms`)),
    () => {},
  );
  const aborted = new Promise<never>((_, reject) => {
    own.signal.addEventListener('abort', () => reject(own.signal.reason), { once: true });
  });
  try {
    return await Promise.race([work(own.signal), aborted]);
  } finally {
    settled.abort(OVER);
    own.release();
    await timer;
  }
}

export interface Patience {
  readonly attempts: number;
  /** First back-off in milliseconds; doubled each time, with full jitter. */
  readonly baseMs: number;
  readonly maxMs: number;
}

/** Back-off before attempt `n + 1`; `undefined` means give up. */
export function backoff(clock: Clock, { attempts, baseMs, maxMs }: Patience, n: number): number | undefined {
  return n < attempts ? clock.random() * Math.min(maxMs, baseMs * 2 ** (n - 1)) : undefined;
}

/** Again as long as `wait` says how long to wait after failure number `n`. */
export async function retrying<T>(
  clock: Clock,
  work: () => Promise<T>,
  wait: (error: unknown, n: number) => number | undefined,
  signal?: AbortSignal,
): Promise<T> {
  for (let n = 1; ; n++) {
    try {
      return await work();
    } catch (error) {
      const ms = wait(error, n);
      if (ms === undefined) throw error;
      await clock.sleep(ms, signal);
    }
  }
}
