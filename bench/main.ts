// `npm run bench`: measures, prints a table (`--json`: an array), and ends with 1 if a bar is missed.
// `--quick`: smaller estates and fewer rounds, side by side. Names of groups measure those alone.
// `--gate`: judges counts and ratios only, never what another job on the machine decides. `--write <file>`: the table as a page.
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { whileBundled } from './bundled.ts';
import { GROUPS } from './groups.ts';
import { inLanes } from './lanes.ts';

/**
 * Ratios of what is timed: a gate does not judge them. `cloud-wall`, the fleet and freshness are on a clock that is the
 * same everywhere.
 */
const isTimed = (id: string): boolean =>
  /^wall\.(?:mid|large|documented)\b|^kubernetes\.(?:first|change\.cpu)$|^bundle\..*import/.test(id);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    gate: { type: 'boolean', default: false },
    write: { type: 'string' },
  },
});
const unknown = positionals.filter((name) => !(name in GROUPS));
if (unknown.length > 0) {
  process.stderr.write(
    `no group is called ${unknown.join(', ')}; there are ${Object.keys(GROUPS).join(', ')}\n`,
  );
  process.exit(1);
}

const began = performance.now();
const say = (text: string): void => {
  process.stderr.write(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${text}\n`);
};
const asked = Object.keys(GROUPS).filter((name) => positionals.length === 0 || positionals.includes(name));
const found = await whileBundled((folder) => inLanes(asked, { folder, quick: values.quick, say }));
const figures = asked.flatMap((name) => found.get(name) ?? []);
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
