import { expect, test } from 'vitest';
import { safeTags, storable, uniqueNames } from '../../../functions/deepflow/safe.ts';

const named = (...names: readonly string[]) => names.map((name, n) => ({ name, id: `i${n}` }));

test('tags of one resource are one column of 65,535 bytes: what it has no room for is left out, and named', () => {
  const tags = Array.from({ length: 60 }, (_, n) => [`k${n}`, '订'.repeat(255)] as const);
  // Each is 3 × 255 bytes, with its key, quotes, colon and comma at most 777 or so: 60 fit.
  expect(safeTags(tags).tags).toHaveLength(60);
  const long = Array.from({ length: 60 }, (_, n) => [`${'键'.repeat(250)}${n}`, '订'.repeat(255)] as const);
  const { tags: kept, changed } = safeTags(long);
  const object = Object.fromEntries(kept.map(({ key, value }) => [key, value]));
  expect(Buffer.byteLength(JSON.stringify(object))).toBeLessThanOrEqual(65_535);
  expect(kept).toHaveLength(43);
  expect(changed).toHaveLength(17);
  expect(changed[0]).toMatch(/: its tags are more than 65535 bytes together$/);
});

test.each([
  ['订单', '订单'],
  ['a🚀b', 'a_b'],
  ['half \uD83D of one', 'half _ of one'],
  ['line\u2028end\u0085tab\t', 'line_end_tab_'],
])('%j is stored as %j', (text, stored) => {
  expect(storable(text)).toBe(stored);
});

test('names that are the same, or become so, are told apart by ids, and by a number where ids are the same', () => {
  expect(uniqueNames(named('a', 'b'), 9)).toEqual(['a', 'b']);
  expect(uniqueNames(named('a', 'a'), 9)).toEqual(['a (i0)', 'a (i1)']);
  expect(uniqueNames(named('a', 'a', 'a (i0)'), 20)).toEqual(['a (i0) (i0)', 'a (i1)', 'a (i0) (i2)']);
  expect(uniqueNames(named('abcdefghij', 'abcdefghik'), 9)).toEqual(['abcd (i0)', 'abcd (i1)']);
  const twins = [
    { name: 'x', id: 'same' },
    { name: 'x', id: 'same' },
  ];
  expect(new Set(uniqueNames(twins, 30)).size).toBe(2);
  expect(uniqueNames([{ name: ' ', id: 'i0' }], 9)).toEqual(['i0']);
});
