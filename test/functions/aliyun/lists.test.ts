import { setImmediate as turn } from 'node:timers/promises';
import * as z from 'zod/mini';
import { describe, expect, it } from 'vitest';
import type { Answer, Ask } from '../../../functions/aliyun/client.ts';
import { listsOf } from '../../../functions/aliyun/lists.ts';
import { numberedPages, tokenPages } from '../../../functions/aliyun/pages.ts';
import type { Params } from '../../../functions/aliyun/signature.ts';
import { whole } from '../../../shared/collect/gather.ts';
import { REGION, recordsOf } from './answers.ts';

const Item = z.object({ Id: z.string() });
const action = 'vpc:DescribeVpcs';
const rows = (count: number) => Array.from({ length: count }, (_, n) => ({ Id: `${n}` }));

type Answered = (params: Params) => Answer;

const askOf =
  (answer: Answered): Ask =>
  async (_, params) =>
    answer(params);

const numbered = async (answer: Answered): Promise<readonly string[]> => {
  const keyOf = ({ Id }: z.infer<typeof Item>): string => Id;
  const listed = { action, params: {}, at: 'Set.One', item: Item, size: 50, keyOf } as const;
  return (await whole(numberedPages(askOf(answer), listed))).map(({ Id }) => Id);
};

const tokened = async (answer: Answered): Promise<readonly string[]> => {
  const listed = { action, params: {}, at: 'Set', item: Item, size: 50 } as const;
  return (await whole(tokenPages(askOf(answer), listed))).map(({ Id }) => Id);
};

const pageOf = (all: readonly object[], { PageNumber, PageSize }: Params, TotalCount: unknown): Answer => {
  const from = (Number(PageNumber) - 1) * Number(PageSize);
  return { TotalCount, Set: { One: all.slice(from, from + Number(PageSize)) } };
};

describe('pages by number', () => {
  it('are all read, whatever their total is written as', async () => {
    const all = rows(151);
    const ids = all.map(({ Id }) => Id);
    expect(await numbered((params) => pageOf(all, params, 151))).toEqual(ids);
    expect(await numbered((params) => pageOf(all, params, '151'))).toEqual(ids);
  });

  it('end in an error when the total shrinks and an item was missed', async () => {
    const all = rows(120);
    const shifted: Answered = (params) =>
      params['PageNumber'] === 1 ? pageOf(all, params, 121) : pageOf(all.slice(1), params, 120);
    await expect(numbered(shifted)).rejects.toThrow('119 of 120 items listed');
  });

  it('are whole when the total shrinks and nothing was missed', async () => {
    const all = rows(121);
    const ends: Answered = (params) =>
      params['PageNumber'] === 1 ? pageOf(all, params, 121) : pageOf(all.slice(0, 120), params, 120);
    expect(await numbered(ends)).toEqual(all.slice(0, 120).map(({ Id }) => Id));
  });

  it.each([
    ['null and its total nothing', { TotalCount: 0, Set: { One: null } }],
    ['null and its total nothing, as text', { TotalCount: '0', Set: { One: null } }],
    ['null with its name and all', { TotalCount: 0, Set: null }],
    ['nothing', { TotalCount: 0, Set: { One: [] } }],
  ])('are an empty list where it is %s', async (_, answer) => {
    expect(await numbered(() => answer)).toEqual([]);
  });

  it.each([
    ['without the list', { TotalCount: 0 }],
    ['without what is in it', { TotalCount: 0, Set: {} }],
    ['with null for items that there are', { TotalCount: 1, Set: { One: null } }],
    ['without a total', { Set: { One: [] } }],
    ['with a total that is no number', { TotalCount: 'many', Set: { One: [] } }],
    ['with fewer items than its total', { TotalCount: 2, Set: { One: [{ Id: 'a' }] } }],
    ['with an item that is none', { TotalCount: 1, Set: { One: [{ Id: 1 }] } }],
    ['with null for an item', { TotalCount: 1, Set: { One: [null] } }],
  ])('are no list %s', async (_, answer) => {
    await expect(numbered(() => answer)).rejects.toMatchObject({ reason: 'invalid' });
  });
});

describe('pages by token', () => {
  it.each([
    ['null and the total nothing', { TotalCount: 0, Set: null, NextToken: '' }],
    ['null and the total nothing, as text', { TotalCount: '0', Set: null, NextToken: null }],
  ])('are an empty list where it is %s', async (_, answer) => {
    expect(await tokened(() => answer)).toEqual([]);
  });

  it.each([
    ['null, and nothing tells why', { Set: null, NextToken: '' }],
    ['null for items that there are', { TotalCount: 3, Set: null }],
    ['null, and goes on', { TotalCount: 0, Set: null, NextToken: 'more' }],
    ['not there', { TotalCount: 0 }],
  ])('are no list where it is %s', async (_, answer) => {
    await expect(tokened(() => answer)).rejects.toMatchObject({ reason: 'invalid' });
  });

  it('of listeners leave out what is empty, and say so with a total, also as text', async () => {
    for (const TotalCount of [0, '0']) {
      const lists = listsOf({ ask: askOf(() => ({ TotalCount })), region: REGION });
      expect((await lists.clbListeners('one')).flat()).toEqual([]);
    }
    const lists = listsOf({ ask: askOf(() => ({ TotalCount: 1 })), region: REGION });
    await expect(lists.clbListeners('one')).rejects.toMatchObject({ reason: 'invalid' });
  });
});

describe('the first page of a numbered list', () => {
  const vpcs = rows(220).map(({ Id }) => ({ VpcId: `vpc-${Id}` }));

  it('comes alone, the others side by side: its total tells how many there are', async () => {
    let underway = 0;
    const seen: number[][] = [];
    const records = await recordsOf('vpc', {
      'vpc:DescribeVpcs': async ({ PageNumber, PageSize }) => {
        underway += 1;
        seen.push([Number(PageNumber), underway]);
        await turn();
        underway -= 1;
        const from = (Number(PageNumber) - 1) * Number(PageSize);
        return { TotalCount: 220, Vpcs: { Vpc: vpcs.slice(from, from + Number(PageSize)) } };
      },
    });
    expect(records).toHaveLength(220);
    expect(seen).toEqual([
      [1, 1],
      [2, 1],
      [3, 2],
      [4, 3],
      [5, 4],
    ]);
  });
});
