import { crc32 } from 'node:zlib';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { Digesting } from '../../../shared/model/digesting.ts';
import { Lines } from '../../../shared/model/lines.ts';
import { digestOf } from '../../support/digest.ts';

const MANY = 10_000;
const refOf = (n: number): string => `fake/region/${String(n).padStart(6, '0')}`;
const lineOf = (n: number, value: number): Uint8Array => Buffer.from(`${refOf(n)}\t{"n":${value}}`);
/** Of even numbers. */
const many = (): Lines => Lines.of(Array.from({ length: MANY }, (_, n) => lineOf(2 * n, 0)));
/** Numbers of lines that end a group, by the law of docs/format.md. */
const ENDS = Array.from({ length: MANY }, (_, n) => n).filter((n) => crc32(refOf(2 * n)) % 256 === 0);

it.each([
  ['one by one', many()],
  ['in one piece', many().inOrder()],
  ['as they were stored', Lines.parse(many().joined())],
])('the digest of many lines, %s, is that of their groups, however they came to be', (_, first) => {
  const value = fc.option(fc.nat(9), { nil: undefined });
  const anywhere = fc.record({ n: fc.nat(2 * MANY + 1), value });
  const atAnEnd = fc.record({ n: fc.constantFrom(...ENDS).map((n) => 2 * n), value });
  const edit = fc.oneof(anywhere, atAnEnd);
  // Whole groups go, or all there is.
  const range = fc.tuple(fc.nat(MANY), fc.nat(MANY), fc.boolean()).map(([from, size, isAll]) =>
    Array.from({ length: isAll ? MANY : size }, (__, n) => ({
      n: 2 * (isAll ? n : from + n),
      value: undefined,
    })),
  );
  const round = fc.oneof(
    { weight: 6, arbitrary: fc.array(edit, { maxLength: 3 }) },
    { weight: 1, arbitrary: range },
  );
  expect(first.digest).toBe(digestOf([...many()]));
  fc.assert(
    fc.property(fc.array(fc.array(round, { maxLength: 3 }), { maxLength: 5 }), (rounds) => {
      let lines = first;
      for (const unasked of rounds) {
        for (const edits of unasked) {
          const byRef = new Map(edits.map(({ n, value: to }) => [n, to]));
          const changes = [...byRef].toSorted(([a], [b]) => a - b);
          lines = lines.patched(
            changes.map(([n, to]) => ({
              ref: refOf(n),
              line: to === undefined ? undefined : lineOf(n, to),
            })),
          );
        }
        expect(lines.digest).toBe(digestOf([...lines]));
      }
    }),
    { numRuns: 30 },
  );
});

/** Which lines are asked for when a state of known digest is asked again after edits of one line. */
function askedAfter(n: number, line: 'new' | 'other' | 'none'): readonly number[] {
  const lines = many();
  const digest = new Digesting();
  digest.of(lines);
  const ref = refOf(line === 'new' ? 2 * n + 1 : 2 * n);
  const after = line === 'none' ? undefined : Buffer.from(`${ref}\t{"n":7}`);
  const changed = lines.patched([{ ref, line: after }]);
  const asked = new Set<number>();
  const counting = {
    size: changed.size,
    bytes: changed.bytes,
    line: (at: number) => {
      asked.add(at);
      return changed.line(at);
    },
  };
  const edit = { ...lines.indexOf(ref), line: after };
  expect(digest.after([edit]).of(counting)).toBe(digestOf([...changed]));
  return [...asked].toSorted((a, b) => a - b);
}
const upTo = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from }, (_, n) => from + n);

it('only the group of an edit is read again', () => {
  expect(ENDS.length).toBeGreaterThan(25);
  const [first = 0, second = 0, third = 0] = ENDS;
  expect(third - second).toBeGreaterThan(2);
  expect(askedAfter(second - 1, 'other')).toEqual(upTo(first + 1, second + 1));
  expect(askedAfter(second, 'other')).toEqual(upTo(first + 1, second + 1));
  expect(askedAfter(second + 1, 'other')).toEqual(upTo(second + 1, third + 1));
  expect(askedAfter(second - 1, 'none')).toEqual(upTo(first + 1, second));
  // Without the line that ended it, a group goes on to the end of the next one.
  expect(askedAfter(second, 'none')).toEqual(upTo(first + 1, third));
  expect(askedAfter(first, 'new')).toEqual(upTo(first + 1, second + 2));
  const last = ENDS.at(-1) ?? 0;
  expect(last).toBeLessThan(MANY - 1);
  expect(askedAfter(MANY - 1, 'new')).toEqual(upTo(last + 1, MANY + 1));
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
  expect(new Digesting().of(counting)).toBe(digestOf([...changed]));
  // Once each for where groups end; their bytes are taken in pieces, but for the line that changed.
  expect(asked.filter((n, nth) => asked.indexOf(n) !== nth)).toEqual([at]);
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
  expect(inOrder.digest).toBe(digestOf([...lines]));
});
