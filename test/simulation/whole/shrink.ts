// The shortest history that still breaks a law: steps are left out while it does, then what is left is made calmer.
import type { Step } from './steps.ts';

/** What a history came to; `undefined`: nothing. */
export type Judge = (steps: readonly Step[]) => Promise<string | undefined>;

/**
 * Delta debugging: halves first, then ever smaller parts, until no single step
 * can go. Any broken law counts: the shortest history shows it best. Plays at
 * most `most` histories.
 */
export async function shrunk(steps: readonly Step[], judge: Judge, most = 400): Promise<readonly Step[]> {
  let left = most;
  const isBroken = async (some: readonly Step[]): Promise<boolean> =>
    left-- > 0 && (await judge(some)) !== undefined;
  const fewer = await without(steps, isBroken);
  return calmer(fewer, isBroken);
}

async function without(
  steps: readonly Step[],
  isBroken: (some: readonly Step[]) => Promise<boolean>,
): Promise<readonly Step[]> {
  let all = steps;
  for (let size = Math.ceil(all.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < all.length;) {
      const some = all.toSpliced(at, size);
      if (await isBroken(some)) all = some;
      else at += size;
    }
  }
  return all;
}

/** Whatever a process need not suffer. */
const CALMER = ['faults', 'stalls', 'ahead', 'leapMs'] as const;

async function calmer(
  steps: readonly Step[],
  isBroken: (some: readonly Step[]) => Promise<boolean>,
): Promise<readonly Step[]> {
  let all = steps;
  for (const [n, step] of steps.entries()) {
    for (const what of CALMER) {
      const one = all[n] ?? step;
      if (!('faults' in one) || one[what] === 0) continue;
      const some = all.with(n, { ...one, [what]: 0 });
      if (await isBroken(some)) all = some;
    }
  }
  return all;
}
