import type { Pace } from './pace.ts';

/** Calls that leave in order may arrive closer together: the stretch is taken for this share longer, up to a bound. */
const MARGIN = 0.05;
const MARGIN_MS = 500;
/** After a throttle nothing leaves for this share of the stretch, up to a bound. */
const HOLD = 0.25;
const HOLD_MS = 5000;
/** Calls let through, in stretches, before one more is tried. */
const PATIENCE = 20;
/** So much above what was found without a throttle, the quota has become another one: faster again. */
const MOVED = 1.2;

/**
 * The quota is `calls` in any stretch of time. They leave at once and as many
 * again when the first ones are out of it. Who is throttled below that shares it
 * with others: what got through in the stretch before is what is left of it.
 */
export function createWindow(calls: number, windowMs: number): Pace {
  const stretch = windowMs + Math.min(windowMs * MARGIN, MARGIN_MS);
  const hold = Math.min(windowMs * HOLD, HOLD_MS);
  let allowed = calls;
  let found = calls;
  let held = -Infinity;
  let event = -Infinity;
  let clean = 0; // let through since the last throttle, or since one more was tried
  const left: number[] = []; // departures of the last stretch
  const passed: number[] = []; // answers of it
  return {
    free(now) {
      const count = within(left, now, stretch);
      const first = count < allowed ? -Infinity : (left[count - allowed] ?? now) + stretch;
      return Math.max(first, held);
    },
    left: (now) => void left.push(now),
    throttled(now) {
      const count = within(passed, now, windowMs);
      held = Math.max(held, now + hold);
      if (now - event < hold) return; // under way when the first one came
      event = now;
      allowed = Math.max(1, Math.min(allowed, count));
      found = allowed;
      clean = 0;
    },
    succeeded(now) {
      within(passed, now, windowMs);
      passed.push(now);
      if (allowed >= calls || ++clean < allowed * (allowed < found * MOVED ? PATIENCE : 1)) return;
      clean = 0;
      allowed = Math.min(calls, allowed + Math.max(1, Math.floor(allowed * 0.05)));
    },
  };
}

/** How many of these times are in the last stretch; those before are forgotten. */
function within(times: number[], now: number, ms: number): number {
  while (times[0] !== undefined && times[0] <= now - ms) times.shift();
  return times.length;
}
