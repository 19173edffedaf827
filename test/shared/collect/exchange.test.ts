import { expect, test } from 'vitest';
import { CloudError } from '../../../shared/collect/errors.ts';
import { jsonOf } from '../../../shared/collect/exchange.ts';

const answered = (text: string, status = 200) => ({ status, headers: new Headers(), text });

test('half a character, of a name that a cloud cut, is the sign for it; a whole one is itself', () => {
  const text = String.raw`{"id":"a\ud800","names":["\ud83d\ude00","\uDE00\uD83D","\u00e9"],"count":1}`;
  const value = jsonOf(answered(text), 'List');
  expect(value).toEqual({ id: 'a\uFFFD', names: ['😀', '\uFFFD\uFFFD', 'é'], count: 1 });
  expect(encodeURIComponent('a\uFFFD')).toBe('a%EF%BF%BD');
});

test.each([
  [200, 'unavailable'],
  [502, 'unavailable'],
  [404, 'invalid'],
])('HTTP %i with a body that is no JSON is %s', (status, reason) => {
  const broken = (): unknown => jsonOf(answered('<html>', status), 'List');
  expect(broken).toThrow(CloudError);
  expect(broken).toThrow(expect.objectContaining({ reason }));
});
