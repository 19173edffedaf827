/**
 * The ways in which Huawei Cloud pages.
 *
 * - By marker: the id after which the page begins. Newer APIs say in `page_info.next_marker` whether there is more
 *   (VPC v3, EIP v3, ELB v3, ER; in CC the marker is opaque), v2.0 of VPC in `…_links`, v1 of VPC and NAT do not:
 *   only an empty page ends their lists. Lists of ports are filtered after they were cut: a page may be short though
 *   there is more (support.huaweicloud.com/api-vpc/vpc_api_0004.html ; seen by others: 38 of 50).
 * - By index and limit with a total (RDS, GaussDB, DCS, TMS): the total has a name of its own in each API.
 * - By page number (ECS), from 1; 0 is the first page as well; or by marker.
 *
 * Sizes are those of the doc comments of huaweicloud-sdk-nodejs-v3, services/<service>/<version>/<Service>Client.ts
 * (`list…`); v1 of VPC documents none, so its pages are as large as asked for.
 */
import type { Fault } from '../cloud/faults.ts';
import type { Refusal } from '../cloud/server.ts';

interface Sized {
  readonly usual: number;
  readonly min: number;
  readonly max: number;
}

export interface ByMarker extends Sized {
  readonly by: 'marker';
  /** How the answer says that there is more. */
  readonly more: 'page_info' | 'links' | 'nothing';
  /** Of `…_links`. */
  readonly links?: string;
  readonly total?: 'total_count';
  readonly opaque?: true;
  /** Its `page_info` tells no way back. */
  readonly onward?: true;
  /** Pages that are not full come before the last one. */
  readonly short?: true;
}

export interface ByIndex extends Sized {
  readonly by: 'index';
  readonly total: 'total_count' | 'instance_num';
  readonly inBody?: true;
}

export interface ByNumber extends Sized {
  readonly by: 'number';
}

export type Paging = ByMarker | ByIndex | ByNumber;

export const byMarker = (
  more: ByMarker['more'],
  sized: Partial<Omit<ByMarker, 'by' | 'more'>> = {},
): ByMarker => ({
  by: 'marker',
  more,
  usual: 2000,
  min: 0,
  max: 2000,
  ...sized,
});

export const byIndex = (max: number, sized: Partial<Omit<ByIndex, 'by' | 'max'>> = {}): ByIndex => ({
  by: 'index',
  usual: max,
  min: 1,
  max,
  total: 'total_count',
  ...sized,
});

export const BY_PAGE: ByNumber = { by: 'number', usual: 25, min: 1, max: 1000 };

export function parametersOf({ by }: Paging): readonly string[] {
  if (by === 'index') return ['limit', 'offset'];
  return by === 'number' ? ['limit', 'offset', 'marker'] : ['limit', 'marker'];
}

/** How the service says that a request is wrong. */
export type Bad = (message: string) => Refusal;

interface Asking {
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  readonly fault: Fault | undefined;
  readonly remember: (marker: string) => void;
}

export interface Paged<Row> {
  readonly rows: readonly Row[];
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Which page of a listing is asked for, from 1; markers are looked up in the books. */
export function pageAsked(
  paging: Paging,
  query: URLSearchParams,
  body: Readonly<Record<string, unknown>>,
  pageAfter: (marker: string) => number | undefined,
): number {
  const marker = query.get('marker') ?? '';
  if (paging.by !== 'index' && marker !== '') return pageAfter(marker) ?? 2;
  if (paging.by === 'marker') return 1;
  const offset = Number((paging.by === 'index' && paging.inBody ? body['offset'] : query.get('offset')) ?? 0);
  if (paging.by === 'number') return Math.max(1, offset);
  const limit = Number((paging.inBody ? body['limit'] : query.get('limit')) ?? paging.usual);
  return Math.floor(offset / Math.max(1, limit)) + 1;
}

export function pageOf<Row>(
  rows: readonly Row[],
  paging: Paging,
  keyOf: (row: Row) => string,
  bad: Bad,
  asking: Asking,
): Paged<Row> {
  const all = asking.fault?.kind === 'empty' ? [] : rows;
  switch (paging.by) {
    case 'index': {
      const limit = wholeOf(valueOf(asking, 'limit', paging.inBody), paging, 'limit', bad);
      const offset = wholeOf(
        valueOf(asking, 'offset', paging.inBody),
        { usual: 0, min: 0, max: 2 ** 31 },
        'offset',
        bad,
      );
      return {
        rows: cut(all.slice(offset, offset + limit), asking.fault),
        fields: { [paging.total]: all.length },
      };
    }
    case 'number': {
      const limit = wholeOf(valueOf(asking, 'limit'), paging, 'limit', bad);
      if (asking.query.has('marker')) return after(all, limit, { ...MARKED, ...paging }, keyOf, bad, asking);
      const page = wholeOf(valueOf(asking, 'offset'), { usual: 1, min: 0, max: 2 ** 31 }, 'offset', bad);
      const from = (Math.max(1, page) - 1) * limit;
      const rowsOfPage = all.slice(from, from + limit);
      const last = rowsOfPage.at(-1);
      if (last !== undefined) asking.remember(keyOf(last));
      return { rows: cut(rowsOfPage, asking.fault), fields: { count: all.length } };
    }
    case 'marker': {
      const limit = wholeOf(valueOf(asking, 'limit'), paging, 'limit', bad);
      return after(all, limit, paging, keyOf, bad, asking);
    }
    default:
      return paging satisfies never;
  }
}

const MARKED = { more: 'nothing' } as const;

/** Before every row: where a page without rows says that the list goes on. */
const START = '00000000-0000-0000-0000-000000000000';

function after<Row>(
  all: readonly Row[],
  limit: number,
  paging: Pick<ByMarker, 'more' | 'links' | 'total' | 'opaque' | 'onward' | 'short'>,
  keyOf: (row: Row) => string,
  bad: Bad,
  { query, fault, remember }: Asking,
): Paged<Row> {
  const given = query.get('marker') ?? '';
  const marker = paging.opaque === true && given !== '' ? opened(given, bad) : given;
  const from = startOf(all, marker, keyOf, bad);
  const size =
    paging.short === true && from + limit < all.length ? Math.max(1, limit - Math.ceil(limit / 13)) : limit;
  const repeated = fault?.kind === 'repeat-token' && given !== '';
  const whole = repeated ? all.slice(Math.max(0, from - size), from) : all.slice(from, from + size);
  const empty = fault?.kind === 'empty-page' && paging.more === 'page_info' && given === '';
  const rows = empty
    ? []
    : fault?.kind === 'short-page'
      ? whole.slice(0, Math.ceil(whole.length / 2))
      : whole;
  const last = rows.at(-1);
  const end = repeated ? from : from + rows.length;
  const next = empty ? START : last === undefined ? undefined : keyOf(last);
  const shown = next === undefined || paging.opaque !== true ? next : sealed(next);
  if (shown !== undefined) remember(shown);
  const more = (empty || repeated || end < all.length) && shown !== undefined;
  return { rows, fields: fieldsOf(paging, rows.length, more ? shown : undefined, all.length, keyOf, rows) };
}

function fieldsOf<Row>(
  { more, links, total, onward }: Pick<ByMarker, 'more' | 'links' | 'total' | 'onward'>,
  count: number,
  next: string | undefined,
  all: number,
  keyOf: (row: Row) => string,
  rows: readonly Row[],
): Readonly<Record<string, unknown>> {
  const totals = total === undefined ? {} : { [total]: all };
  if (more === 'nothing') return totals;
  if (more === 'links') {
    const href = `https://vpc.myhuaweicloud.com/v2.0/vpc?marker=${next ?? ''}`;
    return { ...totals, [links ?? '']: next === undefined ? [] : [{ rel: 'next', href }] };
  }
  const [first] = rows;
  return {
    ...totals,
    page_info: {
      ...(first !== undefined && onward !== true && { previous_marker: keyOf(first) }),
      ...(next !== undefined && { next_marker: next }),
      current_count: count,
    },
  };
}

/** A marker of a row that was deleted since is refused, as Neutron does. */
function startOf<Row>(all: readonly Row[], marker: string, keyOf: (row: Row) => string, bad: Bad): number {
  if (marker === '' || marker === START) return 0;
  const at = all.findIndex((row) => keyOf(row) === marker);
  if (at >= 0) return at + 1;
  throw bad(`marker ${marker} is not found`);
}

const sealed = (marker: string): string => Buffer.from(`{"marker":"${marker}"}`).toString('base64url');

function opened(marker: string, bad: Bad): string {
  const [, inside] = /^\{"marker":"([^"]+)"\}$/.exec(Buffer.from(marker, 'base64url').toString()) ?? [];
  if (inside === undefined) throw bad(`marker ${marker} is not one of ours`);
  return inside;
}

function cut<Row>(rows: readonly Row[], fault: Fault | undefined): readonly Row[] {
  if (fault?.kind === 'empty-page') return [];
  return fault?.kind === 'short-page' ? rows.slice(0, Math.ceil(rows.length / 2)) : rows;
}

function valueOf({ query, body }: Asking, name: string, inBody?: true): unknown {
  return inBody === true ? body[name] : (query.get(name) ?? undefined);
}

function wholeOf(value: unknown, { usual, min, max }: Sized, name: string, bad: Bad): number {
  if (value === undefined || value === '') return usual;
  const number = Number(value);
  if (!Number.isInteger(number) || number < min || number > max) {
    throw bad(`${name} ${JSON.stringify(value)} is not in ${min} to ${max}`);
  }
  return number;
}
