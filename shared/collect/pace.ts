import type { Limit } from './limit.ts';

/** When calls may leave, by what became of those before. */
export interface Pace {
  free(now: number): number;
  left(now: number): void;
  throttled(now: number): void;
  succeeded(now: number): void;
}

type Table = Pick<Limit, 'perSecond' | 'burst'>;

interface Manner {
  /** Calls at once after a rest. */
  readonly burst: (table: Table) => number;
  /** Never faster than this. */
  readonly ceiling: (perSecond: number) => number;
  readonly begin: (perSecond: number) => number;
  /** What each success adds until the first throttle, and from there to the next. */
  readonly start: (rate: number) => number;
  readonly search: (rate: number) => number;
  /** Where the first throttle leaves the pace: it measures nothing. */
  readonly first: (rate: number) => number;
  /**
   * While nothing leaves after a throttle, does what the pace allows add up? After the first one all of it, later one call: of
   * more at once a refusal would come before the answers that it is measured by.
   */
  readonly saves: boolean;
  /** Of what was measured, where a throttle leaves the pace. */
  readonly below: number;
  /** Share of what was measured that each success adds. */
  readonly climb: number;
}

/**
 * A call may overtake others by so much on its way: who spends a bucket to the last
 * token is refused then. What fills the bucket in that time is kept back.
 */
const EARLIER_S = 0.05;

/**
 * The quota is stated: it is used from the first call on and never exceeded.
 * Who is throttled below it shares it with others, whose part is found out and
 * tried again slowly: under one throttle in a hundred calls.
 */
const STATED: Manner = {
  burst: ({ burst, perSecond }) => Math.max(1, burst - perSecond * EARLIER_S),
  ceiling: (perSecond) => perSecond,
  begin: (perSecond) => perSecond,
  start: () => 0,
  search: () => 0,
  first: (rate) => rate,
  saves: false,
  below: 0.94,
  climb: 0.0004,
};

/**
 * The quota is a guess: a careful burst, then faster with each success until the first throttle. Who finds the bucket
 * empty at full speed has more calls under way that are refused, and learns no more: so the speed is found step by
 * step, and the second throttle is met from below. What is not used meanwhile is not lost.
 */
const GUESSED: Manner = {
  burst: ({ burst }) => Math.max(1, Math.min(5, burst)),
  ceiling: (perSecond) => Math.max(FASTEST, perSecond),
  begin: (perSecond) => Math.min(10, perSecond),
  start: (rate) => Math.max(0.3, rate * 0.03),
  search: (rate) => Math.max(0.2, rate * 0.05),
  first: (rate) => Math.max(2, rate * 0.31),
  saves: true,
  below: 0.92,
  climb: 0.002,
};

/** Calls a second beyond which no guess is tried: what is under way when a quota is found used up is refused. */
const FASTEST = 40;
/** After a throttle that measures nothing, nothing leaves for so long, and twice as long the next time. */
const HOLD_MS = 1000;
const LONGEST_HOLD_MS = 30_000;
/** Calls under way when a throttle came say nothing new. */
const EVENT_MS = 500;
/** Calls let through between two throttles that make a measurement. */
const ENOUGH = 4;
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
 * cloud's bucket fills while nothing leaves.
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
  let measuring: { readonly from: number; passed: number; hold: number } | undefined;
  let measured: number | undefined;
  let event = -Infinity;
  return {
    free(now) {
      at = Math.max(at, now - (1000 / rate) * (burst - 1));
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
