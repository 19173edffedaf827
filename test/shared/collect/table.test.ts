import { expect, test } from 'vitest';
import { table } from '../../../shared/collect/table.ts';

test('a table knows the words that are written into it, and no others', () => {
  const states = table({ running: 'on', stopped: 'off' });
  const said = ['running', 'stopped', 'constructor', '__proto__', 'toString', 'valueOf', 'hasOwnProperty'];
  expect(said.map((word) => states[word])).toEqual([
    'on',
    'off',
    ...Array.from({ length: 5 }, () => undefined),
  ]);
});
