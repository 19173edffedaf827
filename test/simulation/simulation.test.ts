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
  const law = LAWS[name];
  if (law === undefined) throw new Error(`nobody says which law is broken by ${name}`);
  const found = await firstViolation(parts, HISTORIES, new Map(), law);
  report(`${name} — ${found}`);
  expect(found).toContain('Violation');
});

const OLD = / an old list of \w+ is laid over a newer committed one$/;
const HALF = / a half commit is visible: /;
/** By defect, the law that it is planted to break: whatever else it breaks first finds it by accident. */
const LAWS: Readonly<Record<string, RegExp>> = {
  'the base is read after the listing': OLD,
  'a data key holds the version': HALF,
  'an offset-paged list is read once': / was there all the time and is removed in /,
  'data goes by age alone': HALF,
  'a taken number stops the run': / stopped although nothing failed: Error: conflict/,
  'the cursor is written before the delivery': / was sent before \d+ was acknowledged$| was not waited for$/,
  'only a change supersedes': OLD,
  'nothing supersedes': / an old list of \w+ is laid over |: the changes of \d+ fit what was there$/,
  'our own commit is taken for another': / is called superseded by itself$/,
  'any commit is taken for ours': / says that it committed /,
  'an ambiguous create is assumed done': / says that it committed /,
  'the store is not create-only': / was written above version .*: not dense$/,
  'a list that breaks off is a list': / though its list broke off$/,
  'every removal is taken at its word': / an empty list empties its source | a shrink passes unconfirmed /,
  'retention forgets the changes inside commits': / is trimmed before its time$/,
  'retention forgets the sinks': / retention took \d+ from a living sink$/,
  'the bound on versions takes the youngest, too': / is trimmed before its time$/,
  'the bound on versions is one less': / is trimmed before its time$/,
  'the bound on versions is forgotten': / is one too many, and is kept$/,
  'retention deletes downwards': / retention deletes upwards$/,
  'old changes are never folded': / retention is pinned: /,
};

/** The first history that breaks a law; `law`: this one, and not another one before. */
async function firstViolation(
  parts: Parts,
  limit: number,
  tally: Tally,
  law = /^/,
): Promise<string | undefined> {
  for (let seed = FIRST; seed < FIRST + limit; seed++) {
    await new Promise((resolve) => {
      setImmediate(resolve);
    }); // the test runner wants to breathe
    try {
      await play(seed, parts, tally);
    } catch (error) {
      const isViolation = error instanceof Error && error.name === 'Violation';
      const said = `seed ${seed}: ${isViolation || !(error instanceof Error) ? String(error) : error.stack}`;
      if (law.test(said)) return said;
    }
  }
  return undefined;
}

function report(line: string): void {
  process.stdout.write(`${line}\n`);
}
