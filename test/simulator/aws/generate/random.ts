/** Chance from a seed: the same seed, the same estate. */
export interface Random {
  /** In [0, n). */
  below(n: number): number;
  /** That many lower-case hex digits. */
  hex(digits: number): string;
}

/** Mulberry32, seeded with an FNV-1a hash of the text. */
export function randomFrom(seed: string): Random {
  let state = 0x811c9dc5;
  for (const char of seed) state = Math.imul(state ^ (char.codePointAt(0) ?? 0), 0x01000193);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  };
  return {
    below: (n) => Math.floor((next() / 2 ** 32) * n),
    hex: (digits) => {
      let text = '';
      while (text.length < digits) text += next().toString(16).padStart(8, '0');
      return text.slice(0, digits);
    },
  };
}
