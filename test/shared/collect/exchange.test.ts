import { expect, test } from 'vitest';
import { CloudError } from '../../../shared/collect/errors.ts';
import { exchange, jsonOf } from '../../../shared/collect/exchange.ts';

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

test.each([
  ['a token of two lines', 'https://127.0.0.1:9/', { 'x-token': 'can\nary' }],
  ['a token that is no text of a header', 'https://127.0.0.1:9/', { 'x-token': 'canary\u4E2D' }],
  ['a password in its address', 'https://user:canary@127.0.0.1:9/', {}],
])('a request with %s is not sent, and is told without it', async (_, url, headers) => {
  const { signal } = new AbortController();
  const sent = exchange({ method: 'GET', url: new URL(url), headers }, 'List', signal);
  const error = await sent.catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: 'CloudError', reason: 'denied' });
  expect(Object(error).cause).toBeUndefined(); // it would show the token
  expect(String(error)).toBe(
    'CloudError: List: cannot be sent: the endpoint or the credentials hold a character that is not theirs: give them again',
  );
});
