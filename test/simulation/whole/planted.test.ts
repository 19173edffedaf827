import { expect, test } from 'vitest';
import { DEFECTS } from './defects.ts';
import { search } from './search.ts';

/** A search among fewer cycles may not find what is rare. */
const CYCLES = Number(process.env['CYCLES'] ?? 0);
const FROM = Number(process.env['SEED'] ?? 1);

/** Found sooner than by any search: they are looked for each time. */
const FEW = 600;
const PLAIN =
  /^(?:paging: a short page|paging: a list that breaks off|rebase: nothing|cursors: one|publisher:)/;

const sought = Object.entries(DEFECTS).filter(([name]) => CYCLES > 0 || PLAIN.test(name));

test.each(sought)('found: %s', { timeout: 3_600_000 }, async (name, parts) => {
  const found = await search({ from: FROM, cycles: Math.max(CYCLES, FEW), parts, tally: new Map() });
  process.stdout.write(`${name}: seed ${found?.seed}, cycle ${found?.cycles}: ${String(found?.error)}\n`);
  expect(String(found?.error)).toContain('Violation');
});

/** Each may be built wrongly in more than one way. */
const AREAS = ['limiter', 'paging', 'rebase', 'retention', 'cursors', 'lease', 'publisher', 'push'];

test('defects are planted in every part of the product, twelve at least', () => {
  const areas = Object.keys(DEFECTS).map((name) => name.split(':')[0]);
  const few = AREAS.filter((area) => areas.filter((one) => one === area).length < 2);
  expect(few).toEqual([]);
  expect(areas.filter((area) => !AREAS.includes(area ?? ''))).toEqual([]);
  expect(areas.length).toBeGreaterThanOrEqual(12);
});
