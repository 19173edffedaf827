import type { Clock } from '../../shared/collect/clock.ts';

/** Waits for the work, but no longer than `ms`; it goes on if it does. Says whether it was done. */
export async function endsWithin(work: Promise<unknown>, ms: number, clock: Clock): Promise<boolean> {
  const done = new AbortController();
  const isLate = clock.sleep(ms, done.signal).then(
    () => true,
    () => false,
  );
  try {
    return !(await Promise.race([work.then(() => false), isLate]));
  } finally {
    done.abort(new Error('it is over'));
  }
}
