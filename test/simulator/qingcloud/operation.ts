/** One documented action: its parameters, what chooses rows, what they hide, how many there may be on a page. */
import type { Fault } from '../cloud/faults.ts';
import type { AccountEstate, RegionEstate } from './estate.ts';
import type { Identity } from './identities.ts';
import { malformed } from './refusals.ts';

/** Of a request, by name; of a list (`name.1`, `name.2`), all of them. */
export interface Params {
  readonly texts: ReadonlyMap<string, string>;
  readonly lists: ReadonlyMap<string, readonly string[]>;
}

export interface Context {
  readonly account: AccountEstate;
  readonly here: RegionEstate;
  readonly caller: Identity;
  readonly params: Params;
  readonly verbose: boolean;
  readonly fault: Fault | undefined;
}

export interface Operation {
  readonly name: string;
  /** As IAM spells it; `iaas` for what IAM does not know. */
  readonly action: string;
  readonly service: string;
  /** Documented ones that it acts on. */
  readonly parameters: ReadonlySet<string>;
  /** Documented ones that the simulator does not act on: it says so instead of answering wrongly. */
  readonly ignored: ReadonlySet<string>;
  readonly lists: ReadonlySet<string>;
  readonly required: readonly string[];
  readonly zone: boolean;
  readonly paged: boolean;
  answer(context: Context): Readonly<Record<string, unknown>>;
}

export interface Listing<Row extends object> {
  readonly action: `${string}:${string}`;
  /** The list's name in the answer. */
  readonly at: string;
  /** `no`: an action that needs none. */
  readonly zone?: 'no';
  readonly paged?: 'no';
  readonly required?: readonly string[];
  /** Parameters (`name` or `name.n`) that choose rows: a row passes whose value is among what is asked for. */
  readonly by?: Readonly<Record<string, (row: Row) => string | readonly string[]>>;
  /** What a parameter that is not given stands for. */
  readonly usual?: Readonly<Record<string, string>>;
  readonly ignored?: readonly string[];
  /** What `status.n` may be. */
  readonly statuses?: readonly string[];
  rows(context: Context): readonly Row[];
  show(row: Row, context: Context): object;
}

const PAGING = ['offset', 'limit'];
const ORDINARY = ['verbose'];

export function list<Row extends object>(listing: Listing<Row>): Operation {
  const { action, at, by = {}, usual = {}, ignored = [], required = [], statuses } = listing;
  const [service = '', name = ''] = action.split(':');
  const paged = listing.paged !== 'no';
  const own = Object.keys(by);
  const plain = [...own, ...ignored].map((parameter) => parameter.replace(/\.n$/, ''));
  return {
    name,
    action,
    service,
    parameters: new Set([
      ...own.map((one) => one.replace(/\.n$/, '')),
      ...ORDINARY,
      ...(paged ? PAGING : []),
    ]),
    ignored: new Set(ignored.map((one) => one.replace(/\.n$/, ''))),
    lists: new Set([...own, ...ignored].flatMap((one, n) => (one.endsWith('.n') ? (plain[n] ?? []) : []))),
    required: required.map((one) => one.replace(/\.n$/, '')),
    zone: listing.zone !== 'no',
    paged,
    answer(context) {
      const odd = context.params.lists.get('status')?.find((one) => statuses?.includes(one) === false);
      if (odd !== undefined) throw malformed(`status ${odd} is not supported`);
      const wanted = own.flatMap((parameter) => {
        const values = wantedOf(context.params, parameter, usual);
        return values === undefined ? [] : [{ of: by[parameter], values: new Set(values) }];
      });
      const chosen = listing
        .rows(context)
        .filter((row) => wanted.every(({ of, values }) => isAmong(of?.(row) ?? [], values)));
      const rows = paged ? pageOf(chosen, context) : chosen;
      const none = context.fault?.kind === 'empty';
      return {
        action: `${name}Response`,
        total_count: none ? 0 : chosen.length,
        [at]: (none ? [] : rows).map((row) => listing.show(row, context)),
        ret_code: 0,
      };
    },
  };
}

/** Asked of every row for every page. */
const isAmong = (found: string | readonly string[], values: ReadonlySet<string>): boolean =>
  typeof found === 'string' ? values.has(found) : found.some((value) => values.has(value));

function wantedOf(
  { texts, lists }: Params,
  parameter: string,
  usual: Readonly<Record<string, string>>,
): readonly string[] | undefined {
  if (parameter.endsWith('.n')) return lists.get(parameter.replace(/\.n$/, ''));
  const text = texts.get(parameter) ?? usual[parameter];
  return text === undefined ? undefined : [text];
}

/** "20 by default, 100 at most." */
const USUAL = 20;
const MOST = 100;

export const limitOf = ({ texts }: Params): number => wholeIn(texts, 'limit', USUAL, 1, MOST);
export const offsetOf = ({ texts }: Params): number => wholeIn(texts, 'offset', 0, 0, 2 ** 31);

function pageOf<Row>(rows: readonly Row[], { params, fault }: Context): readonly Row[] {
  const from = offsetOf(params);
  const page = rows.slice(from, from + limitOf(params));
  if (fault?.kind === 'empty-page') return [];
  return fault?.kind === 'short-page' ? page.slice(0, Math.ceil(page.length / 2)) : page;
}

function wholeIn(texts: Params['texts'], name: string, usual: number, min: number, max: number): number {
  const text = texts.get(name);
  if (text === undefined) return usual;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < min || value > max)
    throw malformed(`${name} must be in [${min}, ${max}]`);
  return value;
}
