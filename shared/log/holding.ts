import { takeLease } from './lease.ts';
import type { Lease, LeasePorts, LeaseRequest } from './lease.ts';

/**
 * Does what only one process may do at a time: under a lease that is renewed
 * until the work ends, then released. `signal` is aborted as soon as the lease
 * may be another's. Throws `NotHeld` when another one has it to begin with.
 */
export async function holding<T>(
  request: LeaseRequest,
  ports: LeasePorts,
  work: (signal: AbortSignal, lease: Lease) => Promise<T>,
): Promise<T> {
  const lease = await takeLease(request, ports);
  const lost = new AbortController();
  const done = new AbortController();
  void renewing(lease, ports, done.signal).catch((error: unknown) => lost.abort(error));
  try {
    return await work(lost.signal, lease);
  } finally {
    done.abort();
    await lease.release();
  }
}

/** Ends when it is done; throws when the lease is lost. A renewal that fails is tried again while there is time. */
async function renewing(lease: Lease, { clock, terms }: LeasePorts, done: AbortSignal): Promise<void> {
  while (!done.aborted) {
    const left = lease.until() - clock.now();
    try {
      await clock.sleep(Math.min(left, Math.max(left / 3, terms.lastsMs / 20)), done);
      await lease.renew();
    } catch (error) {
      if (done.aborted) return;
      if (!lease.isHeld()) throw error;
    }
  }
}
