import { expect, test } from 'vitest';
import { CloudError } from '../../../shared/collect/errors.ts';
import { byPage, byToken, MOST_PAGES } from '../../../shared/collect/paginate.ts';
import { inBatches, inParallel } from '../../../shared/collect/parallel.ts';

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}
const turns = async (n: number): Promise<void> => {
  for (let i = 0; i < n; i++) await Promise.resolve();
};

test.each([undefined, null, ''])('pages follow their tokens until there is %j', async (end) => {
  const asked: (string | undefined)[] = [];
  const pages = byToken(
    async (token) => {
      asked.push(token);
      return asked.length;
    },
    (page) => (page < 3 ? `t${page}` : end),
  );
  expect([await all(pages), asked]).toEqual([
    [1, 2, 3],
    [undefined, 't1', 't2'],
  ]);
});
test.each([1, 3])('a token that comes again, %i pages later, is a failure and not an end', async (cycle) => {
  let n = 0;
  const pages = byToken(
    async () => (n < 50 ? n++ : Promise.reject(new Error('it asks for ever'))),
    (page) => `t${page % cycle}`,
  );
  await expect(all(pages)).rejects.toMatchObject({
    reason: 'invalid',
    message: expect.stringContaining('repeated'),
  });
});
test('a list whose later page fails is no list', async () => {
  let n = 0;
  const fetch = async (): Promise<number> => {
    if (++n === 2) throw new CloudError('throttled', 'slow down');
    return n;
  };
  const seen: number[] = [];
  const reading = async (): Promise<void> => {
    for await (const page of byToken(fetch, () => 't')) seen.push(page);
  };
  await expect(reading()).rejects.toThrow('slow down');
  expect(seen).toEqual([1]);
});

/** Pages of two out of items that may change before each request. */
function paged(items: string, change: (request: number) => string | undefined = () => undefined) {
  let now = items;
  let request = 0;
  const asked: number[] = [];
  const fetch = async (index: number) => {
    now = change(request++) ?? now;
    asked.push(index);
    const page = { items: now.slice(index * 2, index * 2 + 2).split(''), total: now.length };
    await turns(20 - 3 * index); // later pages answer first
    return page;
  };
  return { asked, pages: byPage({ fetch, pageSize: 2, keyOf: (item: string) => item, width: 3 }) };
}
test.each([
  ['', [0], [[]]],
  ['a', [0], [['a']]],
  ['ab', [0], [['a', 'b']]],
  ['abcdefg', [0, 1, 2, 3], [['a', 'b'], ['c', 'd'], ['e', 'f'], ['g']]],
] as const)('numbered pages of %j, each asked for once, in order', async (items, indexes, expected) => {
  const { asked, pages } = paged(items);
  expect([await all(pages), asked]).toEqual([expected, indexes]);
});
test('a list that grows is read to its new end', async () => {
  const { pages } = paged('abc', (request) => (request === 1 ? 'abcdef' : undefined));
  expect((await all(pages)).flat()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
});
test('a list that comes up short of its total is no list', async () => {
  const { pages } = paged('abcdef', (request) => (request === 2 ? 'bcdef' : undefined)); // `e` slips to page 1
  await expect(all(pages)).resolves.toHaveLength(3);
  const twins = paged('aabcd');
  await expect(all(twins.pages)).rejects.toMatchObject({ reason: 'invalid', message: '4 of 5 items listed' });
});
test.each([-1, 1e9, 4e11, Number.MAX_SAFE_INTEGER, Number.POSITIVE_INFINITY])(
  'a total of %d is no total: no page is asked for that is not there',
  async (total) => {
    for (const told of [1, 2]) {
      const asked: number[] = [];
      const fetch = async (index: number) => {
        asked.push(index);
        return { items: [`item ${index}`], total: asked.length === told ? total : 3 };
      };
      const pages = byPage({ fetch, pageSize: 1, keyOf: (item: string) => item, width: 1 });
      await expect(all(pages)).rejects.toMatchObject({
        reason: 'invalid',
        message: `a list that says it has ${total} items`,
      });
      expect(asked.length).toBe(told);
    }
  },
);
test('tokens that never come to an end are no list', async () => {
  let asked = 0;
  const endless = byToken(
    async () => asked++,
    (page) => `t${page}`,
  );
  await expect(all(endless)).rejects.toMatchObject({
    reason: 'invalid',
    message: 'a list of more than 100000 pages was not read to its end',
  });
  expect(asked).toBe(MOST_PAGES);
});

test('at most so many at once, answers in the order of the items', async () => {
  let underway = 0;
  let most = 0;
  const work = async (n: number): Promise<number> => {
    most = Math.max(most, ++underway);
    await turns(30 - n);
    underway--;
    return n * 10;
  };
  const items = Array.from({ length: 20 }, (_, n) => n);
  expect(await all(inParallel(items, 4, work))).toEqual(items.map((n) => n * 10));
  expect(most).toBe(4);
});
test('the first failure ends it, starts nothing more, and is the only one told', async () => {
  const started: number[] = [];
  const work = async (n: number): Promise<number> => {
    started.push(n);
    await turns(n);
    if (n >= 1) throw new Error(`failed ${n}`);
    return n;
  };
  await expect(all(inParallel([0, 1, 2, 3, 4, 5], 3, work))).rejects.toThrow('failed 1');
  expect(started).toEqual([0, 1, 2, 3]);
});
test('batches of at most so many', () => {
  expect(inBatches([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
  expect(inBatches([], 2)).toEqual([]);
});
