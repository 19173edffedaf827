import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { Digesting } from '../../../shared/model/digesting.ts';
import { Lines } from '../../../shared/model/lines.ts';

const MANY = 10_000;
const refOf = (n: number): string => `fake/region/${String(n).padStart(6, '0')}`;
const lineOf = (n: number, value: number): Uint8Array => Buffer.from(`${refOf(n)}\t{"n":${value}}`);
const many = (): Lines => Lines.of(Array.from({ length: MANY }, (_, n) => lineOf(2 * n, 0)));
const digestOf = (lines: Lines): string => createHash('sha256').update(lines.joined()).digest('hex');

it.each([
  ['one by one', many()],
  ['in one piece', many().inOrder()],
  ['as they were stored', Lines.parse(many().joined())],
])('the digest of many lines, %s, is that of their stored form, however they came to be', (_, first) => {
  const edit = fc.record({ n: fc.nat(2 * MANY + 1), value: fc.option(fc.nat(9), { nil: undefined }) });
  expect(first.digest).toBe(digestOf(many()));
  fc.assert(
    fc.property(fc.array(fc.array(edit, { maxLength: 3 }), { maxLength: 5 }), (rounds) => {
      let lines = first;
      for (const round of rounds) {
        const byRef = new Map(round.map(({ n, value }) => [n, value]));
        const changes = [...byRef].toSorted(([a], [b]) => a - b);
        lines = lines.patched(
          changes.map(([n, value]) => ({
            ref: refOf(n),
            line: value === undefined ? undefined : lineOf(n, value),
          })),
        );
        expect(lines.digest).toBe(digestOf(lines));
      }
    }),
    { numRuns: 30 },
  );
});

it('what stands before a change is not read again', () => {
  const lines = many();
  const asked = new Set<number>();
  const counting = {
    size: lines.size,
    bytes: lines.bytes,
    line: (n: number) => {
      asked.add(n);
      return lines.line(n);
    },
  };
  const digest = new Digesting();
  expect(digest.of(counting)).toBe(digestOf(lines));
  expect(asked.size).toBe(MANY);
  asked.clear();
  expect(digest.upTo(9_000).of(counting)).toBe(digestOf(lines));
  expect(Math.min(...asked)).toBe(8_192); // four times 2,048
  expect(asked.size).toBe(MANY - 8_192);
  asked.clear();
  expect(digest.upTo(8_191).of(counting)).toBe(digestOf(lines));
  expect(Math.min(...asked)).toBe(6_144);
});

it('what stands as it is stored is not read line by line', () => {
  const lines = many();
  const inOrder = lines.inOrder();
  expect([...inOrder].map(String)).toEqual([...lines].map(String));
  const at = 5_000;
  const changed = inOrder.patched([{ ref: refOf(2 * at), line: lineOf(2 * at, 7) }]);
  const asked: number[] = [];
  const counting = {
    size: changed.size,
    bytes: changed.bytes,
    line: (n: number) => {
      asked.push(n);
      return changed.line(n);
    },
    stretch: (n: number, to: number) => changed.stretch(n, to),
  };
  expect(new Digesting().of(counting)).toBe(digestOf(changed));
  expect(asked).toEqual([at]);
});

it('a stretch is no longer than a block, but for one line that is', () => {
  const long = Buffer.concat([Buffer.from(`${refOf(1)}\t"`), Buffer.alloc(100_000, 'x'), Buffer.from('"')]);
  const lines = Lines.of([lineOf(0, 0), long, ...Array.from({ length: 5_000 }, (_, n) => lineOf(n + 2, 0))]);
  const sizes: number[] = [];
  const inOrder = lines.inOrder();
  for (let n = 0; n < inOrder.size;) {
    const stretch = inOrder.stretch(n, inOrder.size);
    if (stretch === undefined) throw new Error(`line ${n} stands by itself`);
    sizes.push(stretch.bytes.length);
    n = stretch.to;
  }
  expect(sizes.filter((size) => size > 65_536)).toEqual([long.length + 1]);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(lines.bytes);
  expect(inOrder.digest).toBe(digestOf(lines));
});
