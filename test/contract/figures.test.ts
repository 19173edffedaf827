/** The figures of the README are those of the tables that the bench wrote. */
import { expect, test } from 'vitest';
import { BARS } from '../../bench/bars.ts';
import { CLOUDS } from '../../bench/clouds/all.ts';
import { read } from './tree.ts';

const PAGE = read('docs/bench.md');
const FIGURES = new Map(
  [...PAGE.matchAll(/^\| `([\w.-]+)` +\| +([\d.]+) +\|/gm)].map(
    ([, id = '', value = '']) => [id, Number(value)] as const,
  ),
);
const README = read('README.md');

function figure(id: string): number {
  const value = FIGURES.get(id);
  if (value === undefined) throw new Error(`no table has ${id}`);
  return value;
}
/** Of all clouds that have it. */
const all = (pattern: RegExp): readonly number[] => {
  const found = [...FIGURES].flatMap(([id, value]) => (pattern.test(id) ? [value] : []));
  if (found.length === 0) throw new Error(`no table has ${pattern.source}`);
  return found;
};
/** Of three digits in a table; half of the last one that stays is rounded up, as people do it. */
const twoDigits = (value: number): string => (Math.round(Number((value * 100).toFixed(1))) / 100).toFixed(2);
const range = (pattern: RegExp): string =>
  `${twoDigits(Math.min(...all(pattern)))} to ${twoDigits(Math.max(...all(pattern)))}`;
const refused = (pattern: RegExp): string => {
  const [least, most] = [Math.min(...all(pattern)), Math.max(...all(pattern))];
  if (most === 0) return 'no call refused';
  return `${least === 0 ? 'none' : `${least.toFixed(1)} %`} to ${most.toFixed(1)} % of calls refused`;
};
const MISSED = [...PAGE.matchAll(/^\| `([\w.-]+)` .*\*\*missed\*\*/gm)].map(([, id = '']) => id);
const naive = (cloud: string): string => {
  const ratio = figure(`naive.${cloud}.wall`);
  return ratio.toFixed(ratio < 2 ? 1 : 0);
};
const grouped = (value: number, to: number): string => (Math.round(value / to) * to).toLocaleString('en-US');

const ROWS: readonly (readonly [about: RegExp, seen: () => string])[] = [
  [
    /^calls of one region/,
    () => {
      const ratios = all(/^calls\.\w+\.mid$/);
      return `${[...new Set(ratios)].join(', ')}, for each of the ${ratios.length === 8 ? 'eight' : ratios.length} clouds`;
    },
  ],
  [
    /^time, over what the quotas allow/,
    () => `${range(/^wall\.\w+\.known$/)}, ${refused(/^wall\.\w+\.known\.throttled$/)}`,
  ],
  [
    /^the same where nobody states them/,
    () =>
      `${range(/^wall\.(?:\w+\.)+unknown$/)} (worst of 20 draws), ${refused(/\.unknown\.throttled$/)}; ` +
      `where a region takes 60 calls or fewer, ${Math.max(...all(/\.unknown\.refused$/))} at most`,
  ],
  [
    /^the same when another tenant takes half/,
    () => `${range(/^wall\.\w+\.shared$/)}, ${refused(/\.shared\.throttled$/)}`,
  ],
  [
    /^time that a script takes/,
    () =>
      `Aliyun ${naive('aliyun')}, Azure ${naive('azure')}, Huawei Cloud ${naive('huawei')}, QingCloud ${naive('qingcloud')}, ` +
      `Tencent Cloud ${naive('tencent')}; AWS ${naive('aws')}, Baidu Cloud ${naive('baidu')}, Volcengine ${naive('volcengine')}¹`,
  ],
  [
    /^accounts through the queue/,
    () => [1, 10, 50].map((workers) => twoDigits(figure(`fleet.${workers}.makespan`))).join(', '),
  ],
  [/^a round of 300 accounts/, () => `${twoDigits(figure('fleet.10.money'))} USD`],
  [
    /^an unchanged cycle of the engine/,
    () =>
      `${figure('engine.over-floor').toFixed(1)}; of a million records, ${grouped(figure('engine.rate'), 1000)} records a second on one core in ${figure('engine.memory')} MB`,
  ],
  [
    /^a cluster of 50,000 pods/,
    () => `${figure('kubernetes.first').toFixed(1)}, in ${figure('kubernetes.memory').toFixed(0)} MB`,
  ],
  [
    /^lookups of a million addresses/,
    () => `${grouped(figure('lookup.rate'), 10_000)} a second on one core, in ${figure('lookup.memory')} MB`,
  ],
  [
    /^from a changed tag of AWS/,
    () =>
      `${figure('freshness.schedule.p50').toFixed(0)} s for half of them, ${figure('freshness.schedule.p99').toFixed(0)} s for 99 of 100`,
  ],
  [
    /^the same by events/,
    () =>
      `${figure('freshness.events.p50').toFixed(0)} s and ${figure('freshness.events.p99').toFixed(0)} s, with ${figure('freshness.events.calls').toFixed(1)} of the calls`,
  ],
];

test.each(ROWS)('%s', (about, seen) => {
  const rows = [...README.matchAll(/^\| ([^|]+?) +\| ([^|]+?) +\|$/gm)];
  const said = rows.flatMap(([, name = '', value = '']) => (about.test(name) ? [value] : []));
  expect(said).toEqual([seen()]);
});

test('the table says which bars are missed, on which machine it was measured and by which command', () => {
  expect(PAGE).toMatch(
    /^`npm run bench -- .+`, \d{4}-\d\d-\d\d, \d+ s, on \d+ × .+ GB, .+ Node .+, load average .+\.$/m,
  );
  expect(PAGE).toContain(MISSED.length === 0 ? '\nEvery bar is met.\n' : `\nMissed: ${MISSED.join(', ')}.\n`);
});

test('the README says which bars are missed', () => {
  const missed = MISSED.map((id) => `\`${id}\``).join(', ');
  expect(README).toContain(MISSED.length === 0 ? '\nEvery bar in it is met.\n' : `\nMissed in it: ${missed}`);
});

const STATED: ReadonlySet<string> = new Set(CLOUDS.flatMap(({ name, isKnown }) => (isKnown ? [name] : [])));

/** Why a bar may be without a figure; of anything else the bench has lost one, and judges nothing. */
function isLeftOut(id: string): boolean {
  const [, cloud = '', of = ''] = /^wall\.(\w+)\.((?:\w+\.)?unknown)/.exec(id) ?? [];
  if (cloud === '') return id.startsWith('bundle.aws.'); // its own are `bundle.size` and `bundle.import`
  const has = (what: string): boolean => FIGURES.has(`wall.${cloud}.${of}${what}`);
  if (STATED.has(cloud)) return true;
  // Of few calls those that are refused are counted, of many their share; where no draw holds it back, it is only late.
  if (id.endsWith('.refused')) return has('.throttled');
  return id.endsWith('.throttled') ? has('.refused') : has('.late');
}

test('every bar of the bench has its figure in the table', () => {
  const barred = Object.entries(BARS).filter(([, { must }]) => must !== undefined);
  const lost = barred.map(([id]) => id).filter((id) => !FIGURES.has(id) && !isLeftOut(id));
  expect(lost).toEqual([]);
});
