import { expect, test } from 'vitest';
import { createDealer } from './dealer.ts';
import type { Played, Range } from './dealer.ts';

const deal = { from: 1, before: 8, cycles: Infinity, size: 3 };
const played = (range: Range, cycles: number, seed?: number): Played => ({
  range,
  tally: [['cycle', cycles]],
  broken: seed === undefined ? undefined : { seed, law: `law of ${seed}` },
});

test('every seed is dealt once, the last range is what is left', () => {
  const dealer = createDealer(deal);
  expect([dealer.next(), dealer.next(), dealer.next(), dealer.next()]).toEqual([
    { from: 1, before: 4 },
    { from: 4, before: 7 },
    { from: 7, before: 8 },
    undefined,
  ]);
});

test('tallies are added up, and enough cycles end it', () => {
  const dealer = createDealer({ ...deal, cycles: 100 });
  dealer.played(played({ from: 1, before: 4 }, 60));
  expect(dealer.next()).toEqual({ from: 1, before: 4 });
  dealer.played(played({ from: 4, before: 7 }, 40));
  expect(dealer.next()).toBeUndefined();
  expect(dealer.tally.get('cycle')).toBe(100);
});

test('the first seed that breaks a law is the one that is told, whoever was faster', () => {
  const dealer = createDealer(deal);
  dealer.played(played({ from: 4, before: 7 }, 1, 5));
  expect(dealer.next()).toBeUndefined();
  dealer.played(played({ from: 1, before: 4 }, 1, 2));
  dealer.played(played({ from: 7, before: 8 }, 1, 7));
  expect(dealer.broken()).toEqual({ seed: 2, law: 'law of 2' });
});
