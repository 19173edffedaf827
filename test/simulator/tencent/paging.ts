/**
 * The ways in which Tencent Cloud pages: an offset that counts rows, as a number or (VPC, subnet, route table,
 * security group) as text; an offset that has to be a multiple of the limit (Redis, Tag); an offset that counts pages
 * (SQL Server, unless `PaginationType` says `offset`); a token (Tag, and beside the offset DescribeSubnets).
 * Maxima and defaults: the comments of `Offset` and `Limit` in tencentcloud-sdk-nodejs 4.1.313, `<Action>Request`.
 */
import type { Fault } from '../cloud/faults.ts';
import type { Context } from './operation.ts';
import { type Params, type Shape, textOf } from './parameters.ts';
import { type ProductName, notMultiple, outOfRange, refusal, wrongType } from './refusals.ts';
import { FIRST, placeAt, placeOf, startAt, tokenAt } from '../cloud/place.ts';

interface Offset {
  readonly max: number;
  readonly usual: number;
  /** Smallest `Limit`. Where zero is allowed it means the default. */
  readonly min?: number;
  readonly as?: 'text';
  readonly unit?: 'row' | 'multiple' | 'page';
}

interface Token {
  readonly token: string;
  readonly size: string;
  readonly max: number;
  readonly usual: number;
}

export interface Paging {
  readonly offset: Offset | undefined;
  readonly token: Token | undefined;
  /** The parameters of all that, with their types. */
  readonly shapes: Readonly<Record<string, Shape>>;
  readonly parameters: readonly string[];
}

export function paging(offset: Offset | undefined, token?: Token): Paging {
  const type: Shape = offset?.as === 'text' ? 'text' : 'number';
  const shapes: Readonly<Record<string, Shape>> = {
    ...(offset !== undefined && { Offset: type, Limit: type }),
    ...(offset?.unit === 'page' && { PaginationType: 'text' as const }),
    ...(token !== undefined && { [token.token]: 'text' as const, [token.size]: 'number' as const }),
  };
  return { offset, token, shapes, parameters: Object.keys(shapes) };
}

export interface Paged<Row> {
  readonly rows: readonly Row[];
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Which page of a listing is asked for, from 1. */
export function pageAsked({ offset, token }: Paging, params: Params): number {
  const text = token === undefined ? undefined : params[token.token];
  if (typeof text === 'string' && text !== '') return placeOf(text)?.page ?? 1;
  if (offset === undefined) return 1;
  const at = Number(params['Offset'] ?? 0);
  const size = Number(params['Limit'] ?? offset.usual) || offset.usual;
  const page = byPages(offset, params) ? at : Math.floor(at / size);
  return Number.isInteger(page) && page >= 0 ? page + 1 : 1;
}

export function pageOf<Row>(
  all: readonly Row[],
  { offset, token }: Paging,
  product: ProductName,
  context: Context,
): Paged<Row> {
  const { params, fault } = context;
  const tokens =
    token !== undefined && (offset === undefined || token.token in params || token.size in params);
  // A token alone comes without a total.
  const counted = offset === undefined ? {} : { TotalCount: fault?.kind === 'empty' ? 0 : all.length };
  if (tokens) return tokenedPage(all, token, product, params, fault, counted);
  if (offset === undefined) throw new Error('a listing without a way to page');
  const size =
    wholeOf(params, 'Limit', offset, offset.usual, offset.min ?? 1, offset.max, product) || offset.usual;
  const given = wholeOf(params, 'Offset', offset, 0, 0, 2 ** 31, product);
  if (offset.unit === 'multiple' && given % size !== 0) throw notMultiple(product);
  const from = byPages(offset, params) ? given * size : given;
  const rows = cut(all.slice(from, from + size), fault);
  return { rows, fields: { ...counted, ...(token !== undefined && { [token.token]: '' }) } };
}

const byPages = ({ unit }: Offset, params: Params): boolean =>
  unit === 'page' && params['PaginationType'] !== 'offset';

function tokenedPage<Row>(
  all: readonly Row[],
  { token, size: name, usual, max }: Token,
  product: ProductName,
  params: Params,
  fault: Fault | undefined,
  counted: Readonly<Record<string, unknown>>,
): Paged<Row> {
  const size = Number(params[name] ?? usual);
  if (!Number.isInteger(size) || size < 1 || size > max) throw outOfRange(product, name, 1, max);
  const given = textOf(params, token);
  const at = given === '' ? FIRST : placeOf(given);
  if (at === undefined) throw refusal('InvalidParameterValue', `The ${token} parameter value is invalid.`);
  const from = startAt(all, at);
  const rows = cut(all.slice(from, from + size), fault);
  const end = fault?.kind === 'empty' ? all.length : from + rows.length;
  const fresh = end < all.length ? tokenAt(placeAt(all, end, at.page + 1)) : '';
  const next = fault?.kind === 'repeat-token' && given !== '' ? given : fresh;
  return { rows, fields: { ...counted, [token]: next } };
}

function cut<Row>(rows: readonly Row[], fault: Fault | undefined): readonly Row[] {
  if (fault?.kind === 'empty' || fault?.kind === 'empty-page') return [];
  if (fault?.kind === 'short-page') return rows.slice(0, Math.ceil(rows.length / 2));
  return rows;
}

function wholeOf(
  params: Params,
  name: string,
  { as }: Offset,
  usual: number,
  min: number,
  max: number,
  product: ProductName,
): number {
  const given = as === 'text' ? textOf(params, name) : params[name];
  if (given === undefined || given === '') return usual;
  if (as === 'text' && !/^\d+$/.test(textOf(params, name))) throw wrongType(name);
  const value = Number(given);
  if (!Number.isInteger(value) || value < min || value > max) throw outOfRange(product, name, min, max);
  return value;
}
