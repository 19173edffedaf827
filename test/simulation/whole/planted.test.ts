import { expect, test } from 'vitest';
import { DEFECTS } from './defects.ts';
import type { Parts } from './parts.ts';
import { search } from './search.ts';
import type { Found } from './search.ts';

/** A search among fewer cycles may not find what is rare. */
const CYCLES = Number(process.env['CYCLES'] ?? 0);
const FROM = Number(process.env['SEED'] ?? 1);

/** Found sooner than by any search: they are looked for each time. */
const FEW = 600;
const PLAIN =
  /^(?:paging: a short page|paging: a list that breaks off|rebase: nothing|cursors: one|publisher:)/;

/** By how a defect is called, the law that it is planted to break: whatever else it breaks first finds it by accident. */
const LAWS: readonly (readonly [defect: RegExp, law: RegExp])[] = [
  [/^limiter: its quota/, /: \d+ calls in \d+ ms$/],
  [/^limiter: a throttled call|^paging:/, / was there all the time and is removed in /],
  [/^rebase: nothing/, /a half commit is visible|an old list of .* is laid over a newer committed one/],
  [/^rebase:/, / says that it committed /],
  [/^retention: it forgets the sinks/, /retention took \d+ from a living sink/],
  [/^retention: it forgets the changes/, / is trimmed before its time/],
  [/^retention: data/, / is deleted though version \d+ names it/],
  [/^cursors:/, /\d+ was sent before \d+ was acknowledged/],
  [/^lease:/, / writes DeepFlow's table, and the lease is another's/],
  [/^publisher: what others have/, / loses what others have in DeepFlow's table/],
  [/^publisher:/, /DeepFlow knows other .* it lacks \[\S|DeepFlow loses .*, which no commit removed/],
  [/^push: its version/, /nothing changed and something was pushed|^version \d+ of .* is two contents/],
  [/^push: what could not/, /, which it could not read/],
  [/^push: an old list/, / as it was before what is committed/],
];

const sought = Object.entries(DEFECTS).filter(([name]) => CYCLES > 0 || PLAIN.test(name));

test.each(sought)('found: %s', { timeout: 3_600_000 }, async (name, parts) => {
  const [, law] = LAWS.find(([defect]) => defect.test(name)) ?? [];
  if (law === undefined) throw new Error(`nobody says which law is broken by ${name}`);
  const found = await breaking(law, parts);
  process.stdout.write(`${name}: seed ${found?.seed}, cycle ${found?.cycles}: ${String(found?.error)}\n`);
  expect(String(found?.error)).toMatch(/^Violation: /);
});

/** The first history that breaks just this law; those that break another one before are passed over. */
async function breaking(law: RegExp, parts: Parts): Promise<Found | undefined> {
  const tally = new Map<string, number>();
  for (let from = FROM; ;) {
    const found = await search({ from, cycles: Math.max(CYCLES, FEW), parts, tally });
    if (found === undefined || law.test(String(found.error).replace('Violation: ', ''))) return found;
    from = found.seed + 1;
  }
}

/** Each may be built wrongly in more than one way. */
const AREAS = ['limiter', 'paging', 'rebase', 'retention', 'cursors', 'lease', 'publisher', 'push'];

test('defects are planted in every part of the product, twelve at least', () => {
  const areas = Object.keys(DEFECTS).map((name) => name.split(':')[0]);
  const few = AREAS.filter((area) => areas.filter((one) => one === area).length < 2);
  expect(few).toEqual([]);
  expect(areas.filter((area) => !AREAS.includes(area ?? ''))).toEqual([]);
  expect(areas.length).toBeGreaterThanOrEqual(12);
});
