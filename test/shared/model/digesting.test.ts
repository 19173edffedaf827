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

it('the digest of many lines is that of their stored form, however they came to be', () => {
  const edit = fc.record({ n: fc.nat(2 * MANY + 1), value: fc.option(fc.nat(9), { nil: undefined }) });
  const first = many();
  expect(first.digest).toBe(digestOf(first));
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
