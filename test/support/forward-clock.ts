import { setMaxListeners } from 'node:events';
import type { Clock } from '../../shared/collect/clock.ts';
import { systemClock } from '../../shared/runtime/clock.ts';

export interface ForwardClock extends Clock {
  /** So much of the time is over at once; who slept into it wakes up. */
  forward(ms: number): void;
}

/** The machine's time, which a test may put forward: nobody is late because the machine is slow. */
export function forwardClock(): ForwardClock {
  let ahead = 0;
  let moved = moving();
  const clock: ForwardClock = {
    now: () => systemClock.now() + ahead,
    random: () => systemClock.random(),
    async sleep(ms, signal) {
      const due = clock.now() + ms;
      signal?.throwIfAborted();
      while (clock.now() < due) {
        const either = signal === undefined ? moved.signal : AbortSignal.any([signal, moved.signal]);
        await systemClock.sleep(due - clock.now(), either).catch(() => {});
        signal?.throwIfAborted();
      }
    },
    forward(ms) {
      ahead += ms;
      const before = moved;
      moved = moving();
      before.abort();
    },
  };
  return clock;
}

function moving(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}
