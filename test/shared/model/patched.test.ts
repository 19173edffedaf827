import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyPatch } from '../../../shared/log/patch.ts';
import { Lines } from '../../../shared/model/lines.ts';
import type { Change } from '../../../shared/sync/diff.ts';

const lineOf = (ref: string, value: number): Uint8Array => Buffer.from(`${ref}\t{"n":${value}}`);
const ref = fc.integer({ min: 10, max: 60 }).map((n) => `fake/region/${n}`);
const state = fc.dictionary(ref, fc.nat({ max: 3 }), { maxKeys: 20 });
const edits = fc.dictionary(ref, fc.option(fc.nat({ max: 3 }), { nil: undefined }), { maxKeys: 10 });

const inOrder = <T>(entries: Readonly<Record<string, T>>): [string, T][] =>
  Object.entries(entries).toSorted(([a], [b]) => (a < b ? -1 : 1));

it('lines with a few changes are what a patch makes of them, again and again', () => {
  fc.assert(
    fc.property(state, fc.array(edits, { maxLength: 20 }), (first, rounds) => {
      let lines = Lines.of(inOrder(first).map(([name, n]) => lineOf(name, n)));
      for (const round of rounds) {
        const changes = inOrder(round).map(([name, n]) => ({
          ref: name,
          line: n === undefined ? undefined : lineOf(name, n),
        }));
        const patch = changes.flatMap(({ ref: name, line: after }): Change[] => {
          const { index, found } = lines.indexOf(name);
          const before = found ? lines.line(index) : undefined;
          if (before === undefined) return after === undefined ? [] : [{ before, after }];
          return [{ before, after }];
        });
        const expected = applyPatch(lines, patch);
        lines = lines.patched(changes);
        expect(Buffer.from(lines.joined()).toString()).toBe(Buffer.from(expected.joined()).toString());
        expect(lines.digest).toBe(expected.digest);
        expect(lines.bytes).toBe(expected.bytes);
      }
    }),
  );
});

it('what went is let go of: a state that is changed for ever stays its size', () => {
  const big = Buffer.from('x'.repeat(10_000));
  const line = (n: number): Uint8Array =>
    Buffer.concat([Buffer.from(`fake/region/a\t"${n}`), big, Buffer.from('"')]);
  let lines = Lines.of([line(0)]);
  const held: number[] = [];
  for (let n = 1; n <= 500; n++) {
    lines = lines.patched([{ ref: 'fake/region/a', line: line(n) }]);
    held.push(lines.heldBytes);
  }
  expect(Math.max(...held)).toBeLessThan(3 * lines.bytes + 70_000);
});
