/**
 * Azure Resource Graph. As much of its language as the job speaks, and the traps of it: without an order pages overlap,
 * and with a `limit` there is no second page
 * (https://learn.microsoft.com/en-us/azure/governance/resource-graph/concepts/work-with-data#paging-results). Tables:
 * https://learn.microsoft.com/en-us/azure/governance/resource-graph/reference/supported-tables-resources . Operators:
 * https://learn.microsoft.com/en-us/azure/governance/resource-graph/concepts/query-language . Wire:
 * specification/resourcegraph/resource-manager/Microsoft.ResourceGraph/ResourceGraph/stable/2024-04-01 .
 */
import type { Fault } from '../cloud/faults.ts';
import type { Refusal } from '../cloud/server.ts';
import type { Estate, Resource, SubscriptionEstate } from './estate.ts';
import { HUB_CONNECTION, subscriptionRow } from './lists.ts';
import { unlessChanged } from './plans.ts';
import { refusal } from './refusals.ts';

type Row = Readonly<Record<string, unknown>>;

export interface Plan {
  readonly rows: readonly Row[];
  readonly ordered: boolean;
  readonly limited: boolean;
  /** Of `project`. */
  readonly columns: readonly string[] | undefined;
}

const SET = 'microsoft.compute/virtualmachinescalesets/';

export const invalidQuery = (message: string): Refusal =>
  refusal(
    400,
    'BadRequest',
    `Query is invalid. Please refer to the documentation for the Azure Resource Graph service and fix the error before retrying. (${message})`,
  );

/** https://learn.microsoft.com/en-us/azure/governance/resource-graph/overview#permissions-in-azure-resource-graph */
export const isReadable = (type: string, { unreadable }: SubscriptionEstate): boolean =>
  unreadable.length === 0 ||
  !unreadable.some((one) => `${type}/`.toLowerCase().startsWith(`${one}/`.toLowerCase()));

/** Rows of a table in these subscriptions; those of a hidden one are left out without a word. */
function tableOf(name: string, subscriptions: readonly SubscriptionEstate[]): readonly Row[] {
  const seen = subscriptions.filter(({ hidden }) => !hidden);
  const all = seen.flatMap((one) =>
    one.resources.filter(({ type }) => isReadable(type, one)).map((row) => rowOf(row, one)),
  );
  switch (name.toLowerCase()) {
    case 'resources':
      return all.filter(({ type }) => !String(type).startsWith(SET) && type !== HUB_CONNECTION.toLowerCase());
    case 'computeresources':
      return all.filter(({ type }) => String(type).startsWith(SET));
    case 'resourcecontainers':
      return seen.map((one) => ({
        ...EMPTY,
        id: `/subscriptions/${one.id}`,
        name: one.name,
        type: 'microsoft.resources/subscriptions',
        location: '',
        subscriptionId: one.id,
        tenantId: one.tenant,
        properties: { ...subscriptionRow(one) },
      }));
    default:
      throw invalidQuery(`'${name}' could not be resolved to a table`);
  }
}

const EMPTY = { zones: null, sku: null, kind: '', tags: null, plan: null, identity: null };

/** Rows of an estate are replaced, never changed: what was made of one stays good. */
const MADE = new WeakMap<Resource, Row>();

function rowOf(row: Resource, subscription: SubscriptionEstate): Row {
  const made = MADE.get(row) ?? graphRow(row, subscription);
  MADE.set(row, made);
  return made;
}

/** Types are lower case; what is absent is `null`; the state of a machine stands in `extended`. */
function graphRow({ power, ...row }: Resource, { id, tenant }: SubscriptionEstate): Row {
  const view = { powerState: { code: power, level: 'Info', displayStatus: power } };
  return {
    ...EMPTY,
    ...row,
    type: row.type.toLowerCase(),
    subscriptionId: id,
    tenantId: tenant,
    properties:
      power === undefined ? row.properties : { ...row.properties, extended: { instanceView: view } },
  };
}

/** `table | step | step (… | …)` → its steps. */
function stepsOf(query: string): readonly string[] {
  const steps: string[] = [];
  let depth = 0;
  let step = '';
  for (const char of query) {
    if (char === '(') depth++;
    if (char === ')') depth--;
    if (char === '|' && depth === 0) {
      steps.push(step.trim());
      step = '';
    } else step += char;
  }
  return [...steps, step.trim()];
}

const textsIn = (list: string): readonly string[] =>
  [...list.matchAll(/'([^']*)'/g)].map(([, text = '']) => text);

export function planOf(query: string, subscriptions: readonly SubscriptionEstate[]): Plan {
  const [table = '', ...steps] = stepsOf(query);
  let plan: Plan = {
    rows: tableOf(table, subscriptions),
    ordered: false,
    limited: false,
    columns: undefined,
  };
  for (const step of steps) plan = after(plan, step.replaceAll(/\s+/g, ' '), subscriptions);
  return plan;
}

function after(plan: Plan, step: string, subscriptions: readonly SubscriptionEstate[]): Plan {
  const [, list] = /^where type in~ \((.+)\)$/.exec(step) ?? [];
  if (list !== undefined) {
    const types = new Set(textsIn(list).map((type) => type.toLowerCase()));
    return { ...plan, rows: plan.rows.filter(({ type }) => types.has(String(type))) };
  }
  const [, one] = /^where type =~ '([^']*)'$/.exec(step) ?? [];
  if (one !== undefined)
    return {
      ...plan,
      rows: plan.rows.filter(({ type }) => String(type).toLowerCase() === one.toLowerCase()),
    };
  const [, columns] = /^project ([a-zA-Z, ]+)$/.exec(step) ?? [];
  if (columns !== undefined) {
    const names = columns.split(',').map((name) => name.trim());
    for (const name of names)
      if (!COLUMNS.has(name)) throw invalidQuery(`'${name}' could not be resolved to a column`);
    return { ...plan, columns: names };
  }
  const [, inner] = /^union \((.*)\)$/.exec(step) ?? [];
  if (inner !== undefined) {
    // "May be used within a single table or between the Resources and ResourceContainers tables."
    if (!/^resourcecontainers\b/i.test(inner))
      throw invalidQuery('union is for resources and resourcecontainers');
    const { rows, columns: theirs } = planOf(inner, subscriptions);
    if (String(theirs) !== String(plan.columns))
      throw invalidQuery('union of other columns is not simulated');
    return { ...plan, rows: [...plan.rows, ...rows], ordered: false };
  }
  if (/^order by id asc$/.test(step)) {
    const rows = plan.rows.toSorted((a, b) => (String(a['id']) < String(b['id']) ? -1 : 1));
    return { ...plan, rows, ordered: true };
  }
  const [, count] = /^(?:limit|take) (\d+)$/.exec(step) ?? [];
  if (count !== undefined) return { ...plan, rows: plan.rows.slice(0, Number(count)), limited: true };
  throw invalidQuery(`'${step}'`);
}

const COLUMNS = new Set([
  'id',
  'name',
  'type',
  'location',
  'zones',
  'sku',
  'kind',
  'tags',
  'properties',
  'subscriptionId',
  'tenantId',
  'plan',
  'identity',
]);

export interface GraphBody {
  readonly query: string;
  readonly subscriptions: readonly string[];
  readonly top: number;
  readonly token: string | undefined;
}

const OPTIONS = new Set(['resultFormat', '$top', '$skipToken']);

const bad = (message: string): Refusal => refusal(400, 'BadRequest', message);

/** `QueryRequest` and `QueryRequestOptions`. */
export function bodyOf(text: string): GraphBody {
  let body: Row;
  try {
    body = Object(JSON.parse(text));
  } catch {
    throw bad('The request body is not JSON.');
  }
  const { query, subscriptions, options = {}, ...rest } = body;
  const given: Row = Object(options);
  for (const name of [...Object.keys(rest), ...Object.keys(given).filter((one) => !OPTIONS.has(one))])
    throw bad(`Could not find member '${name}' on the query request.`);
  if (typeof query !== 'string' || query === '') throw bad('The query is missing.');
  if (!Array.isArray(subscriptions)) throw bad('Subscriptions are missing.');
  const { $top = 1000, $skipToken: token, resultFormat = 'objectArray' } = given;
  if (typeof $top !== 'number' || !Number.isInteger($top) || $top < 1 || $top > 1000)
    throw bad(`The $top value ${String($top)} is not in 1 to 1000.`);
  if (resultFormat !== 'objectArray') throw bad('Only objectArray is simulated.');
  return {
    query,
    subscriptions: subscriptions.map(String),
    top: $top,
    token: typeof token === 'string' ? token : undefined,
  };
}

interface Place {
  readonly from: number;
  readonly page: number;
  /** Of the query: a token is of no other one. */
  readonly length: number;
}

const sealed = (place: Place): string => Buffer.from(JSON.stringify(place)).toString('base64url');

export function placeOf({ token, query }: GraphBody): Place {
  if (token === undefined) return { from: 0, page: 1, length: query.length };
  try {
    const place = JSON.parse(Buffer.from(token, 'base64url').toString()) as Place;
    if (place.length === query.length) return place;
  } catch {
    // Said below.
  }
  throw refusal(400, 'BadRequest', 'The skip token is not valid for this query.');
}

/** A page by its place in the order: what comes or goes before it moves everything after. */
export function pageOf(estate: Estate, tenant: string, body: GraphBody, fault: Fault | undefined): Row {
  const asked = new Set(body.subscriptions.map((one) => one.toLowerCase()));
  const scope = Object.values(estate.subscriptions).filter(
    (one) => asked.has(one.id) && one.tenant === tenant,
  );
  if (scope.length === 0)
    throw refusal(403, 'AccessDenied', 'Please specify a subscription that you have access to.');
  const plan = unlessChanged(scope, body.query, () => planOf(body.query, scope));
  const { from, page, length } = placeOf(body);
  const rows = fault?.kind === 'empty' ? [] : plan.ordered ? plan.rows : turned(plan.rows, page);
  const cut = fault?.kind === 'short-page' ? Math.ceil(body.top / 2) : body.top;
  const isEmpty = fault?.kind === 'empty-page';
  const data = isEmpty ? [] : rows.slice(from, from + cut).map((row) => projected(row, plan));
  const next = from + data.length;
  const repeated = fault?.kind === 'repeat-token';
  const more = (next < rows.length || isEmpty || repeated) && !plan.limited;
  const place = repeated ? { from, page, length } : { from: next, page: page + 1, length };
  // An empty page is where the reader was, so its token says something else: that it has been there.
  const token =
    repeated && body.token !== undefined
      ? body.token
      : sealed(isEmpty ? { ...place, page: page + 1 } : place);
  return {
    totalRecords: rows.length,
    count: data.length,
    data,
    facets: [],
    resultTruncated: String(plan.limited && rows.length > 0),
    ...(more && { $skipToken: token }),
  };
}

const projected = (row: Row, { columns }: Plan): Row =>
  columns === undefined ? row : Object.fromEntries(columns.map((name) => [name, row[name] ?? null]));

/** Without an order, every page is of another one. */
function turned(rows: readonly Row[], page: number): readonly Row[] {
  const by = (page * 7) % Math.max(1, rows.length);
  return [...rows.slice(by), ...rows.slice(0, by)];
}
