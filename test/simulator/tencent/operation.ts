/** One documented action: its parameters and their types, its way to page, what it answers. */
import type { Fault } from '../cloud/faults.ts';
import type { AccountEstate, Estate, RegionEstate } from './estate.ts';
import type { Identities, Identity } from './identities.ts';
import { type Paging, pageOf } from './paging.ts';
import type { Params, Shape } from './parameters.ts';
import { filtersOf } from './parameters.ts';
import { type ProductName, notSimulated, refusal } from './refusals.ts';

export interface Context {
  readonly estate: Estate;
  readonly identities: Identities;
  readonly caller: Identity;
  readonly account: AccountEstate;
  readonly here: RegionEstate;
  readonly region: string;
  readonly params: Params;
  readonly fault: Fault | undefined;
  readonly now: number;
}

export interface Operation {
  readonly product: ProductName;
  readonly version: string;
  readonly name: string;
  /** As CAM spells it. */
  readonly action: string;
  /** Every documented parameter with its type. */
  readonly parameters: Readonly<Record<string, Shape>>;
  readonly required: readonly string[];
  /** Documented ones that the simulator does not act on: it says so instead of answering wrongly. */
  readonly ignored: readonly string[];
  /** `none`: the vendor's page says that the common parameter Region need not be sent. */
  readonly region: 'needed' | 'none';
  readonly paging: Paging | undefined;
  answer(context: Context): Readonly<Record<string, unknown>>;
}

/** What a row says for a filter; a row passes if one of its values is asked for. */
type Filter<Row> = (row: Row, context: Context) => readonly (string | undefined)[];

type Tags<Row> = (row: Row) => readonly (readonly [key: string, value: string])[];

export interface Listing<Row> {
  readonly name: string;
  readonly parameters: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly region?: 'none';
  readonly paging?: Paging;
  /** Parameters that choose rows, and which value of a row they mean. */
  readonly by?: Readonly<Record<string, Filter<Row>>>;
  /** Names inside `Filters`. `tag:<key>` and `tag-key` are there where `tags` is. */
  readonly filters?: Readonly<Record<string, Filter<Row>>>;
  readonly tags?: Tags<Row>;
  /** Parameters that `rows` or `put` read. */
  readonly read?: readonly string[];
  rows(context: Context): readonly Row[];
  put(rows: readonly Row[], context: Context): Readonly<Record<string, unknown>>;
}

/** Fixes the product and its version. */
export function productOf(product: ProductName, version: string) {
  const asked = (
    name: string,
    operation: Pick<Operation, 'parameters' | 'answer'> &
      Partial<Pick<Operation, 'required' | 'ignored' | 'region' | 'paging'>>,
  ): Operation => ({
    product,
    version,
    name,
    action: `${product}:${name}`,
    required: [],
    ignored: [],
    region: 'needed',
    paging: undefined,
    ...operation,
  });
  const list = <Row>(listing: Listing<Row>): Operation => {
    const { name, parameters, required = [], paging, by = {}, filters = {}, read = [], tags } = listing;
    const acted = new Set([...Object.keys(by), ...read, ...(paging?.parameters ?? []), 'Filters']);
    return asked(name, {
      parameters,
      required,
      ...(listing.region !== undefined && { region: listing.region }),
      ignored: Object.keys(parameters).filter((parameter) => !acted.has(parameter)),
      paging,
      answer(context) {
        const every = listing.rows(context);
        const isFiltered =
          Object.keys(by).some((one) => context.params[one] !== undefined) ||
          filtersOf(context.params).length > 0;
        const all = isFiltered
          ? every.filter(
              (row) => chosen(row, by, context) && passes(row, { filters, tags, product }, context),
            )
          : every;
        if (paging === undefined) {
          return listing.put(context.fault?.kind === 'empty' ? [] : all, context);
        }
        const page = pageOf(all, paging, product, context);
        return { ...listing.put(page.rows, context), ...page.fields };
      },
    });
  };
  return { asked, list };
}

interface Choice<Row> {
  readonly filters: Readonly<Record<string, Filter<Row>>>;
  readonly tags: Tags<Row> | undefined;
  readonly product: ProductName;
}

function chosen<Row>(row: Row, by: Readonly<Record<string, Filter<Row>>>, context: Context): boolean {
  return Object.entries(by).every(([name, valuesOf]) => {
    const asked = context.params[name];
    if (asked === undefined || (Array.isArray(asked) && asked.length === 0)) return true;
    const wanted = (Array.isArray(asked) ? asked : [asked]).map(String);
    return valuesOf(row, context).some((value) => value !== undefined && wanted.includes(value));
  });
}

function passes<Row>(row: Row, { filters, tags, product }: Choice<Row>, context: Context): boolean {
  return filtersOf(context.params).every(({ Name, Values }) => {
    const filter = filters[Name];
    if (filter !== undefined)
      return filter(row, context).some((value) => value !== undefined && Values.includes(value));
    if (tags !== undefined && Name === 'tag-key') return tags(row).some(([key]) => Values.includes(key));
    if (tags !== undefined && Name.startsWith('tag:')) {
      return tags(row).some(([key, value]) => key === Name.slice(4) && Values.includes(value));
    }
    if (product !== 'vpc') throw notSimulated(`Filters ${Name}`);
    throw refusal('InvalidParameter.FilterInvalidKey', `The filter \`${Name}\` is not supported.`);
  });
}
