import { expect, test } from 'vitest';
import { createBackoff } from '../../../functions/kubernetes/backoff.ts';

const waits = (random: number, tries: number): readonly number[] => {
  const backoff = createBackoff({ random: () => random });
  return Array.from({ length: tries }, () => backoff.next(undefined));
};

test('each wait is twice the one before, up to half a minute, and up to as long again by chance', () => {
  expect(waits(0, 8)).toEqual([800, 1600, 3200, 6400, 12_800, 25_600, 30_000, 30_000]);
  expect(waits(0.5, 3)).toEqual([1200, 2400, 4800]);
  expect(waits(0.999, 8).at(-1)).toBeLessThan(60_000);
});

test('never less than the server asks for, and short again after what went well', () => {
  const backoff = createBackoff({ random: () => 0 });
  expect([backoff.next(5000), backoff.next(undefined), backoff.next(100)]).toEqual([5000, 1600, 3200]);
  backoff.reset();
  expect(backoff.next(undefined)).toBe(800);
});

test('no server keeps a watch away for longer than five minutes, nor makes it come back at once', () => {
  const backoff = createBackoff({ random: () => 0 });
  expect([86_400_000, 1e15, Infinity].map((asked) => backoff.next(asked))).toEqual([
    300_000, 300_000, 300_000,
  ]);
});
