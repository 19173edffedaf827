import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Collecting } from '../../../shared/model/collecting.ts';
import type { Collected } from '../../../shared/model/collecting.ts';
import type { TagRecord } from '../../../shared/model/kinds.ts';
import { lineOf } from '../../../shared/model/line.ts';
import { Lines } from '../../../shared/model/lines.ts';
import { digestOf } from '../../support/digest.ts';
import { region } from '../../support/lines.ts';

const collected = (records: readonly TagRecord[]): Collected => {
  const collecting = new Collecting();
  for (const record of records) collecting.add(record);
  expect(collecting.size).toBe(records.length);
  return collecting.finish();
};
/** The law, spelled out without the code under test. */
const linesOf = (records: readonly TagRecord[]): readonly Uint8Array[] =>
  records.map((record) => lineOf(record)).toSorted((a, b) => Buffer.compare(a, b));

function expectForm(lines: Lines, records: readonly TagRecord[]): void {
  const stored = linesOf(records);
  const form = Buffer.concat(stored.flatMap((line) => [line, Buffer.from('\n')]));
  expect(Buffer.from(lines.joined()).equals(form)).toBe(true);
  expect([lines.size, lines.bytes, lines.digest]).toEqual([records.length, form.length, digestOf(stored)]);
  const again = Lines.parse(form);
  expect([again.size, again.bytes, again.digest]).toEqual([lines.size, lines.bytes, lines.digest]);
  expect(Array.from({ length: again.size }, (_, n) => again.ref(n))).toEqual(
    Array.from({ length: lines.size }, (_, n) => lines.ref(n)),
  );
}

const id = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }),
  fc.constantFrom('a', 'a/', 'a-', 'a.b'),
);
const record = fc
  .record({ id, name: fc.string({ unit: 'grapheme' }) })
  .map(({ id: native, name }) => region(native, name));

test('lines are in the order of their bytes, which is the order of refs', () => {
  fc.assert(
    fc.property(fc.uniqueArray(record, { selector: ({ ref }) => ref }), (records) => {
      const { lines, repeats, conflicts } = collected(records);
      expectForm(lines, records);
      expect([repeats, conflicts]).toEqual([0, []]);
      expect([...lines].map((_, n) => lines.ref(n))).toEqual(records.map(({ ref }) => ref).toSorted());
    }),
  );
});
test('of a record that came twice the later one counts, and different ones are told', () => {
  fc.assert(
    fc.property(fc.array(record, { maxLength: 8 }), fc.array(record, { maxLength: 8 }), (some, more) => {
      const all = [...some, ...more, ...some];
      const { lines, repeats, conflicts } = collected(all);
      const last = new Map(all.map((one) => [one.ref, one]));
      expectForm(lines, [...last.values()]);
      expect(repeats).toBe(all.length - last.size);
      const names = (ref: string): Set<string> =>
        new Set(all.filter((one) => one.ref === ref).map(({ name }) => name));
      expect(new Set(conflicts)).toEqual(new Set([...last.keys()].filter((ref) => names(ref).size > 1)));
    }),
  );
});
test('nothing', () => {
  expectForm(collected([]).lines, []);
  expectForm(Lines.NONE, []);
  expect(() => Lines.NONE.line(0)).toThrow(RangeError);
});

const KB = 1024;
test.each([
  ['many chunks', Array.from({ length: 30_000 }, (_, n) => region(`i${(n * 7919) % 30_000}`, `名字-${n}-é`))],
  [
    'lines larger than a chunk',
    [20, 3_000, 1, 1_100, 40, 2_000].map((size, n) => region(`i${n}`, '汉'.repeat(size * KB))),
  ],
  [
    'lines as long as what is hashed at once',
    [-2, -1, 0, 1, 2].flatMap((n) => {
      const bare = lineOf(region(`i${n}`, '')).length;
      return [region(`i${n}`, 'x'.repeat(64 * KB - bare + n)), region(`j${n}`, '')];
    }),
  ],
  [
    'text that fits to the byte',
    Array.from({ length: 64 }, (_, n) => region(`i${10 + n}`, 'x'.repeat(256 - 49))),
  ],
] as const)('chunk borders: %s', (_, records) => {
  expectForm(collected(records).lines, records);
});

test.each([-2, -1, 0, 1, 2])('lines that end %i bytes from what is hashed at once', (n) => {
  const [first, second] = [region('a', ''), region('b', '')];
  const rest = 64 * KB + n - lineOf(first).length - 1 - lineOf(second).length;
  const records = [first, { ...second, name: 'x'.repeat(rest) }, region('c', '')];
  expectForm(collected(records).lines, records);
});
