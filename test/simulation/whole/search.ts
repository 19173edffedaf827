// Plays seed after seed until a law is broken or there were enough cycles.
import type { Step } from './steps.ts';
import { shrunk } from './shrink.ts';
import type { Parts } from './parts.ts';
import { cloudOf } from './clouds.ts';
import { play } from './play.ts';
import type { Tally } from './stage.ts';
import { stepsOf } from './steps.ts';
import { breath, withoutStacks } from './stacks.ts';

export interface Search {
  readonly from: number;
  /** Runs of a scope, and of the publisher. */
  readonly cycles: number;
  /** The first seed that is not played. Default: as many as it takes. */
  readonly before?: number;
  readonly parts: Parts;
  readonly tally: Tally;
  /** Called after each history. */
  readonly each?: (seed: number, cycles: number) => void;
}

export interface Found {
  readonly seed: number;
  /** How many there were, this one's included. */
  readonly cycles: number;
  readonly error: unknown;
}

export async function search({
  from,
  cycles,
  before = Infinity,
  parts,
  tally,
  each,
}: Search): Promise<Found | undefined> {
  const played = (): number => tally.get('cycle') ?? 0;
  for (let seed = from; seed < before && played() < cycles; seed++) {
    await breath(); // whoever runs this wants to breathe
    try {
      await withoutStacks(async () => play(cloudOf(seed), stepsOf(seed), parts, tally));
    } catch (error) {
      return { seed, cycles: played(), error };
    }
    each?.(seed, played());
  }
  return undefined;
}

/** What these steps come to in the cloud of the seed; in words. */
export async function judged(
  seed: number,
  steps: readonly Step[],
  parts: Parts,
): Promise<string | undefined> {
  try {
    await withoutStacks(async () => play(cloudOf(seed), steps, parts, new Map()));
    return undefined;
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}

export const shortest = async (seed: number, parts: Parts): Promise<readonly Step[]> =>
  shrunk(stepsOf(seed), async (steps) => judged(seed, steps, parts));
