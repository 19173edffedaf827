/**
 * Pages of a listing. Tokens are opaque, and good only for the request that
 * they continue. A listing keeps the order it began with: what is removed while
 * it runs is left out, what is changed appears changed, what is added does not
 * appear.
 */
import { createHash } from 'node:crypto';
import { AwsFailure } from './errors.ts';
import type { Fault } from '../cloud/faults.ts';

/** The parameters of one API's paging. */
export interface Paging {
  /** Parameter that limits a page. */
  readonly size: string;
  /** Parameter that continues a listing. */
  readonly token: string;
  /** Member of the answer that carries the next token. */
  readonly next: string;
  readonly min: number;
  readonly max: number;
  /** The page's size where the request names none. */
  readonly usual: number;
  /** What the last page carries as its token, where that is not nothing. */
  readonly end?: string;
}

export interface Turn<Row> {
  /** Account, region, operation and parameters: what a token is bound to. */
  readonly request: string;
  readonly token: string | undefined;
  readonly size: number;
  readonly rows: readonly Row[];
  readonly id: (row: Row) => string;
  readonly fault: Fault | undefined;
}

interface Place {
  readonly request: string;
  readonly rows: readonly unknown[];
  readonly offset: number;
  readonly page: number;
}

/** Enough for every listing that any run has under way. */
const PLACES = 50_000;

export class PageTurner {
  readonly #places = new Map<string, Place>();
  #count = 0;

  /** From 1. */
  pageOf(token: unknown): number {
    return typeof token === 'string' ? (this.#places.get(token)?.page ?? 1) : 1;
  }

  turn<Row>(turn: Turn<Row>): { readonly items: readonly Row[]; readonly next: string | undefined } {
    const { request, token, size, fault } = turn;
    const place =
      token === undefined ? { request, rows: turn.rows, offset: 0, page: 1 } : this.#places.get(token);
    if (place === undefined || place.request !== request) {
      throw new AwsFailure('bad-token', `The token '${String(token)}' is invalid`);
    }
    if (fault?.kind === 'empty') return { items: [], next: undefined };
    const rows = place.rows as readonly Row[];
    const taken =
      fault?.kind === 'empty-page' ? 0 : fault?.kind === 'short-page' ? Math.ceil(size / 2) : size;
    const offset = place.offset + taken;
    const items = living(rows.slice(place.offset, offset), rows, turn);
    if (fault?.kind === 'repeat-token' && token !== undefined) return { items, next: token };
    if (offset >= rows.length && taken > 0 && fault?.kind !== 'repeat-token')
      return { items, next: undefined };
    return { items, next: this.#keep({ request, rows, offset, page: place.page + 1 }) };
  }

  #keep(place: Place): string {
    const token = createHash('sha256')
      .update(`${place.request} ${this.#count++}`)
      .digest('base64');
    this.#places.set(token, place);
    for (const oldest of this.#places.keys()) {
      if (this.#places.size <= PLACES) break;
      this.#places.delete(oldest);
    }
    return token;
  }
}

/** Rows as they are now; nothing to do while the estate still holds the array that the listing began with. */
function living<Row>(page: readonly Row[], began: readonly Row[], { rows, id }: Turn<Row>): readonly Row[] {
  if (rows === began) return page;
  const now = new Map(rows.map((row) => [id(row), row]));
  return page.flatMap((row) => now.get(id(row)) ?? []);
}
