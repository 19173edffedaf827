/** `FUZZ=200 SEED=7`: so many times what a run does by itself, from that seed on. */
const TIMES = process.env['FUZZ'];
const SEED = process.env['SEED'];

/**
 * Where everything is tried, seeds that were never tried are among them: a run that nobody asked for a seed of its own
 * draws one. What fails says it, and `SEED=<it> FUZZ=1` does the same again.
 */
const DRAWN = process.env['CI'] !== undefined && SEED === undefined ? drawn(Date.now()) : undefined;

/**
 * The seeds of a test: the same ones at each run, and in CI half as many that begin anywhere. `each` is how many
 * `FUZZ=1` stands for, and `times` what it is where nobody says.
 */
export function seedsOf(each: number, times: number): readonly number[] {
  const count = each * Number(TIMES ?? times);
  const fixed = from(Number(SEED ?? 1), count);
  return DRAWN === undefined ? fixed : [...fixed, ...from(DRAWN, Math.ceil(count / 2))];
}

/** What to write before the command to see it again. */
export const again = (seed: number): string => `SEED=${seed} FUZZ=1`;

const from = (first: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, n) => first + n);

/** Far from the fixed ones, and short enough to be written down. */
function drawn(now: number): number {
  return 1_000_000 + (Math.floor(now / 1000) % 1_000_000_000);
}
