// A history is a list of steps that a seed gives; leaving some of them out leaves the others as they are.
import { chance } from '../../support/chance.ts';
import { DAY, HOUR, LEAP_MS, MINUTE, SECOND, SKEW_MS } from './world.ts';
import type { Manner } from './world.ts';

/** How wrong a clock is that is not kept right: of a machine that slept, or whose time server is wrong. */
const ASTRAY_MS = [20 * SECOND, 4 * MINUTE, 10 * MINUTE] as const;

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
  | (At & { readonly do: 'change'; readonly place: number; readonly overMs: number; readonly seed: number })
  /** Behind what comes and goes stands what fills pages: whatever goes draws one of it over the end of its page. */
  | (At & { readonly do: 'fill'; readonly place: number })
  | (At & { readonly do: 'collapse'; readonly place: number; readonly forMs: number })
  /** DeepFlow's recorder takes what its table says. */
  | (At & { readonly do: 'record' })
  | (At & { readonly do: 'trouble'; readonly share: number })
  | (At & { readonly do: 'outage'; readonly forMs: number });

/** Between two bursts of work. */
const REST_MS = [10 * MINUTE, 40 * MINUTE, 3 * HOUR, 26 * HOUR, 4 * DAY, 37 * DAY] as const;
/** Where retention is at work, and sinks lag behind it. */
const LONG_REST_MS = [26 * HOUR, 4 * DAY, 6 * DAY, 9 * DAY] as const;

/** What a history has most of; each is hard on another part of the product. */
const THEMES = {
  everything: { run: 4, plan: 1, work: 1.2, trim: 1, publish: 2.8 },
  lists: { run: 8, plan: 0.5, work: 1, trim: 0.5, publish: 1 },
  log: { run: 6, plan: 0, work: 0, trim: 3, publish: 0.5 },
  table: { run: 2.5, plan: 0, work: 0, trim: 0.2, publish: 6 },
} as const;
type Theme = keyof typeof THEMES;
type Begins = keyof (typeof THEMES)[Theme];

export function stepsOf(seed: number): readonly Step[] {
  const { random, below } = chance(seed);
  const pick = <T>(all: readonly [T, ...(readonly T[])]): T => all[below(all.length)] ?? all[0];
  const theme = pick<Theme>(['everything', 'lists', 'log', 'table']);
  const faults = pick([0, 0.004, 0.02]);
  // A lease is lost by who stands still for longer than it lasts.
  const stalls = theme === 'table' ? 0.03 : pick([0, 0.01, 0.04]);
  const stallMs = theme === 'table' ? 10 * MINUTE : pick([5 * SECOND, MINUTE, 6 * MINUTE]);
  const skew = pick([0, SKEW_MS]);
  const changes = pick([2, 5]);
  // Most of what happens happens to one place.
  const home = below(3);
  const place = (): number => (random() < 0.6 ? home : below(3));
  // Lists of several pages cost more than all else: not every history has them.
  const steps: Step[] = random() < 0.3 ? [{ do: 'fill', at: 0, place: home }] : [];
  let from = 0;
  const astray = astrayIn(seed);

  const manner = (what: Begins): Manner => ({
    seed: below(2 ** 31),
    faults: what === 'publish' ? faults * 2 : faults,
    stalls: random() < 0.5 ? stalls : 0,
    stallMs,
    ahead: (below(3) - 1) * skew,
    leapMs: skew === 0 ? 0 : (below(3) - 1) * LEAP_MS,
    ...astray(),
  });

  function process(at: number): Step {
    const what = weighed(THEMES[theme], random());
    if (what === 'trim') return { do: what, at, place: place(), ...manner(what) };
    if (what !== 'run') return { do: what, at, ...manner(what) };
    const one = random() < 0.7 ? place() : undefined;
    return { do: what, at, place: one, accepts: random() < 0.3, ...manner(what) };
  }

  for (let burst = (theme === 'log' ? 6 : 4) + below(4); burst > 0; burst--) {
    const width = theme === 'table' ? 12 * MINUTE : pick([5 * SECOND, MINUTE, 8 * MINUTE]);
    const at = (): number => from + below(width);
    const begun: Step[] = [];
    for (let n = 3 + below(4); n > 0; n--) begun.push(process(at()));
    steps.push(...begun);
    for (let n = below(changes + 1) * 2; n > 0; n--) {
      // A cloud changes just while it is listed.
      const when = random() < 0.6 ? (begun[below(begun.length)]?.at ?? from) : at();
      const overMs = pick([SECOND, 20 * SECOND]);
      steps.push({ do: 'change', at: when, place: place(), overMs, seed: below(2 ** 31) });
    }
    if (random() < 0.15)
      steps.push({ do: 'collapse', at: at(), place: place(), forMs: pick([MINUTE, HOUR, 2 * DAY]) });
    if (random() < 0.4) steps.push({ do: 'record', at: at() });
    if (random() < 0.2) steps.push({ do: 'trouble', at: at(), share: pick([0, 0.05, 0.2]) });
    if (random() < (theme === 'log' ? 0.5 : 0.2))
      steps.push({ do: 'outage', at: at(), forMs: pick([MINUTE, 25 * DAY]) });
    from += width + pick<number>(theme === 'log' ? LONG_REST_MS : REST_MS);
  }
  return steps.toSorted((a, b) => a.at - b.at);
}

/** In few histories, and of few processes there: whose clock is wrong all the time, and whose is set wrong, and right again. */
function astrayIn(seed: number): () => Partial<Manner> {
  // Drawn apart from all else: what else happens is the same with clocks that are right.
  const { random, below } = chance(seed + 2 ** 31);
  const isAny = random() < 0.2;
  const farMs = (ASTRAY_MS[below(ASTRAY_MS.length)] ?? 0) * (random() < 0.5 ? 1 : -1);
  return () => {
    const dice = random();
    if (!isAny || dice < 0.6) return {};
    return dice < 0.8 ? { ahead: farMs } : { leapMs: farMs, stalls: 0.05 };
  };
}

function weighed<K extends string>(weights: Readonly<Record<K, number>>, dice: number): K {
  const all = Object.entries<number>(weights) as [K, number][];
  let ticket = dice * all.reduce((sum, [, weight]) => sum + weight, 0);
  const found = all.find(([, weight]) => (ticket -= weight) < 0) ?? all[0];
  if (found === undefined) throw new Error('nothing to choose from');
  return found[0];
}
