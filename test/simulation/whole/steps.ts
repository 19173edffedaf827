// A history is a list of steps that a seed gives; leaving some of them out leaves the others as they are.
import { chance } from '../../support/chance.ts';
import { DAY, HOUR, MINUTE, SECOND } from './world.ts';
import type { Manner } from './world.ts';

/** Two clocks are never further apart than a lease allows for. */
export const SKEW_MS = 3 * SECOND;
const LEAP_MS = 1.5 * SECOND;
export const MOST_AHEAD_MS = SKEW_MS + LEAP_MS;

interface At {
  /** Milliseconds since the beginning. */
  readonly at: number;
}

/** A process that begins. */
type Starting = At & Manner;

export type Step =
  | (Starting & {
      readonly do: 'run';
      /** Of the simulated places; `undefined`: all there are. */
      readonly place: number | undefined;
      /** Accepts what waits, as it is when it begins. */
      readonly accepts: boolean;
    })
  | (Starting & { readonly do: 'plan' | 'work' | 'publish' })
  | (Starting & { readonly do: 'trim'; readonly place: number })
  | (At & { readonly do: 'change'; readonly place: number; readonly seed: number })
  | (At & { readonly do: 'collapse'; readonly place: number; readonly forMs: number })
  /** DeepFlow's recorder takes what its table says. */
  | (At & { readonly do: 'record' })
  | (At & { readonly do: 'trouble'; readonly share: number })
  | (At & { readonly do: 'outage'; readonly forMs: number });

/** Between two bursts of work. */
const REST_MS = [10 * MINUTE, 40 * MINUTE, 3 * HOUR, 26 * HOUR, 9 * DAY, 37 * DAY] as const;

export function stepsOf(seed: number): readonly Step[] {
  const { random, below } = chance(seed);
  const pick = <T>(all: readonly [T, ...T[]]): T => all[below(all.length)] ?? all[0];
  const faults = pick([0, 0.004, 0.02]);
  const stalls = pick([0, 0.01, 0.04]);
  const stallMs = pick([5 * SECOND, MINUTE, 6 * MINUTE]);
  const skew = pick([0, SKEW_MS]);
  const changes = pick([2, 5]);
  const steps: Step[] = [];
  let from = 0;

  const manner = (): Manner => ({
    seed: below(2 ** 31),
    faults,
    stalls: random() < 0.5 ? stalls : 0,
    stallMs,
    ahead: (below(3) - 1) * skew,
    leapMs: skew === 0 ? 0 : (below(3) - 1) * LEAP_MS,
  });

  function process(at: number): Step {
    const dice = random();
    const place = below(3);
    if (dice < 0.4) {
      const one = random() < 0.6 ? place : undefined;
      return { do: 'run', at, place: one, accepts: random() < 0.3, ...manner() };
    }
    if (dice < 0.5) return { do: 'plan', at, ...manner() };
    if (dice < 0.62) return { do: 'work', at, ...manner() };
    if (dice < 0.72) return { do: 'trim', at, place, ...manner() };
    return { do: 'publish', at, ...manner() };
  }

  for (let burst = 4 + below(4); burst > 0; burst--) {
    const width = pick([5 * SECOND, MINUTE, 8 * MINUTE]);
    const at = (): number => from + below(width);
    for (let n = 3 + below(4); n > 0; n--) steps.push(process(at()));
    for (let n = below(changes + 1) * 2; n > 0; n--)
      steps.push({ do: 'change', at: at(), place: below(3), seed: below(2 ** 31) });
    if (random() < 0.15)
      steps.push({ do: 'collapse', at: at(), place: below(3), forMs: pick([MINUTE, HOUR, 2 * DAY]) });
    if (random() < 0.4) steps.push({ do: 'record', at: at() });
    if (random() < 0.2) steps.push({ do: 'trouble', at: at(), share: pick([0, 0.05, 0.2]) });
    if (random() < 0.2) steps.push({ do: 'outage', at: at(), forMs: pick([MINUTE, HOUR, 9 * DAY]) });
    from += width + pick(REST_MS);
  }
  return steps.toSorted((a, b) => a.at - b.at);
}
