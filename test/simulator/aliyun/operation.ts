/** One documented action: its parameters, its way to page, what it answers. */
import type { Fault } from '../cloud/faults.ts';
import type { AccountEstate, Estate, RegionEstate } from './estate.ts';
import type { Identities, Identity } from './identities.ts';
import { type PageSpec, type Paged, pageOf } from './paging.ts';
import type { ProductName } from './refusals.ts';

/** Every parameter as it came: numbers and flags are text. */
export type Params = ReadonlyMap<string, string>;

export interface Context {
  readonly estate: Estate;
  readonly identities: Identities;
  /** Of whoever signed; of an anonymous request: nobody's. */
  readonly caller: Identity | undefined;
  readonly account: AccountEstate;
  readonly here: RegionEstate;
  readonly region: string;
  readonly params: Params;
  readonly fault: Fault | undefined;
  readonly now: number;
}

export interface Operation {
  readonly product: ProductName;
  readonly name: string;
  /** As RAM spells it. */
  readonly action: string;
  readonly required: readonly string[];
  /** Parameters that it acts on. `#` stands for the index of a list: `ResourceId.#`. */
  readonly known: readonly string[];
  /** Documented ones that the simulator does not act on: it says so instead of answering wrongly. */
  readonly documented: readonly string[];
  readonly paging: PageSpec | undefined;
  /** Of an API in the ROA style; the others are `POST /` or `GET /`. */
  readonly path?: RegExp;
  readonly anonymous?: true;
  answer(context: Context): Readonly<Record<string, unknown>>;
}

/** Parameters that any RPC product documents and nobody sends. */
const OWNERS = ['OwnerAccount', 'OwnerId', 'ResourceOwnerAccount', 'ResourceOwnerId', 'ResourceGroupId'];

type Filter<Row> = (row: Row, value: string, context: Context) => boolean;

export interface Listing<Row> {
  readonly name: string;
  readonly action?: string;
  readonly required?: readonly string[];
  readonly documented?: readonly string[];
  readonly paging?: PageSpec;
  readonly path?: RegExp;
  /** By parameter; one with an index (`VpcIds.#`) lets a row pass that passes any of its values. */
  readonly filters?: Readonly<Record<string, Filter<Row>>>;
  /** Parameters that `rows` or `put` read. */
  readonly known?: readonly string[];
  rows(context: Context): readonly Row[];
  put(rows: readonly Row[], context: Context): Readonly<Record<string, unknown>>;
}

/** Fixes the product and the name of it in RAM policies. */
export function productOf(product: ProductName, ram: string) {
  const asked = (
    name: string,
    operation: Omit<Operation, 'product' | 'name' | 'action'>,
    action = name,
  ): Operation => ({
    product,
    name,
    action: `${ram}:${action}`,
    ...operation,
    documented: [...operation.documented, ...OWNERS],
  });
  const list = <Row>(listing: Listing<Row>): Operation => {
    const filters = listing.filters ?? {};
    const { required = [], known = [], documented = [], paging, path } = listing;
    return asked(
      listing.name,
      {
        required,
        known: [...required, ...known, ...Object.keys(filters), ...(paging?.known ?? [])],
        documented,
        paging,
        ...(path !== undefined && { path }),
        answer(context) {
          const wanted = filtersIn(context.params, filters);
          const all = listing.rows(context).filter((row) => passes(row, wanted, context));
          const page: Paged<Row> =
            paging === undefined ? { rows: all, fields: {} } : pageOf(all, paging, context);
          return { ...listing.put(page.rows, context), ...page.fields };
        },
      },
      listing.action,
    );
  };
  return { asked, list };
}

type Asked<Row> = readonly { readonly filter: Filter<Row>; readonly values: readonly string[] }[];

/** Read once a call: a list may have a hundred thousand rows. */
function filtersIn<Row>(params: Params, filters: Readonly<Record<string, Filter<Row>>>): Asked<Row> {
  return Object.entries(filters).flatMap(([name, filter]) => {
    const values = valuesOf(params, name);
    return values.length === 0 ? [] : [{ filter, values }];
  });
}

function passes<Row>(row: Row, asked: Asked<Row>, context: Context): boolean {
  return asked.every(({ filter, values }) => values.some((value) => filter(row, value, context)));
}

/** Of one parameter, or of all of a list. */
export function valuesOf(params: Params, name: string): readonly string[] {
  if (!name.includes('#')) {
    const value = params.get(name);
    return value === undefined || value === '' ? [] : [value];
  }
  const pattern = new RegExp(`^${name.replaceAll('.', String.raw`\.`).replace('#', String.raw`\d+`)}$`);
  return [...params].flatMap(([key, value]) => (pattern.test(key) ? [value] : []));
}
