import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressesIn } from '../../../functions/azure/prefixes.ts';

describe('the addresses of a prefix', () => {
  it.each([
    ['203.0.113.4/30', ['203.0.113.4', '203.0.113.5', '203.0.113.6', '203.0.113.7']],
    ['203.0.113.255/32', ['203.0.113.255']],
    ['2001:db8::fffe/127', ['2001:db8::fffe', '2001:db8::ffff']],
    ['2001:db8:0:1::/127', ['2001:db8:0:1::', '2001:db8:0:1::1']],
  ])('%s', (prefix, addresses) => {
    expect(addressesIn(prefix)).toEqual(addresses);
  });

  it('are as many as its length says, and all different', () => {
    fc.assert(
      fc.property(fc.integer({ min: 120, max: 128 }), fc.nat(0xff_ff), (length, group) => {
        const all = addressesIn(`2001:db8::${group.toString(16)}:0/${length}`);
        expect(new Set(all).size).toBe(2 ** (128 - length));
      }),
    );
  });

  it.each(['203.0.113.0', '203.0.113.0/8', '2001:db8::/64', 'prefix/24'])('%s is none', (text) => {
    expect(() => addressesIn(text)).toThrow(/no prefix/);
  });
});
