/**
 * One API call: where it is, what it may be asked with, what it answers.
 *
 * Lists page by marker: `maxKeys` of at most 1000, `marker`, and in the answer `isTruncated` with `nextMarker`, which is not
 * there on the last page (https://cloud.baidu.com/doc/VPC/s/Dl6xal44j). CCE has page numbers (bce-sdk-go services/cce/v2).
 */
import type { Fault } from '../cloud/faults.ts';
import type { AccountEstate, Estate, Resources } from './estate.ts';
import type { Identities, Identity } from './identities.ts';
import { badRequest } from './refusals.ts';

export interface Context {
  readonly estate: Estate;
  readonly identities: Identities;
  readonly caller: Identity;
  readonly account: AccountEstate;
  readonly region: string;
  readonly here: Resources;
  /** Ids in the path. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  readonly fault: Fault | undefined;
  readonly now: number;
  /** Notes which page a marker leads to. */
  readonly remember: (marker: string) => void;
}

export interface Operation {
  /** The first label of its hosts. */
  readonly host: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** As our descriptors spell it: the permission and the operation. */
  readonly action: string;
  /** `central`: of one host for all regions. */
  readonly scope: 'region' | 'central';
  /** Parameters that it acts on. */
  readonly known: readonly string[];
  /** Parameters that it cannot do without. */
  readonly needed: readonly string[];
  /** Parameters that are documented, and that nobody here should send. */
  readonly documented: readonly string[];
  readonly paging: 'marker' | 'number' | undefined;
  answer(context: Context): Readonly<Record<string, unknown>>;
}

export const MAX_KEYS = 1000;

interface Listing<Row> extends Partial<Pick<Operation, 'scope' | 'known' | 'needed' | 'documented'>> {
  readonly at: string;
  readonly rows: (context: Context) => readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** A row as this list shows it. */
  readonly show?: (row: Row) => unknown;
}

export function operation(
  host: string,
  path: string,
  action: string,
  given: Partial<Operation> & Pick<Operation, 'answer'>,
): Operation {
  return {
    host,
    path,
    action,
    method: 'GET',
    scope: 'region',
    known: [],
    needed: [],
    documented: [],
    paging: undefined,
    ...given,
  };
}

export function list<Row>(host: string, path: string, action: string, listing: Listing<Row>): Operation {
  const { at, known = [], needed = [], show = (row: Row): unknown => row, ...rest } = listing;
  return operation(host, path, action, {
    ...rest,
    needed,
    known: [...known, ...needed, 'marker', 'maxKeys'],
    paging: 'marker',
    answer(context) {
      const page = pageOf(listing.rows(context), listing.keyOf, context);
      return { [at]: page.rows.map((row) => show(row)), ...page.fields };
    },
  });
}

function pageOf<Row>(all: readonly Row[], keyOf: (row: Row) => string, context: Context) {
  const { query, fault, remember } = context;
  const maxKeys = sizeOf(query.get('maxKeys'));
  const marker = query.get('marker') ?? '';
  // By their keys, so that a listing goes on where it stopped though rows come and go.
  const sorted = all.toSorted((a, b) => Number(keyOf(a) > keyOf(b)) - Number(keyOf(a) < keyOf(b)));
  const rows = fault?.kind === 'empty' ? [] : sorted;
  const found = rows.findIndex((row) => keyOf(row) === marker);
  if (marker !== '' && marker !== START && found < 0) {
    // Who was the first of a page is gone: it goes on with those that come after.
    const next = rows.findIndex((row) => keyOf(row) > marker);
    return cut(rows, next < 0 ? rows.length : next);
  }
  return cut(rows, Math.max(0, found));

  function cut(every: readonly Row[], from: number) {
    const page = every.slice(from, from + maxKeys);
    const next = every[from + maxKeys];
    const more = (nextMarker: string) => {
      remember(nextMarker);
      return { marker, isTruncated: true, nextMarker, maxKeys };
    };
    if (fault?.kind === 'repeat-token' && marker !== '') return { rows: page, fields: more(marker) };
    if (fault?.kind === 'empty-page' && marker === '') return { rows: [], fields: more(START) };
    if (fault?.kind === 'short-page' && page.length > 1) {
      const [first, second] = page;
      if (first !== undefined && second !== undefined) return { rows: [first], fields: more(keyOf(second)) };
    }
    if (next !== undefined) return { rows: page, fields: more(keyOf(next)) };
    return { rows: page, fields: { marker, isTruncated: false, maxKeys } };
  }
}

/** Before every row. */
const START = '-1';

function sizeOf(text: string | null): number {
  if (text === null) return MAX_KEYS;
  if (!/^\d+$/.test(text) || Number(text) < 1 || Number(text) > MAX_KEYS) {
    throw badRequest(`maxKeys must be between 1 and ${MAX_KEYS}`);
  }
  return Number(text);
}

/** Rows of one parent. */
export const childrenOf = <Row>(
  all: readonly { readonly parent: string; readonly row: Row }[],
  parent: string | null | undefined,
): readonly Row[] => all.filter((one) => one.parent === parent).map(({ row }) => row);
