import { expect, it } from 'vitest';
import { aheadMs, clockAdvice } from '../../../shared/collect/ahead.ts';

const DATE = 'Sat, 28 Nov 2026 12:00:00 GMT';
const NOON = Date.UTC(2026, 10, 28, 12);

it('a clock is ahead by what it is later than the date of the answer', () => {
  expect(aheadMs(DATE, NOON + 5000)).toBe(5000);
  expect(aheadMs(DATE, NOON - 5000)).toBe(-5000);
  expect([aheadMs(null, NOON), aheadMs(undefined, NOON), aheadMs('soon', NOON)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

it('advice says how far and in which direction, where it is more than the cloud allows', () => {
  expect(clockAdvice(60_000, 60_000, 'X')).toBeUndefined();
  expect(clockAdvice(undefined, 60_000, 'X')).toBeUndefined();
  expect(clockAdvice(61_000, 60_000, 'X')).toBe(
    ' (the clock of this machine is 61 seconds ahead of X: set it right)',
  );
  expect(clockAdvice(-1_200_000, 60_000, 'X')).toBe(
    ' (the clock of this machine is 20 minutes behind X: set it right)',
  );
});
