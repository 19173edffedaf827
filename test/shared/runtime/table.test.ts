import { expect, it } from 'vitest';
import { printable, table, widthOf } from '../../../shared/runtime/table.ts';

it('columns line up, numbers to the right, Chinese and combining characters too', () => {
  expect(
    table(
      ['name', 'count', 'note'],
      [
        ['订单服务', '5', ''],
        ['e\u0301', '12345', 'x'],
      ],
      [1],
    ).split('\n'),
  ).toEqual(['name      count  note', '订单服务      5', 'e\u0301         12345  x']);
});

it('nothing that steers a terminal gets through', () => {
  expect(printable('a\u001b[31mb\r\n\u0007\u202ec')).toBe('a\\u001b[31mb\\u000d\\u000a\\u0007\\u202ec');
  expect(widthOf('a🚀b')).toBe(4);
});
