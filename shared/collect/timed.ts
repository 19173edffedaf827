import type { Clock } from './clock.ts';
import { CloudError } from './errors.ts';
import { OVER, linked } from './linked.ts';

export interface Patience {
  /** Of one attempt. */
  readonly timeoutMs: number;
  /** Aborted when the run's time is up. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
}

/** One attempt: it is told to stop when its own time or the run's is up, and nobody waits for it longer. */
export async function timed<T>(
  { timeoutMs, signal, clock }: Patience,
  operation: string,
  attempt: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const own = linked(signal);
  const settled = new AbortController();
  const timer = clock.sleep(timeoutMs, settled.signal).then(
    () => own.abort(new CloudError('unavailable', `${operation}: no answer in ${timeoutMs} ms`)),
    () => {},
  );
  const aborted = new Promise<never>((_, reject) => {
    own.signal.addEventListener('abort', () => reject(own.signal.reason), { once: true });
  });
  try {
    return await outOfTime(signal, operation, () => Promise.race([attempt(own.signal), aborted]));
  } finally {
    settled.abort(OVER);
    own.release();
    await timer;
  }
}

/** Whatever an aborted run ends in, its name is `deadline`. */
export async function outOfTime<T>(
  signal: AbortSignal,
  operation: string,
  work: () => T | Promise<T>,
): Promise<T> {
  const late = (cause: unknown): CloudError =>
    new CloudError('deadline', `${operation}: the run's time was up before the answer came`, { cause });
  if (signal.aborted) throw late(signal.reason);
  try {
    return await work();
  } catch (error) {
    throw signal.aborted ? late(error) : error;
  }
}
