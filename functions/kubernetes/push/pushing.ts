import { linked, whileLinked } from '../../../shared/collect/linked.ts';
import { holding } from '../../../shared/log/holding.ts';
import { NotHeld } from '../../../shared/log/lease-claim.ts';
import { LEASE } from '../../../shared/log/lease.ts';
import type { LeasePorts, LeaseTerms } from '../../../shared/log/lease.ts';
import type { WatchCache } from '../cached.ts';
import { contentReader } from './content.ts';
import { createPusher } from './pusher.ts';
import type { Pusher, PusherOptions, PusherPorts, Round } from './pusher.ts';
import { RHYTHM } from './rhythm.ts';

export interface PushingPorts extends PusherPorts {
  /** For people: where this process runs. */
  readonly holder: string;
  /** Unique for ever, each time. */
  readonly newToken: () => string;
  readonly terms?: LeaseTerms;
  /** Is there a newer state than the one that is to be told? Asked by `pushOnce`, once nobody else can push. Default: no. */
  readonly isOvertaken?: () => Promise<boolean>;
}

/** What was to be told is not the newest any more. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken';
}

/** One at a time speaks for a cluster, whatever runs beside: a watch, a function, somebody's command line. */
export const leaseOf = (cluster: string): string => `deepflow-push-${cluster}`;

/**
 * One round, then the lease is given back: for a run that ends. Throws `NotHeld`
 * where another one pushes, and `Overtaken`.
 */
export async function pushOnce(
  cache: WatchCache,
  options: PusherOptions,
  ports: PushingPorts,
  signal: AbortSignal,
): Promise<Round> {
  return holding(request(options, ports), leasePorts(ports), async (lost) => {
    if ((await ports.isOvertaken?.()) === true)
      throw new Overtaken(`of ${options.cluster}, a newer state is known`);
    return whileLinked([signal, lost], (both) => createPusher(cache, options, ports).round(both));
  });
}

/** Pushes for as long as the signal lets it; stands by while another one does. Never throws but for a bug. */
export async function keepPushing(
  cache: WatchCache,
  options: PusherOptions,
  ports: PushingPorts,
  signal: AbortSignal,
): Promise<void> {
  const { clock, log, terms = LEASE } = ports;
  const reader = contentReader(options.skip); // what is encoded stays so from one lease to the next
  let said = '';
  while (!signal.aborted) {
    try {
      await holding(request(options, ports), leasePorts(ports), (lost) => {
        const pusher = createPusher(cache, options, ports, reader);
        return whileLinked([signal, lost], (both) => rounds(pusher, cache, ports, both, () => (said = '')));
      });
    } catch (error) {
      if (signal.aborted) return;
      const text = error instanceof NotHeld ? (error.by?.holder ?? 'lost') : String(error);
      if (text !== said) log.warn('not pushing to DeepFlow', { cluster: options.cluster, error });
      said = text;
      await clock.sleep(terms.lastsMs / 4, signal).catch(() => {});
    }
  }
}

async function rounds(
  pusher: Pusher,
  cache: WatchCache,
  ports: PushingPorts,
  signal: AbortSignal,
  onRound: () => void,
): Promise<void> {
  const { clock, rhythm = RHYTHM } = ports;
  let hasChanged = true;
  let lookAt = Number.NEGATIVE_INFINITY;
  let wasSynced = false;
  let wake: Pick<AbortController, 'abort'> = new AbortController();
  const stop = cache.onChange(() => {
    hasChanged = true;
    wake.abort();
  });
  try {
    for (;;) {
      signal.throwIfAborted();
      const isLook = hasChanged;
      hasChanged = false;
      wasSynced = cache.synced;
      wake = new AbortController();
      const { nextAt, pushed, isNews } = await pusher.round(signal);
      wasSynced ||= pushed || isNews; // while it was being read the last list came
      // From its end: one that takes long is no reason for the next to follow at once.
      if (isLook || pushed) lookAt = clock.now() + (pushed || isNews ? rhythm.pushMs : rhythm.lookMs);
      onRound();
      while (clock.now() < due(nextAt)) {
        const waiting = linked(signal);
        wake = waiting;
        await clock.sleep(due(nextAt) - clock.now(), waiting.signal).catch(() => {});
        waiting.release();
        signal.throwIfAborted();
      }
    }
  } finally {
    stop();
  }

  /** A change is told at once, unless one was told, or was none, a short while ago; the last list of all is waited for. */
  function due(nextAt: number): number {
    if (cache.synced && !wasSynced) return Number.NEGATIVE_INFINITY;
    return hasChanged ? Math.min(nextAt, lookAt) : nextAt;
  }
}

function request({ cluster }: PusherOptions, { holder, newToken }: PushingPorts) {
  return { name: leaseOf(cluster), holder, token: newToken() };
}

function leasePorts({ store, clock, terms = LEASE }: PushingPorts): LeasePorts {
  return { store, clock, terms };
}
