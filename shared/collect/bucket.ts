import type { Clock } from './clock.ts';
import { createClosing } from './closing.ts';
import { isPublished } from './limit.ts';
import type { Limit } from './limit.ts';
import { createPace } from './pace.ts';
import type { Pace } from './pace.ts';
import { createWindow } from './window.ts';

/** Hands out its turns in order, at a pace that learns from throttles. */
export interface Bucket {
  /** Resolves when a call may go out; rejects when the signal is aborted first. */
  turn(signal: AbortSignal): Promise<void>;
  throttled(): void;
  succeeded(): void;
}

export function createBucket(
  limit: Pick<Limit, 'perSecond' | 'burst' | 'windowMs' | 'closedMs' | 'source'>,
  clock: Clock,
): Bucket {
  const elapsed = onward(clock);
  const pace = paceOf(limit);
  let last: Promise<unknown> = Promise.resolve();
  /** Looks again after each wait: the pace may have become another one. */
  async function depart(before: Promise<unknown>, signal: AbortSignal): Promise<void> {
    await before;
    for (;;) {
      signal.throwIfAborted();
      const now = elapsed();
      const wait = pace.free(now) - now;
      if (wait <= 0) return pace.left(now);
      await clock.sleep(wait, signal);
    }
  }
  return {
    async turn(signal) {
      const turn = depart(last, signal);
      last = turn.catch(() => {}); // who gave up has taken no turn, and stops nobody
      await turn;
    },
    throttled: () => pace.throttled(elapsed()),
    succeeded: () => pace.succeeded(elapsed()),
  };
}

/** A clock that is set back goes on from where it was: else calls of before lay ahead, and the next waited for that time to come. */
function onward(clock: Pick<Clock, 'now'>): () => number {
  let last = -Infinity;
  let behind = 0;
  return () => {
    const now = clock.now();
    behind = Math.max(behind, last - now);
    last = now + behind;
    return last;
  };
}

function paceOf(limit: Parameters<typeof createBucket>[0]): Pace {
  const { windowMs, closedMs, burst } = limit;
  if (windowMs !== undefined && isPublished(limit)) return createWindow(burst, windowMs);
  const pace = createPace(limit, isPublished(limit));
  return closedMs === undefined ? pace : createClosing(pace, closedMs);
}
