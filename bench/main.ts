// `npm run bench`: what `HELP` says.
import { writeFile } from 'node:fs/promises';
import { whileBundled } from './bundled.ts';
import { GROUPS } from './groups.ts';
import { inLanes } from './lanes.ts';
import { asked, refused } from '../test/support/told-command.ts';

/**
 * Ratios of what is timed: a gate does not judge them. `cloud-wall`, the fleet and freshness are on a clock that is the
 * same everywhere.
 */
const isTimed = (id: string): boolean =>
  /^wall\.(?:mid|large|documented)\b|^kubernetes\.(?:first|change\.cpu)$|^bundle\..*import/.test(id);

const HELP = `npm run bench -- [options] [group ...]

Measures, prints a table, and ends with 1 if a bar is missed: some 25 minutes for everything, on a machine that does nothing else.

  --quick         smaller estates and fewer rounds, side by side: a minute
  --gate          judges counts and ratios only, never what another job on the machine decides
  --json          an array of { id, value, unit, bar, ok } in place of the table
  --write <file>  the table as a page, too

Groups: ${Object.keys(GROUPS).join(', ')}; all, if none is named.

  npm run bench -- --quick calls engine
`;
const options = {
  json: { type: 'boolean', default: false },
  quick: { type: 'boolean', default: false },
  gate: { type: 'boolean', default: false },
  write: { type: 'string' },
} as const;
const { values, positionals } = asked(HELP, options, true);
const unknown = positionals.filter((name) => !(name in GROUPS));
if (unknown.length > 0) refused(HELP, `no group is called ${unknown.join(', ')}`);

const began = performance.now();
const say = (text: string): void => {
  process.stderr.write(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${text}\n`);
};
const groups = Object.keys(GROUPS).filter((name) => positionals.length === 0 || positionals.includes(name));
const found = await whileBundled((folder) => inLanes(groups, { folder, quick: values.quick, say }));
const figures = groups.flatMap((name) => found.get(name) ?? []);
// They know every cloud, which takes a second to load: not before there is something to judge.
const { BARS, isAbsolute, isMet } = await import('./bars.ts');
const { page } = await import('./page.ts');
const rows = figures.map(({ id, value }) => {
  const bar = BARS[id];
  if (bar === undefined) throw new Error(`nobody says what ${id} must be`);
  const { unit, must, because, isOfFullSize } = bar;
  const isLeftOut = values.gate && (isAbsolute(bar) || isTimed(id));
  const isJudged = must !== undefined && !isLeftOut && !(values.quick && isOfFullSize === true);
  return {
    id,
    value: rounded(value),
    unit,
    bar: isJudged ? must.join(' ') : null,
    ok: !isJudged || isMet(bar, value),
    because,
  };
});
if (values.write !== undefined) {
  await writeFile(values.write, page(rows, process.argv.slice(2), (performance.now() - began) / 1000));
}
const shown = rows.map(({ id, value, unit, bar, ok }) => ({ id, value, unit, bar, ok }));
process.stdout.write(values.json ? `${JSON.stringify(shown, null, 2)}\n` : table(shown));
process.exitCode = rows.every(({ ok }) => ok) ? 0 : 1;

interface Row {
  readonly id: string;
  readonly value: number;
  readonly unit: string;
  readonly bar: string | null;
  readonly ok: boolean;
}

function table(all: readonly Row[]): string {
  const cells = all.map(({ id, value, unit, bar, ok }) => [
    id,
    String(value),
    unit,
    bar ?? '',
    bar === null ? '' : ok ? 'ok' : 'MISSED',
  ]);
  const lines = [['figure', 'value', 'unit', 'bar', ''], ...cells];
  const widths = lines[0]?.map((_, n) => Math.max(...lines.map((line) => line[n]?.length ?? 0))) ?? [];
  const padded = (line: readonly string[]): string =>
    line.map((cell, n) => (n === 1 ? cell.padStart(widths[n] ?? 0) : cell.padEnd(widths[n] ?? 0))).join('  ');
  return lines.map((line) => `${padded(line).trimEnd()}\n`).join('');
}

/** Three digits after the point say all that a measurement can. */
function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
