// Seeds dealt out in ranges to whoever plays them, and what comes of it put together.
import type { Tally } from './stage.ts';

export interface Range {
  readonly from: number;
  /** The first seed that is not of it. */
  readonly before: number;
}

export interface Played {
  readonly range: Range;
  readonly tally: readonly (readonly [string, number])[];
  /** The first seed of the range that breaks a law; none after it was played. */
  readonly broken: { readonly seed: number; readonly law: string } | undefined;
}

export interface Deal extends Range {
  /** Enough of them, and nothing more is dealt. */
  readonly cycles: number;
  /** Seeds of a range. */
  readonly size: number;
}

export function createDealer({ from, before, cycles, size }: Deal) {
  const tally: Tally = new Map();
  let next = from;
  let broken: Played['broken'];
  return {
    /** `undefined`: there is nothing more to play. Where a law is broken, no later seed is asked for. */
    next(): Range | undefined {
      if (broken !== undefined || next >= before || (tally.get('cycle') ?? 0) >= cycles) return undefined;
      const range = { from: next, before: Math.min(before, next + size) };
      next = range.before;
      return range;
    },
    /** Of several that break a law the first counts, whoever was faster. */
    played(played: Played): void {
      for (const [what, times] of played.tally) tally.set(what, (tally.get(what) ?? 0) + times);
      if (played.broken !== undefined && played.broken.seed < (broken?.seed ?? Infinity))
        broken = played.broken;
    },
    tally,
    broken: () => broken,
  };
}
export type Dealer = ReturnType<typeof createDealer>;
