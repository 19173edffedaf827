import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { withoutUnread } from '../../../functions/kubernetes/unread.ts';

const read = (json: string): unknown => JSON.parse(withoutUnread(Buffer.from(json)));

it('who manages a field is left out before the object is parsed', () => {
  const one = {
    metadata: {
      name: 'web',
      managedFields: [{ manager: 'kube"let]}', fieldsV1: { 'k:{"type":"Ready\\"}': { '.': {} } } }],
      uid: 'u1',
    },
    spec: { nodeName: 'node-1' },
  };
  const expected = { metadata: { name: 'web', uid: 'u1' }, spec: { nodeName: 'node-1' } };
  expect(read(JSON.stringify(one))).toEqual(expected);
  expect(read(JSON.stringify({ items: [one, one] }))).toEqual({ items: [expected, expected] });
  expect(withoutUnread(Buffer.from(JSON.stringify(one)))).toBe(JSON.stringify(expected));
});

it('everything else stays as it is, whatever texts say', () => {
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom('managedFields', ',"managedFields":[', '","managedFields":["', '\\', '\\"', '}]', 'é'),
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      text,
      fc.integer(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(text, tie('value'), { maxKeys: 4 }),
    ),
  }));
  fc.assert(
    fc.property(value, (held) => {
      expect(read(JSON.stringify(held))).toEqual(JSON.parse(JSON.stringify(held, withoutManaged)));
    }),
    { numRuns: 500 },
  );
});

it('what does not end is no JSON, as it was', () => {
  expect(() => read('{"metadata":{"name":"web","managedFields":[{"a":{}}')).toThrow(SyntaxError);
  expect(() => read('{"metadata":{"name":"web","managedFields":["a]')).toThrow(SyntaxError);
});

/** A list of that name that is not an object's first field. */
function withoutManaged(this: unknown, key: string, value: unknown): unknown {
  const isFirst = typeof this === 'object' && this !== null && Object.keys(this)[0] === key;
  return key === 'managedFields' && Array.isArray(value) && !isFirst ? undefined : value;
}
