import type { Clock } from '../../shared/collect/clock.ts';
import { lineOf } from '../../shared/runtime/error-line.ts';
import type { Health } from '../../shared/runtime/probes.ts';
import type { ClusterCache } from './watch-cache.ts';

/** What is new is in the log within a few seconds, and a store that fails is tried again every few: this is late. */
const LATE_MS = 30_000;

export interface WatchHealthPorts {
  readonly clock: Clock;
  readonly cache: () => ClusterCache | undefined;
  /** Has the log ever been read or written? */
  readonly isOpen: () => boolean;
  /** Milliseconds without a beat after which nothing is expected of it any more. */
  readonly silentMs: number;
}

/** What a watch notes of its work, and what its probes make of that. */
export interface WatchHealth extends Health {
  /** It goes round; and, where it knows, whether the log lacks anything. */
  beat(hasNews?: boolean): void;
  committed(): void;
  failed(error: unknown): void;
}

/** Ready: the cluster is read, and what is known of it is in the log. Alive: the loop that commits goes round. */
export function createWatchHealth({ clock, cache, isOpen, silentMs }: WatchHealthPorts): WatchHealth {
  let beatAt = clock.now();
  /** Since when the log lacks something. */
  let since: number | undefined;
  let last: unknown;
  const isUpToDate = (): void => {
    since = undefined;
    last = undefined;
  };
  return {
    beat(hasNews) {
      beatAt = clock.now();
      if (hasNews === true) since ??= beatAt;
      if (hasNews === false) isUpToDate();
    },
    committed: isUpToDate,
    failed(error) {
      since ??= clock.now();
      last = error;
    },
    isAlive: () => clock.now() - beatAt < silentMs,
    notReady() {
      const read = cache();
      if (read === undefined || !isOpen()) return last === undefined ? 'not listed yet' : lineOf(last);
      if (read.failure !== undefined) return lineOf(read.failure);
      if (!read.synced) return 'not every kind is listed yet';
      const ms = since === undefined ? 0 : clock.now() - since;
      if (ms < LATE_MS) return undefined;
      const why = last === undefined ? 'the store has not answered yet' : lineOf(last);
      return `the log has been behind the cluster for ${Math.round(ms / 1000)} s: ${why}`;
    },
  };
}
