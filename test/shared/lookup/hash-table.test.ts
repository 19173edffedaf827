import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { HashTable } from '../../../shared/lookup/hash-table.ts';

/** Hashes that crowd: at the very ends of what is possible, and side by side in the middle. */
const crowded = fc.constantFrom(-(2 ** 31), -1, 0, 1, 2 ** 31 - 2, 2 ** 31 - 1);
const hash = fc.record({ a: crowded, b: fc.integer({ min: 0, max: 40 }) });
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ hash, word: fc.integer({ min: 1, max: 9 }) }) },
  { weight: 1, arbitrary: fc.record({ hash, word: fc.constant(0) }) },
);

test('it holds what was put in last and not taken out, however the hashes crowd', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 100, maxLength: 400 }), (steps) => {
      const table = new HashTable();
      const expected = new Map<string, number>();
      for (const { hash: one, word } of steps) {
        if (word === 0) table.delete(one);
        else table.set(one, word);
        if (word === 0) expected.delete(`${one.a} ${one.b}`);
        else expected.set(`${one.a} ${one.b}`, word);
      }
      for (const { hash: one } of steps) expect(table.get(one)).toBe(expected.get(`${one.a} ${one.b}`) ?? 0);
      expect(table.size).toBe(expected.size);
    }),
    { numRuns: 60 },
  );
});

test('it grows past its first room, and past its end where the highest hashes crowd, and loses nothing', () => {
  const table = new HashTable();
  const spread = Array.from({ length: 20_000 }, (_, n) => ({ a: Math.imul(n, 0x9e3779b1), b: n }));
  const highest = Array.from({ length: 500 }, (_, n) => ({ a: 2 ** 31 - 1, b: -1 - n }));
  for (const [n, one] of [...spread, ...highest].entries()) table.set(one, n + 1);
  expect(table.size).toBe(20_500);
  expect([...spread, ...highest].map((one) => table.get(one))).toEqual(
    Array.from({ length: 20_500 }, (_, n) => n + 1),
  );
  expect(table.get({ a: 2 ** 31 - 1, b: 1 })).toBe(0);
});

test('what was taken out leaves nothing behind: the others are found, and the room is used again', () => {
  const table = new HashTable();
  const all = Array.from({ length: 5000 }, (_, n) => ({ a: Math.imul(n, 0x9e3779b1), b: n }));
  for (const one of all) table.set(one, one.b + 1);
  for (const one of all) if (one.b % 3 !== 0) table.delete(one);
  for (const one of all) expect(table.get(one)).toBe(one.b % 3 === 0 ? one.b + 1 : 0);
  for (const one of all) table.delete(one);
  expect(table.size).toBe(0);
});
