/** One documented call: its path, its parameters, its way to page, what it answers. */
import type { Fault } from '../cloud/faults.ts';
import type { AccountEstate, Estate, Project, Resources } from './estate.ts';
import type { Identities, Identity } from './identities.ts';
import { type Paging, pageOf, parametersOf } from './paging.ts';
import { actionOf } from './permissions.ts';
import { type ServiceName, formOf, invalid, refusal } from './refusals.ts';
import { DEFAULT_EPS } from './rows/given.ts';

export interface Context {
  readonly estate: Estate;
  readonly identities: Identities;
  readonly caller: Identity;
  readonly account: AccountEstate;
  readonly project: Project | undefined;
  readonly here: Resources;
  /** Of the path, by name. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  readonly fault: Fault | undefined;
  readonly now: number;
  /** Which page a marker leads to, for the books. */
  readonly remember: (marker: string) => void;
}

export interface Operation {
  readonly service: ServiceName;
  /** As the vendor's SDKs call it. */
  readonly name: string;
  /** As IAM policies of version 1.1 spell it. */
  readonly action: string;
  readonly method: 'GET' | 'POST';
  /** With `{project_id}`, `{domain_id}` and names of its own. */
  readonly path: string;
  /** `header`: the project is named by `X-Project-Id` alone. */
  readonly scope: 'project' | 'header' | 'domain' | 'global';
  /** Parameters of the query or of the body that it acts on. */
  readonly known: readonly string[];
  /** Documented ones that the simulator does not act on: it says so instead of answering wrongly. */
  readonly documented: readonly string[];
  readonly paging: Paging | undefined;
  readonly status?: 201;
  answer(context: Context): Readonly<Record<string, unknown>>;
}

/**
 * What a list shows of enterprise projects. `default`: without `enterprise_project_id` only the default one, with
 * `all_granted_eps` all (support.huaweicloud.com/api-elb/ListAllMembers.html, an earlier edition; doc comments of
 * ListServersDetails and ListVpcs). `all`: without it all. `filter`: it takes ids, and `all_granted_eps` is none.
 */
type Enterprise = 'default' | 'all' | 'filter';

type Filter<Row> = (row: Row, value: string, context: Context) => boolean;

export interface Listing<Row> {
  readonly name: string;
  readonly path: string;
  readonly method?: 'POST';
  readonly scope?: Operation['scope'];
  readonly paging?: Paging;
  readonly enterprise?: Enterprise;
  /** Made once for each answer; default: the row's own field. */
  readonly enterpriseOf?: (context: Context) => (row: Row) => string;
  /** Fields of the row that a parameter of the same name has to equal; several values: one of them. */
  readonly fields?: readonly (keyof Row & string)[];
  readonly filters?: Readonly<Record<string, Filter<Row>>>;
  /** Parameters that `rows` or `put` read. */
  readonly known?: readonly string[];
  readonly documented?: readonly string[];
  rows(context: Context): readonly Row[];
  keyOf(row: Row): string;
  put(rows: readonly Row[], context: Context): Readonly<Record<string, unknown>>;
}

const EPS = 'enterprise_project_id';
const ALL = 'all_granted_eps';

export function serviceOf(service: ServiceName) {
  const asked = (operation: Omit<Operation, 'service' | 'action'>): Operation => ({
    service,
    action: actionOf(service, operation.method, operation.path),
    ...operation,
  });
  const list = <Row>(listing: Listing<Row>): Operation => {
    const { name, path, method = 'GET', paging, enterprise, fields = [], filters = {} } = listing;
    const bad = (message: string) => refusal(invalid(service, message), formOf(service, path));
    return asked({
      name,
      path,
      method,
      scope: listing.scope ?? scopeOf(path),
      known: [
        ...(listing.known ?? []),
        ...fields,
        ...Object.keys(filters),
        ...(enterprise === undefined ? [] : [EPS]),
        ...(paging === undefined ? [] : parametersOf(paging)),
      ],
      documented: listing.documented ?? [],
      paging,
      answer(context) {
        if (enterprise === 'filter' && context.query.getAll(EPS).includes(ALL)) {
          throw bad(`${EPS} is not the id of one`);
        }
        const isInEnterprise = enterpriseFilter(listing, context);
        const rows = listing
          .rows(context)
          .filter((row) => isInEnterprise(row) && passes(row, fields, filters, context));
        if (paging === undefined) {
          return listing.put(context.fault?.kind === 'empty' ? [] : rows, context);
        }
        const page = pageOf(rows, paging, (row) => listing.keyOf(row), bad, context);
        return { ...listing.put(page.rows, context), ...page.fields };
      },
    });
  };
  return { asked, list };
}

const scopeOf = (path: string): Operation['scope'] =>
  path.includes('{project_id}') ? 'project' : path.includes('{domain_id}') ? 'domain' : 'global';

function enterpriseFilter<Row>(
  { enterprise, enterpriseOf }: Listing<Row>,
  context: Context,
): (row: Row) => boolean {
  const asked = context.query.getAll(EPS);
  if (enterprise === undefined || asked.includes(ALL)) return () => true;
  const ownOf =
    enterpriseOf?.(context) ?? ((row: Row) => String((row as Readonly<Record<string, unknown>>)[EPS]));
  if (asked.length > 0) return (row) => asked.includes(ownOf(row));
  return enterprise === 'default' ? (row) => ownOf(row) === DEFAULT_EPS : () => true;
}

function passes<Row>(
  row: Row,
  fields: readonly (keyof Row & string)[],
  filters: Readonly<Record<string, Filter<Row>>>,
  context: Context,
): boolean {
  const { query } = context;
  return (
    fields.every((name) => !query.has(name) || query.getAll(name).includes(String(row[name]))) &&
    Object.entries(filters).every(
      ([name, filter]) => !query.has(name) || query.getAll(name).some((value) => filter(row, value, context)),
    )
  );
}
