/**
 * The ways in which Alibaba Cloud pages. By number: a page, a size, a total, under the names that each API has
 * for them. By token: a size and a token that is empty on the last page; totals, where there are any, mean nothing
 * in ECS (https://help.aliyun.com/en/ecs/api-describeinstances). Some APIs do both.
 */
import type { Fault } from '../cloud/faults.ts';
import { FIRST, placeAt, placeOf, startAt, tokenAt } from '../cloud/place.ts';
import { invalid, refusal } from './refusals.ts';
import type { Context, Params } from './operation.ts';

interface Sized {
  readonly size: string;
  readonly usual: number;
  readonly min?: number;
  readonly max: number;
}

export interface Numbered extends Sized {
  readonly number: string;
  /** PolarDB knows three sizes only. */
  readonly sizes?: readonly number[];
  fields(page: number, size: number, rows: number, total: number): Readonly<Record<string, unknown>>;
}

export interface Tokened extends Sized {
  readonly token: string;
  readonly next?: string;
  fields(size: number, total: number): Readonly<Record<string, unknown>>;
}

export interface PageSpec {
  readonly numbered?: Numbered;
  readonly tokened?: Tokened;
  readonly known: readonly string[];
}

export interface Paged<Row> {
  readonly rows: readonly Row[];
  readonly fields: Readonly<Record<string, unknown>>;
}

export function specOf(numbered: Numbered | undefined, tokened?: Tokened): PageSpec {
  const known = [
    ...(numbered === undefined ? [] : [numbered.number, numbered.size]),
    ...(tokened === undefined ? [] : [tokened.size, tokened.token]),
  ];
  return { ...(numbered !== undefined && { numbered }), ...(tokened !== undefined && { tokened }), known };
}

/** `PageNumber`, `PageSize`, `TotalCount`. */
export const byNumber = (max: number, usual = 10): Numbered => ({
  number: 'PageNumber',
  size: 'PageSize',
  usual,
  max,
  fields: (PageNumber, PageSize, _, TotalCount) => ({ PageNumber, PageSize, TotalCount }),
});

/** `MaxResults`, `NextToken`, and a total that counts. */
export const byToken = (max: number, usual = 20): Tokened => ({
  size: 'MaxResults',
  token: 'NextToken',
  usual,
  max,
  fields: (MaxResults, TotalCount) => ({ MaxResults, TotalCount }),
});

/** Without a size of its own to ask for, and without a total. */
export const byTokenOnly = (size: string, max: number, usual = max): Tokened => ({
  size,
  token: 'NextToken',
  usual,
  max,
  fields: () => ({}),
});

/** Which page of a listing is asked for, from 1. */
export function pageAsked({ numbered, tokened }: PageSpec, params: Params): number {
  const token = tokened === undefined ? '' : (params.get(tokened.token) ?? '');
  if (token !== '') return placeOf(token)?.page ?? 1;
  const number = Number(numbered === undefined ? 1 : (params.get(numbered.number) ?? 1));
  return Number.isInteger(number) && number > 0 ? number : 1;
}

export function pageOf<Row>(rows: readonly Row[], spec: PageSpec, { params, fault }: Context): Paged<Row> {
  const { numbered, tokened } = spec;
  const tokens = tokened !== undefined && (params.has(tokened.size) || params.has(tokened.token));
  if (tokened !== undefined && (tokens || numbered === undefined)) {
    return tokenedPage(rows, tokened, params, fault);
  }
  if (numbered === undefined) throw new Error('a listing without a way to page');
  return numberedPage(rows, numbered, params, fault);
}

function numberedPage<Row>(
  all: readonly Row[],
  spec: Numbered,
  params: Params,
  fault: Fault | undefined,
): Paged<Row> {
  const page = wholeOf(params, spec.number, 1, 1, 2 ** 31);
  const size = wholeOf(params, spec.size, spec.usual, spec.min ?? 1, spec.max);
  if (spec.sizes !== undefined && !spec.sizes.includes(size)) throw refusal(invalid(spec.size, String(size)));
  const total = fault?.kind === 'empty' ? 0 : all.length;
  const rows = cut(all.slice((page - 1) * size, page * size), fault);
  return { rows, fields: spec.fields(page, size, rows.length, total) };
}

function tokenedPage<Row>(
  all: readonly Row[],
  spec: Tokened,
  params: Params,
  fault: Fault | undefined,
): Paged<Row> {
  const size = wholeOf(params, spec.size, spec.usual, spec.min ?? 1, spec.max);
  const given = params.get(spec.token) ?? '';
  const at = given === '' ? FIRST : placeOf(given);
  if (at === undefined) throw refusal(invalid(spec.token, given));
  const from = startAt(all, at, keyOf);
  const rows = cut(all.slice(from, from + size), fault);
  const end = fault?.kind === 'empty' ? all.length : from + rows.length;
  const fresh = end < all.length ? tokenAt(placeAt(all, end, at.page + 1, keyOf)) : '';
  const again = given === '' ? fresh : given;
  const next = fault?.kind === 'repeat-token' ? again : fresh;
  const total = fault?.kind === 'empty' ? 0 : all.length;
  return { rows, fields: { ...spec.fields(size, total), [spec.next ?? spec.token]: next } };
}

function cut<Row>(rows: readonly Row[], fault: Fault | undefined): readonly Row[] {
  if (fault?.kind === 'empty' || fault?.kind === 'empty-page') return [];
  if (fault?.kind === 'short-page') return rows.slice(0, Math.ceil(rows.length / 2));
  return rows;
}

/** What no other row of the listing has, and what no change of a row changes. */
function keyOf(row: unknown): string {
  if (typeof row !== 'object' || row === null) return '';
  return Object.entries(row)
    .filter(
      ([name, value]) => /(Id|_id|Port|Protocol|TagKey|ServerIp)$/.test(name) && typeof value !== 'object',
    )
    .map(([name, value]) => `${name}=${String(value)}`)
    .toSorted()
    .join(' ');
}

function wholeOf(params: Params, name: string, usual: number, min: number, max: number): number {
  const text = params.get(name);
  if (text === undefined || text === '') return usual;
  const value = Number(text);
  if (!Number.isInteger(value) || value < min || value > max) throw refusal(invalid(name, text));
  return value;
}
