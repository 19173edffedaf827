import { expect, test } from 'vitest';
import type { Pending } from '../../../shared/log/commit.ts';
import { GUARD, hold } from '../../../shared/sync/guard.ts';
import type { Shrink } from '../../../shared/sync/guard.ts';

const MINUTE = 60_000;
const shrink = (removed: number, stood: number, over: Partial<Shrink> = {}): Shrink => ({
  removed,
  stood,
  listed: stood - removed,
  digest: 'D',
  list: 'L',
  ...over,
});
const waiting: Pending = { digest: 'D', count: 40, since: 0, seen: 2, listed: 'L' };

test.each([
  ['nothing', shrink(0, 100), false],
  ['few, though a large share', shrink(9, 10), false],
  ['many, though a small share', shrink(30, 100), false],
  ['more than thirty per cent and ten', shrink(31, 100), true],
  ['ten of thirty-three', shrink(10, 33), true],
  ['as many new ones do not make up for it', shrink(40, 100, { listed: 100 }), true],
  ['all three', shrink(3, 3), true],
  ['the only one', shrink(1, 1), true],
  ['an empty list after an empty one', shrink(0, 0), false],
] as const)('suspicious? %s', (_, one, waits) => {
  expect(hold(one, null, GUARD, 5) !== undefined).toBe(waits);
});
test('what waits is named, counted, and since when', () => {
  expect(hold(shrink(40, 100), null, GUARD, 5)).toEqual({
    digest: 'D',
    count: 40,
    since: 5,
    seen: 1,
    listed: 'L',
  });
});
test.each([
  ['the third listing, half an hour after the first', waiting, 30, false],
  ['the third listing, too soon', waiting, 29, true],
  ['the second listing, however late', { ...waiting, seen: 1 }, 900, true],
  ['other records than those that wait', { ...waiting, digest: 'E' }, 900, true],
] as const)('confirmed? %s', (_, pending, minutes, waits) => {
  expect(hold(shrink(40, 100), pending, GUARD, minutes * MINUTE) !== undefined).toBe(waits);
});
test('what waits is counted up to what is asked for, less one, so that repetition is no news', () => {
  expect(hold(shrink(40, 100), waiting, GUARD, MINUTE)).toEqual(waiting);
});
test('records that came meanwhile make up for nothing: what waits is not weighed again', () => {
  expect(hold(shrink(40, 100), null, GUARD, 0)).toBeDefined();
  expect(hold(shrink(40, 140), waiting, GUARD, MINUTE)).toEqual(waiting);
});
test('other records wait from now on', () => {
  const other = hold(shrink(41, 100, { digest: 'E' }), waiting, GUARD, 7);
  expect(other).toMatchObject({ digest: 'E', since: 7, seen: 1 });
});
test('`never` leaves it to a person, and so does an empty list, which confirms nothing either', () => {
  const late = 900 * MINUTE;
  expect(hold(shrink(40, 100), waiting, { ...GUARD, confirm: 'never' }, late)).toEqual(waiting);
  expect(hold(shrink(40, 40), waiting, GUARD, late)).toEqual(waiting);
  expect(hold(shrink(40, 40), null, GUARD, 0)).toMatchObject({ seen: 0 });
});
