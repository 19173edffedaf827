import { isIP } from 'node:net';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressOf, canonical, textOf } from '../../../../shared/model/links/address.ts';
import { cidrOf, covers, prefixOf } from '../../../../shared/model/links/prefix.ts';

test.each([
  ['10.0.0.1', '10.0.0.1'],
  ['255.255.255.255', '255.255.255.255'],
  ['2001:0DB8:0:0:0:0:0:1', '2001:db8::1'],
  ['::', '::'],
  ['::1', '::1'],
  ['1::', '1::'],
  ['fe80:0:0:1:0:0:0:1', 'fe80:0:0:1::1'],
  ['1:0:2:3:4:5:6:7', '1:0:2:3:4:5:6:7'],
  ['::ffff:10.0.0.1', '10.0.0.1'],
  ['::ffff:0a00:1', '10.0.0.1'],
  ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
])('%s is %s', (text, expected) => {
  const address = addressOf(text);
  expect(address && textOf(address)).toBe(expected);
  expect(text.includes('.') && text.includes(':') ? expected : canonical(text)).toBe(expected);
});
test.each([
  '',
  '10',
  '10.0.0',
  '10.0.0.0.1',
  '10.0.0.256',
  '10.0.0.01',
  '10..0.1',
  '10.0.0.',
  ' 10.0.0.1',
  '10.0.0.1 ',
  '1e1.0.0.1',
  '10.0.0.-1',
  ':',
  ':::',
  '1::2::3',
  '1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7:8:9',
  '12345::',
  'g::',
  'fe80::1%eth0',
  '::10.0.0',
  '10.0.0.1::',
  '1:2:3:4:5:6:7::8',
  'not an address',
  '１０.0.0.1',
])('%j is no address', (text) => {
  expect(addressOf(text)).toBeUndefined();
});
test('it reads what Node reads, and nothing else', () => {
  const odd = fc.string({
    unit: fc.constantFrom('0', '1', '9', 'a', 'F', ':', '.', '::', '255', '0.0.0.0'),
    maxLength: 12,
  });
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), odd), (text) => {
      expect(addressOf(text) !== undefined).toBe(isIP(text) !== 0);
    }),
    { numRuns: 2_000 },
  );
});
test('its text is read back as the same address', () => {
  const word = fc.oneof(fc.nat(0xffff), fc.nat(0xffffffff));
  fc.assert(
    fc.property(fc.tuple(word, word, word, word), (words) => {
      const [a, b, c] = words;
      fc.pre(!(a === 0 && b === 0 && c === 0xffff));
      expect(addressOf(textOf(words))).toEqual(words);
      expect(addressOf(textOf([a]))).toEqual([a]);
    }),
  );
});
test.each([
  ['10.1.2.3/8', '10.0.0.0/8'],
  ['10.1.2.3', '10.1.2.3/32'],
  ['0.0.0.0/0', '0.0.0.0/0'],
  ['2001:db8:ffff::/33', '2001:db8:8000::/33'],
  ['::/0', '::/0'],
  ['::ffff:10.1.0.0/104', '10.0.0.0/8'],
])('the prefix %s is %s', (text, expected) => {
  const prefix = prefixOf(text);
  expect(prefix && cidrOf(prefix)).toBe(expected);
});
test.each([
  '10.0.0.0/33',
  '10.0.0.0/',
  '10.0.0.0/-1',
  '10.0.0.0/8/8',
  '/8',
  '::/129',
  '::ffff:10.0.0.0/64',
  'pl-12345',
])('%j is no prefix', (text) => {
  expect(prefixOf(text)).toBeUndefined();
});

const bits = (text: string): string =>
  (prefixOf(text)?.address ?? []).map((word) => word.toString(2).padStart(32, '0')).join('');

test('a prefix covers another as their bits, written out, say', () => {
  const cidr = fc.oneof(
    fc.tuple(fc.constantFrom('10.0.0.0', '10.128.0.1', '192.0.2.1'), fc.integer({ min: 0, max: 32 })),
    fc.tuple(fc.constantFrom('2001:db8::', '2001:db8:8000::1', '::1'), fc.integer({ min: 0, max: 128 })),
  );
  fc.assert(
    fc.property(cidr, cidr, ([a, n], [b, m]) => {
      const [outer, inner] = [prefixOf(`${a}/${n}`), prefixOf(`${b}/${m}`)];
      const expected =
        a.includes(':') === b.includes(':') && n <= m && bits(a).slice(0, n) === bits(b).slice(0, n);
      expect(outer && inner && covers(outer, inner)).toBe(expected);
    }),
    { numRuns: 1_000 },
  );
});
