// Plays seed after seed until a law is broken or there were enough cycles.
import type { Parts } from './parts.ts';
import { play } from './play.ts';
import type { Tally } from './stage.ts';
import { stepsOf } from './steps.ts';
import { breath, withoutStacks } from './stacks.ts';

export interface Search {
  readonly from: number;
  /** Runs of a scope, and of the publisher. */
  readonly cycles: number;
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

export async function search({ from, cycles, parts, tally, each }: Search): Promise<Found | undefined> {
  const played = (): number => tally.get('cycle') ?? 0;
  for (let seed = from; played() < cycles; seed++) {
    await breath(); // whoever runs this wants to breathe
    try {
      await withoutStacks(async () => play(stepsOf(seed), parts, tally));
    } catch (error) {
      return { seed, cycles: played(), error };
    }
    each?.(seed, played());
  }
  return undefined;
}
