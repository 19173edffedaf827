import { whole } from '../../../shared/collect/gather.ts';
import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { API } from '../../../functions/huawei/apis.ts';
import { followingPages } from '../../../functions/huawei/pages.ts';

it('a page shorter than asked for is not the last: only an empty one is', async () => {
  const pages = [['a', 'b'], ['c'], []];
  const markers: unknown[] = [];
  const client = {
    pageSize: (size: number) => size,
    ask: async (_api: unknown, { params }: { params?: Readonly<Record<string, unknown>> }) => {
      markers.push(params?.['marker']);
      return { nat_gateways: (pages.shift() ?? []).map((id) => ({ id })) };
    },
  };
  const item = z.object({ id: z.string() });
  const listed = { ids: {}, at: 'nat_gateways', item, size: 2000 };
  const items = await whole(followingPages(client, API.natGateways, listed));
  expect(items.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  expect(markers).toEqual([undefined, 'b', 'c']);
});
