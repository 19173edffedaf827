/** How each API pages, and what it leaves out. */
import { describe, expect, it } from 'vitest';
import { Refusal } from '../cloud/server.ts';
import { pageOf } from './paging.ts';
import type { Paging } from './paging.ts';
import { BY_PAGE, byIndex, byMarker } from './paging.ts';
import { generateEstate } from './generate.ts';
import { PAGED } from './generate/sizes.ts';
import { type Lists, TAGGED, idIn } from './mutate.ts';
import type { Fault } from '../cloud/faults.ts';

const ROWS = Array.from({ length: 7 }, (_, n) => ({ id: `id-${n}` }));

function page(paging: Paging, query: Readonly<Record<string, string>>, fault?: Fault['kind']) {
  const { rows, fields } = pageOf(
    ROWS,
    paging,
    ({ id }) => id,
    (message) => new Refusal({ status: 400, body: { message } }),
    {
      query: new URLSearchParams(query),
      body: query,
      fault: fault === undefined ? undefined : ({ kind: fault } as Fault),
      remember: () => undefined,
    },
  );
  return { ids: rows.map(({ id }) => id).join(' '), ...fields };
}

describe('pages', () => {
  it('by marker, with a word on what follows', () => {
    const paging = byMarker('page_info', { total: 'total_count' });
    expect(page(paging, { limit: '3' })).toEqual({
      ids: 'id-0 id-1 id-2',
      page_info: { previous_marker: 'id-0', next_marker: 'id-2', current_count: 3 },
      total_count: 7,
    });
    expect(page(paging, { limit: '3', marker: 'id-5' })).toEqual({
      ids: 'id-6',
      page_info: { previous_marker: 'id-6', current_count: 1 },
      total_count: 7,
    });
  });

  it('by marker, without one: an empty page is the end, a short one may not be', () => {
    expect(page(byMarker('nothing'), { limit: '3' })).toEqual({ ids: 'id-0 id-1 id-2' });
    expect(page(byMarker('nothing', { short: true }), { limit: '3' })).toEqual({ ids: 'id-0 id-1' });
    expect(page(byMarker('nothing', { short: true }), { limit: '3', marker: 'id-4' })).toEqual({
      ids: 'id-5 id-6',
    });
    expect(page(byMarker('nothing'), { limit: '3', marker: 'id-6' })).toEqual({ ids: '' });
  });

  it('by links', () => {
    const paging = byMarker('links', { links: 'peerings_links' });
    expect(page(paging, { limit: '6' })).toMatchObject({ peerings_links: [{ rel: 'next' }] });
    expect(page(paging, { limit: '7' })).toMatchObject({ peerings_links: [] });
  });

  it('by index, and by page: the same number is another place', () => {
    expect(page(byIndex(100), { limit: '3', offset: '1' })).toEqual({
      ids: 'id-1 id-2 id-3',
      total_count: 7,
    });
    expect(page(BY_PAGE, { limit: '3', offset: '1' })).toEqual({ ids: 'id-0 id-1 id-2', count: 7 });
    expect(page(BY_PAGE, { limit: '3', offset: '0' })).toEqual({ ids: 'id-0 id-1 id-2', count: 7 });
    expect(page(BY_PAGE, { limit: '3', offset: '3' })).toEqual({ ids: 'id-6', count: 7 });
    expect(page(BY_PAGE, { limit: '3', marker: 'id-1' })).toEqual({ ids: 'id-2 id-3 id-4' });
  });

  it('go wrong on command', () => {
    const paging = byMarker('page_info');
    const info = (query: Readonly<Record<string, string>>, fault: Fault['kind']): unknown =>
      page(paging, query, fault);
    expect(info({ limit: '3', marker: 'id-2' }, 'repeat-token')).toMatchObject({
      ids: 'id-0 id-1 id-2',
      page_info: { next_marker: 'id-2' },
    });
    expect(info({ limit: '3' }, 'short-page')).toMatchObject({
      ids: 'id-0 id-1',
      page_info: { next_marker: 'id-1' },
    });
    expect(info({ limit: '3' }, 'empty')).toEqual({ ids: '', page_info: { current_count: 0 } });
    const { ids, page_info } = info({ limit: '3' }, 'empty-page') as {
      readonly ids: string;
      readonly page_info: { readonly next_marker: string };
    };
    expect(ids).toBe('');
    expect(page(paging, { limit: '3', marker: page_info.next_marker })).toMatchObject({
      ids: 'id-0 id-1 id-2',
    });
  });
});

describe('an estate', () => {
  const spec = {
    seed: 'one',
    accounts: ['a'.repeat(32), 'b'.repeat(32)],
    regions: ['cn-north-4', 'cn-east-3'],
  };

  it('is the same from the same seed, and another one from another', () => {
    expect(generateEstate(spec)).toEqual(generateEstate(spec));
    expect(generateEstate({ ...spec, seed: 'two' })).not.toEqual(generateEstate(spec));
  });

  it('has what lists have to cope with', () => {
    const estate = generateEstate({ ...spec, sizes: { ...PAGED, vpcs: 60, routes: 14 } });
    const account = estate.accounts['a'.repeat(32)];
    const here = account?.projects[0]?.here;
    if (account === undefined || here === undefined) throw new Error('no such place');
    expect(new Set(here.servers.map(({ status }) => status)).size).toBeGreaterThan(5);
    expect(here.zones.some(({ available }) => !available)).toBe(true);
    expect(here.publicips.some(({ associate_instance_id: to }) => to === null)).toBe(true);
    expect(
      here.peerings.some(({ accept_vpc_info: { vpc_id } }) => !here.vpcs.some(({ id }) => id === vpc_id)),
    ).toBe(true);
    expect(here.rdsInstances.length).toBeGreaterThan(50);
    expect(here.routeTables.every(({ routes }) => routes.length > 10)).toBe(true);
    expect(here.servers.some(({ enterprise_project_id: eps }) => eps !== '0')).toBe(true);
    expect(here.servers.some(({ name }) => /\p{Script=Han}/u.test(name))).toBe(true);
    const ids = TAGGED.flatMap((list) => {
      const lists: Partial<Lists> = { ...account, ...here };
      const rows = lists[list] ?? [];
      return rows.map((row) => idIn(list, row as never));
    });
    expect(new Set(ids).size).toBe(ids.length);
  });
});
