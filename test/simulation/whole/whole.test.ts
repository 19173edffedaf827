import { expect, test } from 'vitest';
import { CLOUDS } from './clouds.ts';
import { DEFECTS } from './defects.ts';
import { HONEST } from './parts.ts';
import { judged, search, shortest } from './search.ts';
import type { Found } from './search.ts';
import type { Tally } from './stage.ts';
import { told } from './told.ts';

/** `CYCLES=20000 SEED=1`: runs of a scope and of the publisher. */
const CYCLES = Number(process.env['CYCLES'] ?? 300);
const FROM = Number(process.env['SEED'] ?? 1);
/** What a search without enough cycles may not meet. */
const IS_LONG = CYCLES >= 20_000;

test(`${CYCLES} cycles of the whole product keep every law`, { timeout: 3_600_000 }, async () => {
  const tally: Tally = new Map();
  const began = performance.now();
  const found = await search({ from: FROM, cycles: CYCLES, parts: HONEST, tally });
  const rate = Math.round((CYCLES / (performance.now() - began)) * 1000);
  report(`${rate} cycles a second: ${[...tally].map(([what, times]) => `${what} ${times}`).join(', ')}`);
  expect(found && (await explained(found))).toBeUndefined();
  expect([...tally.keys()]).toEqual(expect.arrayContaining(IS_LONG ? [...MEETS, ...PLAYED] : PLAYED));
});

const PLAYED = ['committed', ...Object.keys(CLOUDS).map((cloud) => `of ${cloud}`)];

async function explained({ seed, error }: Found): Promise<string> {
  const steps = await shortest(seed, HONEST);
  return `seed ${seed}: ${String(error)}\n${told(steps)}\n${await judged(seed, steps, HONEST)}`;
}

/** Cycles that do not meet these prove nothing of them. */
const MEETS =
  'planned,consumed,redelivered,committed,superseded,snapshot,changes,held,held empty,accepted,confirmed,trimmed,swept,not held,stalled,astray,failed,done and failed,failed and done later,repeated,hung,done and hung,killed,done and killed'.split(
    ',',
  );

test('a seed is a history', { timeout: 300_000 }, async () => {
  const [once, again]: Tally[] = [new Map(), new Map()];
  for (const tally of [once, again])
    await search({ from: FROM, cycles: 130, parts: HONEST, tally: tally ?? new Map() });
  expect([...(again ?? [])]).toEqual([...(once ?? [])]);
});

test('a history that breaks a law shrinks to a few steps that break it', { timeout: 600_000 }, async () => {
  const parts = DEFECTS['rebase: nothing supersedes'] ?? HONEST;
  const found = await search({ from: FROM, cycles: 5_000, parts, tally: new Map() });
  const steps = await shortest(found?.seed ?? 0, parts);
  report(told(steps));
  // Two runs at the same time, and a cloud that changes meanwhile.
  expect(steps.filter((step) => step.do === 'run').length).toBeGreaterThanOrEqual(1);
  expect(steps.length).toBeLessThanOrEqual(5);
  expect(await judged(found?.seed ?? 0, steps, parts)).toContain('Violation');
  expect(await judged(found?.seed ?? 0, steps, HONEST)).toBeUndefined();
});

function report(line: string): void {
  process.stdout.write(`${line}\n`);
}
