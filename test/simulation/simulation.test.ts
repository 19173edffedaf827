import { expect, test } from 'vitest';
import { DEFECTS } from './defects.ts';
import { HONEST, play } from './history.ts';
import type { Parts, Tally } from './history.ts';

/** `HISTORIES=20000 SEED=1`; a history that breaks a law prints its seed, and `HISTORIES=1 SEED=<it>` plays it again. */
const HISTORIES = Number(process.env['HISTORIES'] ?? 2_000);
const FIRST = Number(process.env['SEED'] ?? 1);

test(`${HISTORIES} histories keep every law`, { timeout: 900_000 }, async () => {
  const tally: Tally = new Map();
  const began = performance.now();
  const found = await firstViolation(HONEST, HISTORIES, tally);
  const seconds = (performance.now() - began) / 1000;
  const met = [...tally].map(([what, times]) => `${what} ${times}`).join(', ');
  report(`${HISTORIES} histories, ${Math.round(HISTORIES / seconds)} a second: ${met}`);
  expect(found).toBeUndefined();
  expect([...tally.keys()]).toEqual(expect.arrayContaining(MEETS));
});

/** Histories that do not meet these prove nothing of them; a few histories may not. */
const MEETS = (
  HISTORIES < 500
    ? ''
    : 'committed,silent,superseded,first,data,trimmed,spare,swept,changes,snapshot,held,held empty,accepted,confirmed,' +
      'leapt,too late,failed before,failed after,later,repeated,killed before,killed after,hung before,hung after'
)
  .split(',')
  .filter((what) => what !== '');

test('a seed is a history', async () => {
  const [once, again]: Tally[] = [new Map(), new Map()];
  for (const tally of [once, again])
    for (const seed of [FIRST, FIRST + 1]) await play(seed, HONEST, tally ?? new Map());
  expect([...(again ?? [])]).toEqual([...(once ?? [])]);
});

test.each(Object.entries(DEFECTS))('caught: %s', { timeout: 900_000 }, async (name, parts) => {
  const found = await firstViolation(parts, HISTORIES, new Map());
  report(`${name} — ${found}`);
  expect(found).toContain('Violation');
});

async function firstViolation(parts: Parts, limit: number, tally: Tally): Promise<string | undefined> {
  for (let seed = FIRST; seed < FIRST + limit; seed++) {
    await new Promise((resolve) => {
      setImmediate(resolve);
    }); // the test runner wants to breathe
    try {
      await play(seed, parts, tally);
    } catch (error) {
      return `seed ${seed}: ${error instanceof Error && error.name !== 'Violation' ? error.stack : String(error)}`;
    }
  }
  return undefined;
}

function report(line: string): void {
  process.stdout.write(`${line}\n`);
}
