import { expect, test } from 'vitest';
import { Journal } from '../../../functions/kubernetes/journal.ts';

test('what changed since a mark, each once, at its last place', () => {
  const journal = new Journal<string>(10);
  const { mark, changed } = journal.since(undefined);
  expect(changed).toBeUndefined();
  expect([...(journal.since(mark).changed ?? [])]).toEqual([]);
  journal.note('a', 'here');
  journal.note('b', 'here');
  journal.note('a', 'there');
  const next = journal.since(mark);
  expect([...(next.changed ?? [])]).toEqual([
    ['a', 'there'],
    ['b', 'here'],
  ]);
  expect([...(journal.since(next.mark).changed ?? [])]).toEqual([]);
});

test('whoever is too far behind is told so, and what is held does not grow', () => {
  const journal = new Journal<number>(3);
  const { mark } = journal.since(undefined);
  let last = mark;
  for (let n = 0; n < 100; n++) {
    journal.note(`${n}`, n);
    const { mark: now, changed } = journal.since(last);
    expect([...(changed ?? [])]).toEqual([[`${n}`, n]]);
    last = now;
  }
  expect(journal.since(mark).changed).toBeUndefined();
  expect(journal.since(last - 3).changed?.size).toBe(3);
  expect(journal.since(last - 7).changed).toBeUndefined();
});
