import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyPatch, encodePatch, parsePatch } from '../../../shared/log/patch.ts';
import { lineOf } from '../../../shared/model/line.ts';
import { Lines } from '../../../shared/model/lines.ts';
import { countsOf, diff } from '../../../shared/sync/diff.ts';
import type { Change } from '../../../shared/sync/diff.ts';
import { linesOf, region, wordsOf } from '../../support/lines.ts';

const id = fc.constantFrom('a', 'b', 'c', 'c/', 'c-', 'ca', 'd', 'é');
const lines = fc
  .uniqueArray(fc.tuple(id, fc.constantFrom('', 'x', '+y', '-z', '@', '名')), {
    selector: ([native]) => native,
  })
  .map((some) =>
    Lines.of(
      some
        .map(([native, name]) => region(native, name))
        .toSorted((a, b) => (a.ref < b.ref ? -1 : 1))
        .map(lineOf),
    ),
  );
const text = (list: Lines): string => Buffer.from(list.joined()).toString();
const written = (changes: Iterable<Change>): string =>
  [...changes]
    .map(({ before, after }) => `${wordsOf(before ? [before] : [])}>${wordsOf(after ? [after] : [])}`)
    .join(' ');

test('what is added, removed and changed, in order of ref', () => {
  const changes = [...diff(linesOf('a b c=1 e'), linesOf('0 b c=2 d'))];
  expect(written(changes)).toBe('>0 a> c=1>c=2 >d e>');
  expect(countsOf(changes)).toEqual({ added: 2, changed: 1, removed: 2 });
});
test('applying diff(a, b) to a gives b', () => {
  fc.assert(
    fc.property(lines, lines, (a, b) => {
      expect(text(applyPatch(a, [...diff(a, b)]))).toBe(text(b));
    }),
  );
});
test('a list against itself is silent', () => {
  fc.assert(
    fc.property(lines, (a) => {
      expect([...diff(a, Lines.parse(a.joined()))]).toEqual([]);
    }),
  );
});
test('a patch is stored and read back, whatever the records say', () => {
  fc.assert(
    fc.property(lines, lines, lines, (a, b, c) => {
      const patch = new Map([
        ['one', [...diff(a, b)]],
        ['two', [...diff(b, c)]],
      ]);
      const again = parsePatch(encodePatch(patch), 'data/k');
      expect([...again].map(([source, changes]) => [source, written(changes)])).toEqual(
        [...patch].map(([source, changes]) => [source, written(changes)]),
      );
    }),
  );
});
test('what is no patch is not read as an empty one', () => {
  expect(() => parsePatch(Buffer.from('{"a":1}\n'), 'data/k')).toThrow(
    /^data\/k: its changes do not read at byte 0/,
  );
});
