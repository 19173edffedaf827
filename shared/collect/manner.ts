import type { Limit } from './limit.ts';

export type Table = Pick<Limit, 'perSecond' | 'burst'>;

/** How a pace begins, what a success adds, and where a throttle leaves it. */
export interface Manner {
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
export const STATED: Manner = {
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

/** Calls a second beyond which no guess is tried: what is under way when a quota is found used up is refused. */
const FASTEST = 40;

/**
 * The quota is a guess: a careful burst, then faster with each success until the first throttle. Who finds the bucket
 * empty at full speed has more calls under way that are refused, and learns no more: so the speed is found step by
 * step, and the second throttle is met from below. What is not used meanwhile is not lost.
 *
 * No cloud states these numbers: they are those that keep the bars of `npm run bench -- cloud-wall` under its draws.
 */
export const GUESSED: Manner = {
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
