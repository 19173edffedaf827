import { GUESSED, STATED } from './manner.ts';
import type { Table } from './manner.ts';

/** When calls may leave, by what became of those before. */
export interface Pace {
  free(now: number): number;
  left(now: number): void;
  throttled(now: number): void;
  succeeded(now: number): void;
}

/** After a throttle that measures nothing, nothing leaves for so long, and twice as long the next time. */
const HOLD_MS = 1000;
const LONGEST_HOLD_MS = 30_000;
/** Calls under way when a throttle came say nothing new. */
const EVENT_MS = 500;
/** Calls let through between two throttles that make a measurement. */
const ENOUGH = 4;
/** Who asks for nothing for longer lets the cloud's bucket fill up: no measure of what it allows. A choice of ours, not a cloud's. */
const REST_MS = 1000;
/** So much above what was measured without a throttle, the quota has become another one: faster again. */
const MOVED = 1.2;
/** Share of the table's rate that each success adds then. */
const FASTER = 0.02;
/** Never slower than this share of the table's rate. */
const FLOOR = 0.02;

/**
 * Between two throttles that both found nothing left the cloud has let through
 * just what it allows in that time, whatever it had saved up before: that is
 * measured, and the pace is kept about there. What is not used is not lost, the
 * cloud's bucket fills while nothing leaves: but it is full some time, so a time
 * in which nothing was asked for is not counted.
 */
export function createPace(table: Table, isStated: boolean): Pace {
  const manner = isStated ? STATED : GUESSED;
  const { start, search, first, saves, below, climb } = manner;
  const { perSecond } = table;
  const ceiling = manner.ceiling(perSecond);
  const burst = manner.burst(table);
  const bound = (wanted: number): number => Math.min(ceiling, Math.max(perSecond * FLOOR, wanted));
  let rate = manner.begin(perSecond);
  let at = -Infinity; // when the next turn would be free with no burst left
  let closed = -Infinity; // until then nothing leaves, whatever is saved up
  let measuring: { from: number; passed: number; hold: number } | undefined;
  let measured: number | undefined;
  let event = -Infinity;
  return {
    free(now) {
      const full = now - (1000 / rate) * (burst - 1);
      const rested = full - Math.max(at, closed);
      if (measuring !== undefined && rested > REST_MS) measuring.from += rested;
      at = Math.max(at, full);
      return Math.max(at, closed);
    },
    left() {
      at += 1000 / rate;
    },
    throttled(now) {
      if (now - event < EVENT_MS) return;
      event = now;
      let saved = 1;
      if (measuring === undefined) {
        measuring = { from: now, passed: 0, hold: HOLD_MS };
        rate = bound(first(rate));
        saved = Infinity;
      } else if (measuring.passed >= ENOUGH) {
        measured = (measuring.passed / (now - measuring.from)) * 1000;
        rate = bound(measured * below);
        measuring = { from: now, passed: 0, hold: 0 };
      } else measuring.hold = Math.min(LONGEST_HOLD_MS, Math.max(HOLD_MS, measuring.hold * 2));
      closed = now + measuring.hold;
      // What is left of the burst is an illusion.
      at = Math.max(at, now + 1000 / rate, closed - (saves ? (saved * 1000) / rate : 0));
    },
    succeeded() {
      if (measuring === undefined) {
        rate = bound(rate + start(rate));
        return;
      }
      measuring.passed++;
      if (measured === undefined) {
        rate = bound(rate + search(rate));
        return;
      }
      const isFound = rate < measured * MOVED;
      rate = bound(rate + (isFound ? measured * climb : perSecond * FASTER));
      if (rate < ceiling || isFound) return;
      measuring = undefined;
      measured = undefined;
    },
  };
}
