import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { NoIdentity, encodePart, partsOf, ref } from '../../../shared/model/ref.ts';

const part = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1 }),
  fc.string({ unit: 'binary', minLength: 1 }),
  fc.constantFrom('a/b', '%2F', "!'()*", ' ', 'arn:aws:rds:x', '..'),
);

test('a ref gives back its parts, so no two resources share one', () => {
  fc.assert(
    fc.property(part, fc.array(part, { maxLength: 3 }), (first, rest) => {
      expect(partsOf(ref('p', 'vm', first, ...rest))).toEqual(['p', 'vm', first, ...rest]);
    }),
  );
});
test('every byte of a ref sorts above the tab and needs no care in a key', () => {
  fc.assert(
    fc.property(part, (id) => {
      expect(encodePart(id)).toMatch(/^[\w.~:%-]+$/);
    }),
  );
});
test('parts are spelled as people know them where that is safe', () => {
  expect(ref('aws', 'rds', 'arn:aws:rds:x:db:d_1.~-')).toBe('aws/rds/arn:aws:rds:x:db:d_1.~-');
  expect(ref('p', 'vm', 'a/b', 'c d!')).toBe('p/vm/a%2Fb/c%20d%21');
});
test('a record without identity throws', () => {
  expect(() => ref('p', 'vm', '')).toThrow('without an id');
  expect(() => ref('p', 'vm', 'a', '')).toThrow('without an id');
  expect(() => ref('p', 'vm', 'a\ud800')).toThrow(new NoIdentity('half a character in the id a\ud800'));
});
