import { expect, test } from 'vitest';
import { retryAfter } from '../../../shared/collect/retry-after.ts';

const NOW = Date.parse('2026-03-01T12:00:00Z');

test.each([
  ['0', 0],
  ['7', 7_000],
  ['Sun, 01 Mar 2026 12:00:30 GMT', 30_000],
  ['Sun, 01 Mar 2026 11:00:00 GMT', 0],
  ['soon', undefined],
  ['', undefined],
  [null, undefined],
  [undefined, undefined],
])('Retry-After: %s', (value, ms) => {
  expect(retryAfter(value, NOW)).toBe(ms);
});
