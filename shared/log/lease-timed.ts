import type { Clock } from '../collect/clock.ts';
import { StoreError } from '../store/store.ts';
import { TimedOut, within } from '../store/within.ts';

/** Every operation of a store ends, but in minutes: who holds a lease has seconds. */
export async function timed<T>(
  name: string,
  clock: Clock,
  ms: number,
  work: (abandoned: AbortSignal) => Promise<T>,
): Promise<T> {
  try {
    return await within(clock, ms, work);
  } catch (error) {
    if (!(error instanceof TimedOut)) throw error;
    throw new StoreError(`the store did not answer about the lease of ${name} in ${Math.round(ms)} ms`, {
      cause: error,
    });
  }
}
