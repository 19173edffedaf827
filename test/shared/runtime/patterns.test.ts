import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyOf, tagFilter, wildcard } from '../../../shared/runtime/patterns.ts';

describe('wildcard', () => {
  it.each([
    ['eu-*', 'eu-west-1', true],
    ['eu-*', 'us-east-1', false],
    ['*', '', true],
    ['*-1', 'eu-west-1', true],
    ['*-1', 'eu-west-12', false],
    ['a.c', 'abc', false],
    ['aws:*', 'aws:cloudformation:stack\nname', true],
    ['', 'a', false],
  ])('%j and %j: %j', (pattern, text, expected) => {
    expect(wildcard(pattern)(text)).toBe(expected);
  });

  it('without a star is equality; every piece of a text may become one', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.nat(), fc.nat(), (text, other, a, b) => {
        const plain = text.replaceAll('*', '');
        expect(wildcard(plain)(other)).toBe(plain === other);
        const [from, to] = [Math.min(a, b), Math.max(a, b)].map((n) => n % (plain.length + 1));
        if (from === undefined || to === undefined || from > to) return;
        expect(wildcard(`${plain.slice(0, from)}*${plain.slice(to)}`)(plain)).toBe(true);
      }),
    );
  });
});

it('anyOf nothing is nothing', () => {
  expect(anyOf([])('a')).toBe(false);
  expect(anyOf(['b', 'a*'])('abc')).toBe(true);
});

it('deny wins', () => {
  const keep = tagFilter({ allow: ['team*', 'Name'], deny: ['*secret*'] });
  expect(['team', 'team-secret', 'Name', 'name', 'other'].filter(keep)).toEqual(['team', 'Name']);
  expect(tagFilter({ allow: ['*'], deny: [] })('')).toBe(true);
});
