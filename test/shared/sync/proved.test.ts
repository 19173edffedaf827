import { expect, test } from 'vitest';
import { proved } from '../../../shared/sync/observe.ts';
import type { Listing } from '../../../shared/sync/observe.ts';
import { settle } from '../../../shared/sync/settle.ts';
import type { Rules } from '../../../shared/sync/settle.ts';
import { linesOf, wordsOf } from '../../support/lines.ts';
import { entryOf, rules } from '../../support/log.ts';

const listing = (items: string, repeats = 0): Listing => ({ lines: linesOf(items), pages: 2, repeats });

test.each([
  ['each item known before and listed again', 'a b c', 'a b', 'a b d', 'a b d'],
  ['an item went: what slid into its page?', 'a b c', 'a b', 'b', undefined],
  ['an item came: what did it push behind a page read before?', 'b c', 'a b', 'a b', undefined],
] as const)('two listings: %s', (_, before, first, second, list) => {
  const held = proved([linesOf(before)], listing(first), linesOf(second));
  expect(held && wordsOf(held)).toBe(list);
});
test('a listing that repeated an item proves nothing', () => {
  expect(proved([linesOf('a b')], listing('a', 1), linesOf('a'))).toBeUndefined();
});
test('any earlier listing tells that an item was known', () => {
  expect(proved([linesOf('b c'), linesOf('a')], listing('a b'), linesOf('a b'))).toBeDefined();
});

/**
 * Items of one letter in pages of two. A script reads pages (a digit), removes
 * an item (`-a`), or has one come before another (`+zc`).
 */
function scripted(items: string, scripts: readonly string[]) {
  let all = items.split('');
  let n = 0;
  const list = async (): Promise<Listing> => {
    const pages: string[][] = [];
    for (const step of (scripts[n++] ?? '').split(' ')) {
      const [sign, item = '', next = ''] = step.split('');
      if (sign === '-') all = all.filter((one) => one !== item);
      else if (sign === '+') all.splice(all.indexOf(next), 0, item);
      else pages[Number(step)] = all.slice(Number(step) * 2, Number(step) * 2 + 2);
    }
    return { ...listing([...new Set(pages.flat())].join(' ')), pages: pages.length };
  };
  return list;
}
const onlyAbsentTwice: Rules['proved'] = (_, first, later) =>
  linesOf([...new Set([...wordsOf(first.lines).split(' '), ...wordsOf(later).split(' ')])].join(' '));
const withoutEarlier: Rules['proved'] = (_, first, later) => proved([first.lines], first, later);

test.each([
  // `c` is there all the time: as `a`, then `b` and `x` go, it slides into a page that was read before.
  ['removals', 'a b x y c z', ['0 1 -a 2', '-b 0 -x 1', '0 1', '0 1'], proved, true],
  ['removals, wrong rule', 'a b x y c z', ['0 1 -a 2', '-b 0 -x 1'], onlyAbsentTwice, false],
  // `d` is pushed twice into a page that was read before.
  ['insertions', 'a b c d e f', ['0 2 +zc 1', '+wa 0 1 3 +vc 2', '0 1 2 3 4', '0 1 2 3 4'], proved, true],
  ['insertions, wrong rule', 'a b c d e f', ['0 2 +zc 1', '+wa 0 1 3 +vc 2'], withoutEarlier, false],
] as const)('an item that slips through two listings: %s', async (_, items, scripts, rule, stays) => {
  const list = scripted(items.replaceAll(' ', ''), scripts);
  const before = async () => linesOf(`${items} gone`);
  const source = { name: 's', paging: 'offset', list, before } as const;
  const proposal = await settle(source, entryOf(linesOf(`${items} gone`)), { ...rules, proved: rule }, 0);
  const state = proposal.status === 'listed' ? proposal.state : undefined;
  expect(wordsOf(state ?? []).includes(items.includes('x') ? 'c' : 'd')).toBe(stays);
});
test('a list of one page, or that lacks nothing, is read once', async () => {
  for (const [items, script] of [
    ['ab', '0'],
    ['abcxyz', '0 1 2'],
  ] as const) {
    let listings = 0;
    const list = scripted(items, [script]);
    const counted = async (): Promise<Listing> => ((listings += 1), list());
    const base = linesOf('a b c');
    const source = { name: 's', paging: 'offset', list: counted, before: async () => base } as const;
    const proposal = await settle(source, entryOf(base), rules, 0);
    const state = proposal.status === 'listed' ? (proposal.state ?? []) : [];
    expect([wordsOf(state), listings]).toEqual([items.split('').join(' '), 1]);
  }
});
test('an unproved removal waits for the next run, an addition does not', async () => {
  const list = scripted('abcdefg', ['0 -a 1 2 3', '0 -b 1 2', '0 -c 1 2', '+xd 0 -d 1 2']);
  const base = linesOf('a b c d e f g');
  const source = { name: 's', paging: 'offset', list, before: async () => base } as const;
  const proposal = await settle(source, entryOf(base), rules, 0);
  expect(proposal.after).toMatchObject({ outcome: 'complete', pending: null });
  expect(proposal.status === 'listed' && wordsOf(proposal.state ?? [])).toBe('a b c d e f g x');
});

const inOnePage = (items: string) => async (): Promise<Listing> => ({ ...listing(items), pages: 1 });
test.each(['token', 'offset'] as const)(
  'what nobody asked for any more stands as it stood: %s',
  async (paging) => {
    const base = linesOf('a b c d');
    const source = { name: 's', paging, list: inOnePage('a e'), before: async () => base };
    const settled = async (unasked: readonly string[]) => {
      const refs = new Set(unasked.map((one) => linesOf(one).ref(0)));
      const stands = (ref: string): boolean => refs.has(ref);
      const proposal = await settle({ ...source, stands }, entryOf(base), rules, 0);
      return proposal.status === 'listed' ? wordsOf(proposal.state ?? []) : proposal.status;
    };
    expect(await settled(['c', 'd', 'x'])).toBe('a c d e');
    expect(await settled([])).toBe('a e');
  },
);
test('a list of nothing but what is not asked for is not empty', async () => {
  const base = linesOf('a b');
  const stood = { before: async () => base, stands: () => true };
  const source = { name: 's', paging: 'token', list: inOnePage(''), ...stood } as const;
  const { after } = await settle(source, entryOf(base), rules, 0);
  expect(after).toMatchObject({ outcome: 'complete', pending: null, count: 2 });
});
