import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeyTable, NONE, SEVERAL } from '../../../shared/lookup/key-table.ts';
import { START, lanesOf } from '../../../shared/lookup/lanes.ts';

const key = fc.constantFrom('', 'a', 'b', 'ab', 'aws/vm/i-1', '实例');
const kind = fc.constantFrom(0, 1, 2);
const step = fc.record({
  op: fc.constantFrom('add' as const, 'add' as const, 'delete' as const),
  key,
  kind,
  value: fc.integer({ min: 0, max: 5 }),
});

test('every question has the values that were put in and not taken out', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const table = new KeyTable();
      const expected = new Map<string, number[]>();
      for (const { op, key: text, kind: number, value } of steps) {
        const values = expected.get(`${number} ${text}`) ?? [];
        expected.set(`${number} ${text}`, values);
        if (op === 'add') {
          table.add(text, number, value);
          values.unshift(value);
        } else {
          table.delete(text, number, value);
          if (values.includes(value)) values.splice(values.indexOf(value), 1);
        }
      }
      for (const [name, values] of expected) {
        const [number, text] = [Number(name[0]), name.slice(2)];
        const { a, b } = lanesOf(text);
        const [one = NONE] = values;
        expect(table.all(text, number)).toEqual(values);
        expect(table.allAt(a, b, number)).toEqual(values);
        expect(table.onlyAt(a, b, number)).toBe(values.length > 1 ? SEVERAL : one);
      }
    }),
  );
});

test('of the keys of every kind, the first two values are told, the last that was put in first', () => {
  const table = new KeyTable();
  const told = (): readonly number[] => [table.first('a'), table.upToTwo('a', START), table.one, table.two];
  expect([table.first('a'), table.upToTwo('a', START)]).toEqual([NONE, 0]);
  table.add('a', 0, 5);
  expect(told().slice(0, 3)).toEqual([5, 1, 5]);
  table.add('a', 0, 6);
  expect(told()).toEqual([6, 2, 6, 5]);
  table.add('a', 0, 7);
  expect(told()).toEqual([7, 3, 7, 6]);
  table.delete('a', 0, 7);
  table.add('a', 1, 8);
  expect(told()).toEqual([6, 2, 6, 5]);
});

test('a key is the same, read at once or after what it begins with', () => {
  const table = new KeyTable();
  table.add('@aws/vpc/v 10.0.0.1', 0, 7);
  expect(table.all('10.0.0.1', 0, lanesOf('@aws/vpc/v '))).toEqual([7]);
});
