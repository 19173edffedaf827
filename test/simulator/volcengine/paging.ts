/**
 * The two ways in which Volcengine pages: numbers (`PageNumber` from 1, `PageSize` up to 100, a total) and tokens
 * (`MaxResults` up to 100, `NextToken`). The lists of VPC know both, and answer tokens where they are asked with them.
 * Maxima: `max:"100"` in the SDK's input types; the others say nothing, and are taken to have the same. That a larger
 * page is refused is not documented.
 */
import type { Fault } from '../cloud/faults.ts';
import { type Params, parametersOf, textOf } from './parameters.ts';
import { invalid } from './refusals.ts';
import { FIRST, placeAt, placeOf, startAt, tokenAt } from '../cloud/place.ts';

const MAX = 100;
const USUAL = 10;

export interface Style {
  readonly numbers: boolean;
  readonly tokens: boolean;
}

export function styleOf(action: string): Style | undefined {
  const names = parametersOf(action).map(({ name }) => name);
  const style = { numbers: names.includes('PageNumber'), tokens: names.includes('NextToken') };
  return style.numbers || style.tokens ? style : undefined;
}

export interface Paged<Row> {
  readonly rows: readonly Row[];
  readonly fields: Readonly<Record<string, unknown>>;
}

const isTokened = ({ numbers }: Style, params: Params): boolean =>
  !numbers || 'NextToken' in params || 'MaxResults' in params;

/** Which page of a listing is asked for, from 1. */
export function pageAsked(style: Style, params: Params): number {
  if (isTokened(style, params)) return placeOf(textOf(params, 'NextToken'))?.page ?? 1;
  const page = Number(params['PageNumber'] ?? 1);
  return Number.isInteger(page) && page > 0 ? page : 1;
}

export function pageOf<Row>(
  all: readonly Row[],
  style: Style,
  params: Params,
  fault: Fault | undefined,
  total: string,
): Paged<Row> {
  const count = fault?.kind === 'empty' ? 0 : all.length;
  const counted = { [total]: count };
  if (isTokened(style, params)) return tokenedPage(all, params, fault, style.numbers ? counted : {});
  const size = wholeOf(params, 'PageSize', USUAL, MAX);
  const page = wholeOf(params, 'PageNumber', 1, 2 ** 31);
  const rows = cut(all.slice((page - 1) * size, page * size), fault);
  const own = total === 'TotalCount' ? { PageNumber: page, PageSize: size } : {};
  return { rows, fields: { ...counted, ...own } };
}

function tokenedPage<Row>(
  all: readonly Row[],
  params: Params,
  fault: Fault | undefined,
  counted: Readonly<Record<string, unknown>>,
): Paged<Row> {
  const size = wholeOf(params, 'MaxResults', USUAL, MAX);
  const given = textOf(params, 'NextToken');
  const at = given === '' ? FIRST : placeOf(given);
  if (at === undefined) throw invalid('NextToken');
  const from = startAt(all, at);
  const rows = cut(all.slice(from, from + size), fault);
  const end = fault?.kind === 'empty' ? all.length : from + rows.length;
  const fresh = end < all.length ? tokenAt(placeAt(all, end, at.page + 1)) : '';
  const next = fault?.kind === 'repeat-token' && given !== '' ? given : fresh;
  return { rows, fields: { ...counted, NextToken: next } };
}

function cut<Row>(rows: readonly Row[], fault: Fault | undefined): readonly Row[] {
  if (fault?.kind === 'empty' || fault?.kind === 'empty-page') return [];
  if (fault?.kind === 'short-page') return rows.slice(0, Math.ceil(rows.length / 2));
  return rows;
}

function wholeOf(params: Params, name: string, usual: number, max: number): number {
  const value = Number(params[name] ?? usual);
  if (!Number.isInteger(value) || value < 1 || value > max) throw invalid(name);
  return value;
}
