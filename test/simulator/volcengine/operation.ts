/** One documented action: how it is asked, what it acts on, what it answers. */
import type { Fault } from '../cloud/faults.ts';
import type { AccountEstate, Estate, RegionEstate } from './estate.ts';
import type { Identities, Identity } from './identities.ts';
import { type Style, pageOf, styleOf } from './paging.ts';
import { type Params, parametersOf } from './parameters.ts';
import { notSimulated } from './refusals.ts';

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
  readonly service: string;
  readonly version: string;
  readonly method: 'GET' | 'POST';
  readonly name: string;
  /** As IAM spells it. */
  readonly action: string;
  readonly paging: Style | undefined;
  answer(context: Context): Readonly<Record<string, unknown>>;
}

export interface Listing<Row> {
  readonly name: string;
  rows(context: Context): readonly Row[];
  /** The list's name in the answer. */
  readonly at: string;
  /** The total's; default: `TotalCount`. */
  readonly total?: 'Total' | 'TotalInstancesNum';
  /** How a row is told. */
  readonly put?: (row: Row, context: Context) => object;
  /** Parameters that choose rows, and the value of a row that they mean. */
  readonly by?: Readonly<Record<string, (row: Row) => string | undefined>>;
  /** Parameters that `rows` reads. */
  readonly read?: readonly string[];
  /** An empty list is `null`, as Go tells it. */
  readonly none?: 'null';
}

const PAGING = ['PageNumber', 'PageSize', 'NextToken', 'MaxResults'];

/** Fixes the product, its version and its method. */
export function productOf(service: string, version: string, method: Operation['method']) {
  const asked = (
    name: string,
    acts: readonly string[],
    answer: Operation['answer'],
    paging?: Style,
  ): Operation => {
    const action = `${service}:${name}`;
    const idle = parametersOf(action).filter((one) => !acts.includes(one.name));
    return {
      service,
      version,
      method,
      name,
      action,
      paging,
      answer(context) {
        const ignored = idle.find((one) => one.name in context.params);
        if (ignored !== undefined) throw notSimulated(ignored.name);
        return answer(context);
      },
    };
  };
  const list = <Row>(listing: Listing<Row>): Operation => {
    const { name, at, total = 'TotalCount', by = {}, read = [], put = (row) => row as object } = listing;
    const style = styleOf(`${service}:${name}`);
    const acts = [...Object.keys(by), ...read, ...PAGING];
    const answer: Operation['answer'] = (context) => {
      const all = listing.rows(context).filter((row) => isChosen(row, by, context.params));
      const { rows, fields } =
        style === undefined
          ? { rows: context.fault?.kind === 'empty' ? [] : all, fields: {} }
          : pageOf(all, style, context.params, context.fault, total);
      const told = rows.map((row) => put(row, context));
      return { [at]: told.length === 0 && listing.none === 'null' ? null : told, ...fields };
    };
    return asked(name, acts, answer, style);
  };
  return { asked, list };
}

function isChosen<Row>(
  row: Row,
  by: Readonly<Record<string, (row: Row) => string | undefined>>,
  params: Params,
): boolean {
  return Object.entries(by).every(([name, valueOf]) => {
    const asked = params[name];
    if (asked === undefined) return true;
    const wanted = (Array.isArray(asked) ? asked : [asked]).map(String);
    return wanted.includes(valueOf(row) ?? '');
  });
}
