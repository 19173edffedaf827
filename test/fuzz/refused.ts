import { expect } from 'vitest';
import { chance } from '../support/chance.ts';
import { mutated } from './mutate.ts';
import { again, seedsOf } from './seeds.ts';

const SEEDS = seedsOf(50, 6);

export interface Target {
  /** As they come from outside, undamaged: each is understood. */
  readonly sound: readonly string[];
  /** Reads one; what it returns is of no account. */
  readonly read: (text: string, sound: string) => unknown;
  /** Has what was thrown a name that says what to do? */
  readonly isNamed: (error: unknown) => boolean;
  /** Share of the damaged ones that have to be refused, or nothing of this was proved. */
  readonly atLeast: number;
}

/** Every sound text is read; damaged, it is read too, or refused by name. */
export async function expectRefused({ sound, read, isNamed, atLeast }: Target): Promise<void> {
  for (const text of sound) await read(text, text);
  let refused = 0;
  for (const seed of SEEDS) {
    const by = chance(seed);
    const text = sound[by.below(sound.length)] ?? '';
    try {
      await read(mutated(text, by), text);
    } catch (cause) {
      if (!isNamed(cause)) throw new Error(`an error without a name: ${again(seed)}`, { cause });
      refused++;
    }
  }
  expect(refused).toBeGreaterThan(SEEDS.length * atLeast);
}
