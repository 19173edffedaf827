import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { API } from '../../../functions/huawei/apis.ts';
import { followingPages, markedPages, numberedPages } from '../../../functions/huawei/pages.ts';
import { huawei } from '../../../functions/huawei/provider.ts';
import { whole } from '../../../shared/collect/gather.ts';

const Item = z.object({ id: z.string() });
const keyOf = ({ id }: { readonly id: string }): string => id;
const rows = (...ids: readonly string[]) => ids.map((id) => ({ id }));
const idsOf = (items: readonly { readonly id: string }[]): string => items.map(({ id }) => id).join(' ');

interface Asked {
  readonly params?: Readonly<Record<string, unknown>>;
}

/** A client with pages of two, whose answers are given by what is asked for. */
function client(answer: (params: Readonly<Record<string, unknown>>) => object) {
  const asked: unknown[] = [];
  return {
    asked,
    pageSize: (largest: number) => Math.min(2, largest),
    ask: async (_: unknown, { params = {} }: Asked) => {
      asked.push(params['marker'] ?? params['offset']);
      return { ...answer(params) };
    },
  };
}

const following = (api: ReturnType<typeof client>) =>
  whole(followingPages(api, API.natGateways, { ids: {}, at: 'nat_gateways', item: Item, size: 2000 }));

const marked = (api: ReturnType<typeof client>) =>
  whole(markedPages(api, API.vpcs, { ids: {}, at: 'vpcs', item: Item, size: 2000 }));

describe('pages that begin after an item', () => {
  it('a page shorter than asked for is not the last: only an empty one is', async () => {
    const pages = [rows('a', 'b'), rows('c'), []];
    const api = client(() => ({ nat_gateways: pages.shift() ?? [] }));
    expect(idsOf(await following(api))).toBe('a b c');
    expect(api.asked).toEqual([undefined, 'b', 'c']);
  });

  it('that come back to where they were are no list', async () => {
    const api = client(() => ({ nat_gateways: rows('a', 'b') }));
    await expect(following(api)).rejects.toMatchObject({ reason: 'invalid' });
    expect(api.asked).toEqual([undefined, 'b']);
  });
});

describe('pages that say where the next one begins', () => {
  it('are followed through short and empty ones', async () => {
    const pages: Readonly<Record<string, object>> = {
      '': { vpcs: [], page_info: { next_marker: 'x' } },
      x: { vpcs: rows('a'), page_info: { next_marker: 'y', current_count: 1 } },
      y: { vpcs: rows('b'), page_info: { next_marker: null } },
    };
    const api = client(({ marker = '' }) => pages[String(marker)] ?? {});
    expect(idsOf(await marked(api))).toBe('a b');
  });

  it('are no list when a marker comes a second time', async () => {
    const api = client(({ marker }) => ({
      vpcs: rows(String(marker)),
      page_info: { next_marker: marker === 'x' ? 'y' : 'x' },
    }));
    await expect(marked(api)).rejects.toMatchObject({ reason: 'invalid' });
    expect(api.asked).toEqual([undefined, 'x', 'y']);
  });
});

describe('pages by number', () => {
  const LISTS = [
    // `offset` is a page's number, from 1 …
    { api: API.servers, at: 'servers', total: 'count', counts: 'pages', offsets: [1, 2, 3, 4, 5] },
    // … or an item's, from 0; the total has a name of its own in each API.
    { api: API.databases, at: 'instances', total: 'total_count', counts: 'items', offsets: [0, 2, 4, 6, 8] },
    { api: API.caches, at: 'instances', total: 'instance_num', counts: 'items', offsets: [0, 2, 4, 6, 8] },
  ] as const;
  const ALL = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];

  describe.each(LISTS)('of $total, counted in $counts', ({ api: operation, at, total, counts, offsets }) => {
    const indexOf = (offset: number): number => (counts === 'pages' ? (offset - 1) * 2 : offset);
    const listed = (api: Pick<ReturnType<typeof client>, 'ask' | 'pageSize'>) =>
      whole(numberedPages(api, operation, { ids: {}, at, item: Item, size: 100, total, counts, keyOf }));

    it('are read side by side once the total is known, which may be a text', async () => {
      let underWay = 0;
      let most = 0;
      const api = client(({ offset }) => {
        const from = indexOf(Number(offset));
        return { [at]: rows(...ALL.slice(from, from + 2)), [total]: String(ALL.length) };
      });
      // Nobody is answered before all of them have asked.
      const waiting: (() => void)[] = [];
      const ask: typeof api.ask = async (...asked) => {
        most = Math.max(most, ++underWay);
        if (api.asked.length > 0) {
          await new Promise<void>((go) => {
            waiting.push(go);
            if (waiting.length === offsets.length - 1) for (const one of waiting) one();
          });
        }
        const answer = await api.ask(...asked);
        underWay--;
        return answer;
      };
      expect(idsOf(await listed({ pageSize: api.pageSize, ask }))).toBe(ALL.join(' '));
      expect(api.asked).toEqual(offsets);
      expect(most).toBe(offsets.length - 1);
    });

    it('may have a total that shrinks with what they have, and are whole', async () => {
      let all = ALL;
      const api = client(({ offset }) => {
        const from = indexOf(Number(offset));
        if (from === 6) all = ALL.slice(0, 8);
        return { [at]: rows(...all.slice(from, from + 2)), [total]: all.length };
      });
      expect(idsOf(await listed(api))).toBe('a b c d e f g h');
    });

    it('cannot tell that a deletion hid an item: such a list is believed only when another one agrees', async () => {
      let all = ALL;
      const api = client(({ offset }) => {
        const from = indexOf(Number(offset));
        if (from === 2) all = ALL.slice(1);
        return { [at]: rows(...all.slice(from, from + 2)), [total]: all.length };
      });
      // `c` is on the first page now, which was read already; eight distinct items are as many as there should be.
      expect(idsOf(await listed(api))).toBe('a b d e f g h i');
      // Zones need the permission of servers, and have no pages.
      const sources = huawei.collectors.filter(
        ({ name, actions }) => name !== 'az' && actions.includes(operation.action),
      );
      expect(sources.map(({ paging }) => paging)).toEqual(['offset']);
    });

    it('are no list when fewer come than the total says', async () => {
      const api = client(({ offset }) => ({
        [at]: indexOf(Number(offset)) === 4 ? [] : rows(`${Number(offset)} 1`, `${Number(offset)} 2`),
        [total]: ALL.length,
      }));
      await expect(listed(api)).rejects.toMatchObject({ reason: 'invalid' });
    });
  });
});
