// Measures what was asked for and judges it: bundled like all that it starts, beside which it is.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { BARS, isAbsolute, isMet } from './bars.ts';
import { wanted } from './command.ts';
import { inLanes } from './lanes.ts';
import { page } from './page.ts';
import type { Row } from './page.ts';

/**
 * Ratios of what is timed: a gate does not judge them. `cloud-wall`, the fleet and freshness are on a clock that is the
 * same everywhere.
 */
const isTimed = (id: string): boolean =>
  /^wall\.(?:mid|large|documented)\b|^kubernetes\.(?:first|change\.cpu)$|^bundle\..*import/.test(id);

const { groups, quick, gate, json, write } = wanted();
const began = performance.now();
const say = (text: string): void => {
  process.stderr.write(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${text}\n`);
};
const folder = path.dirname(fileURLToPath(import.meta.url));
const found = await inLanes(groups, { folder, quick, gate, say });
const figures = groups.flatMap((name) => found.get(name) ?? []);
const rows = figures.map(({ id, value }) => {
  const bar = BARS[id];
  if (bar === undefined) throw new Error(`nobody says what ${id} must be`);
  const { unit, must, because, isOfFullSize } = bar;
  const isLeftOut = gate && (isAbsolute(bar) || isTimed(id));
  const isJudged = must !== undefined && !isLeftOut && !(quick && isOfFullSize === true);
  return {
    id,
    value: rounded(value),
    unit,
    bar: isJudged ? must.join(' ') : null,
    ok: !isJudged || isMet(bar, value),
    because,
  };
});
if (write !== undefined) {
  await writeFile(write, page(rows, process.argv.slice(2), (performance.now() - began) / 1000));
}
const shown = rows.map(({ id, value, unit, bar, ok }) => ({ id, value, unit, bar, ok }));
process.stdout.write(json ? `${JSON.stringify(shown, null, 2)}\n` : table(shown));
process.exitCode = rows.every(({ ok }) => ok) ? 0 : 1;

function table(all: readonly Omit<Row, 'because'>[]): string {
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
