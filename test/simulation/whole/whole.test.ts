import { expect, test } from 'vitest';
import { HONEST } from './parts.ts';
import { search } from './search.ts';
import type { Tally } from './stage.ts';

/** `CYCLES=20000 SEED=1`: runs of a scope and of the publisher. */
const CYCLES = Number(process.env['CYCLES'] ?? 500);
const FROM = Number(process.env['SEED'] ?? 1);

test(`${CYCLES} cycles of the whole product keep every law`, { timeout: 1_800_000 }, async () => {
  const tally: Tally = new Map();
  const found = await search({ from: FROM, cycles: CYCLES, parts: HONEST, tally });
  report([...tally].map(([what, times]) => `${what} ${times}`).join(', '));
  expect(found).toBeUndefined();
});

test('a seed is a history', async () => {
  const [once, again]: Tally[] = [new Map(), new Map()];
  for (const tally of [once, again])
    await search({ from: FROM, cycles: 30, parts: HONEST, tally: tally ?? new Map() });
  expect([...(again ?? [])]).toEqual([...(once ?? [])]);
});

function report(line: string): void {
  process.stdout.write(`${line}\n`);
}
