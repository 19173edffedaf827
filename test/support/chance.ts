/** Chance that repeats itself: the same seed, the same numbers. (The generator is mulberry32.) */
export function chance(seed: number) {
  let state = seed >>> 0;
  /** In [0, 1). */
  const random = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n: number): number => Math.floor(random() * n);
  return { random, below };
}
