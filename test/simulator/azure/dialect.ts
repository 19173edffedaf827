/**
 * How Azure is spoken to: one host for all services (https://management.azure.com), versions in the query, tokens of
 * Microsoft Entra ID, which is served by the same simulator under `/<tenant>/oauth2/v2.0/token`.
 * https://learn.microsoft.com/en-us/rest/api/azure/
 */
import type { Fault } from '../cloud/faults.ts';
import type { Asked, Dialect, Reply, Request } from '../cloud/server.ts';
import type { Estate, SubscriptionEstate } from './estate.ts';
import { bodyOf, isReadable, pageOf, placeOf } from './graph.ts';
import type { GraphBody } from './graph.ts';
import type { Identities } from './identities.ts';
import { LISTS, subscriptionRow } from './lists.ts';
import type { ListOperation } from './lists.ts';
import { forbidden, overQuota, refusal, replyOf, throttled } from './refusals.ts';

export interface AzureAsked extends Asked {
  readonly answer: (fault: Fault | undefined) => Reply;
}

export interface State {
  readonly estate: Estate;
  readonly identities: Identities;
  readonly wallClock: () => number;
  /** Rows of a page of a list, where the service has no size of its own. */
  readonly pageSize: number;
  /** Rows of a page of the graph, at most. */
  readonly graphPage: number;
  /** Queries in a window, for each identity; `undefined`: no quota. */
  readonly graphQuota: { readonly queries: number; readonly windowMs: number } | undefined;
}

const GRAPH = '/providers/microsoft.resourcegraph/resources';
const TOKEN = /^\/([^/]+)\/oauth2\/v2\.0\/token$/;
const GLOBAL = { service: 'azure', region: 'global', page: 1 };

export function azureDialect(state: State): Dialect<AzureAsked> {
  const quota = windowsOf(state);
  return {
    ask: (request) => asked(state, request, quota),
    answer: (known, _, fault) => known.answer(fault),
    refuse: (fault, known) => refuse(fault, known),
  };
}

function asked(state: State, request: Request, quota: Quota): AzureAsked {
  const { identities, wallClock, estate } = state;
  const path = decodeURIComponent(request.url.pathname);
  const [, tenant] = TOKEN.exec(path) ?? [];
  if (tenant !== undefined && request.method === 'POST') {
    const action = 'Microsoft.Entra/token';
    const answer = () => identities.grant(request, tenant, wallClock());
    return { ...GLOBAL, action, operation: 'token', account: tenant, answer };
  }
  const { tid } = identities.verify(request, wallClock());
  const version = request.url.searchParams.get('api-version');
  if (version === null)
    throw refusal(
      400,
      'MissingApiVersionParameter',
      'The api-version query parameter (?api-version=) is required for all requests.',
    );
  if (path.toLowerCase() === GRAPH && request.method === 'POST')
    return graphAsked(state, request, tid, version, quota);
  const [, one] = /^\/subscriptions\/([^/]+)$/.exec(path) ?? [];
  if (one !== undefined) {
    const found = visible(estate, one, tid);
    const answer = (): Reply => ({ status: 200, body: subscriptionRow(found) });
    return {
      ...GLOBAL,
      action: 'Microsoft.Resources/subscriptions/read',
      operation: 'get',
      account: found.id,
      answer,
    };
  }
  return listAsked(state, request, tid, version, path);
}

function graphAsked(state: State, request: Request, tid: string, version: string, quota: Quota): AzureAsked {
  if (version !== '2024-04-01') throw noVersion('Microsoft.ResourceGraph/resources', version);
  const given = bodyOf(request.body);
  const body: GraphBody = { ...given, top: Math.min(given.top, state.graphPage) };
  return {
    ...GLOBAL,
    action: 'Microsoft.ResourceGraph/resources/read',
    operation: 'resources',
    account: tid,
    page: placeOf(body).page,
    answer(fault) {
      const { left, resetsAfter } = quota(tid);
      if (left < 0) return overQuota(resetsAfter);
      const headers = {
        'x-ms-user-quota-remaining': String(left),
        'x-ms-user-quota-resets-after': resetsAfter,
      };
      return {
        status: 200,
        headers: { ...headers, ...now(state) },
        body: pageOf(state.estate, tid, body, fault),
      };
    },
  };
}

interface Found {
  readonly operation: ListOperation;
  readonly ids: Readonly<Record<string, string>>;
}

function operationAt(path: string): Found | undefined {
  for (const operation of LISTS) {
    const pattern = operation.path.replaceAll('.', String.raw`\.`).replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)');
    const match = new RegExp(`^${pattern}$`, 'i').exec(path);
    if (match !== null) return { operation, ids: { ...match.groups } };
  }
  return undefined;
}

function listAsked(state: State, request: Request, tid: string, version: string, path: string): AzureAsked {
  const { estate } = state;
  const found = operationAt(path);
  const [, namespace = ''] = /\/providers\/([^/]+)/.exec(path) ?? [];
  if (request.method !== 'GET' || found === undefined)
    throw refusal(
      404,
      'InvalidResourceType',
      `The resource type could not be found in the namespace '${namespace}' for api version '${version}'.`,
    );
  const { operation, ids } = found;
  const { subscription: id } = ids;
  const subscription = id === undefined ? undefined : visible(estate, id, tid);
  const query = request.url.searchParams;
  const token = query.get('$skiptoken');
  const page = token === null ? 1 : pageIn(token);
  if (!operation.versions.includes(version)) throw noVersion(operation.path, version);
  for (const name of query.keys())
    if (!['api-version', '$skiptoken', ...operation.parameters].includes(name))
      throw refusal(400, 'InvalidParameter', `The query parameter '${name}' is not supported here.`);
  return {
    ...GLOBAL,
    action: operation.action,
    operation: 'list',
    account: subscription?.id ?? tid,
    page,
    answer(fault) {
      if (subscription?.notRegistered.some((one) => one.toLowerCase() === namespace.toLowerCase()) === true)
        throw refusal(
          409,
          'MissingSubscriptionRegistration',
          `The subscription is not registered to use namespace '${namespace}'.`,
        );
      if (subscription !== undefined && !isReadable(operation.action.replace(/\/read$/, ''), subscription))
        return forbidden(operation.action, `/subscriptions/${subscription.id}`);
      checkParent(operation, ids, subscription);
      const rows = operation.rows({ estate, tenant: tid, subscription, path: ids, query });
      return {
        status: 200,
        headers: now(state),
        body: pageFrom(rows, operation, request, state, token, page, fault),
      };
    },
  };
}

function checkParent(
  { parent }: ListOperation,
  ids: Readonly<Record<string, string>>,
  subscription: SubscriptionEstate | undefined,
): void {
  if (parent === undefined) return;
  const id = parent.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '').toLowerCase();
  if (subscription?.resources.some((row) => row.id.toLowerCase() === id) === true) return;
  throw refusal(404, 'ResourceNotFound', `The Resource '${id}' was not found.`);
}

interface Skipped {
  readonly from: number;
  readonly page: number;
}

function pageIn(token: string): number {
  return opened(token).page;
}

function opened(token: string): Skipped {
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString()) as Skipped;
  } catch {
    throw refusal(400, 'InvalidSkipToken', 'The skip token is not valid.');
  }
}

function pageFrom(
  rows: readonly unknown[],
  operation: ListOperation,
  { url }: Request,
  { pageSize }: State,
  token: string | null,
  page: number,
  fault: Fault | undefined,
): unknown {
  const all = fault?.kind === 'empty' ? [] : rows;
  const size = Math.min(operation.pageSize ?? pageSize, pageSize);
  const from = token === null ? 0 : opened(token).from;
  const cut = fault?.kind === 'short-page' ? Math.ceil(size / 2) : size;
  const isEmpty = fault?.kind === 'empty-page';
  const value = isEmpty ? [] : all.slice(from, from + cut);
  const end = from + value.length;
  const repeated = fault?.kind === 'repeat-token';
  const more = end < all.length || isEmpty || repeated;
  const place: Skipped = repeated ? { from, page } : { from: end, page: page + 1 };
  const next = new URL(url);
  const sealed = Buffer.from(JSON.stringify(place)).toString('base64url');
  next.searchParams.set('$skiptoken', repeated && token !== null ? token : sealed);
  if (more) return { value, nextLink: next.href };
  return operation.says === 'null' ? { value, nextLink: null } : { value };
}

function visible(estate: Estate, id: string, tid: string): SubscriptionEstate {
  const found = estate.subscriptions[id.toLowerCase()];
  if (found === undefined || found.tenant !== tid)
    throw refusal(404, 'SubscriptionNotFound', `The subscription '${id}' could not be found.`);
  return found;
}

const noVersion = (type: string, version: string) =>
  refusal(
    400,
    'NoRegisteredProviderFound',
    `No registered resource provider found for location '' and API version '${version}' for type '${type}'.`,
  );

const now = ({ wallClock }: State): Readonly<Record<string, string>> => ({
  date: new Date(wallClock()).toUTCString(),
});

type Quota = (identity: string) => { readonly left: number; readonly resetsAfter: string };

/** "If a customer sends requests in excess of 15 within a 5 second window …": each window begins with its first query. */
function windowsOf({ graphQuota, wallClock }: State): Quota {
  const windows = new Map<string, { readonly ends: number; used: number }>();
  return (identity) => {
    if (graphQuota === undefined) return { left: 1000, resetsAfter: '00:00:05' };
    const time = wallClock();
    const known = windows.get(identity);
    const window =
      known === undefined || known.ends <= time ? { ends: time + graphQuota.windowMs, used: 0 } : known;
    windows.set(identity, window);
    window.used++;
    const seconds = String(Math.ceil((window.ends - time) / 1000)).padStart(2, '0');
    return { left: graphQuota.queries - window.used, resetsAfter: `00:00:${seconds}` };
  };
}

function refuse(fault: Fault, { action, account }: AzureAsked): Reply | undefined {
  switch (fault.kind) {
    case 'throttle':
      return throttled(action);
    case 'deny':
      return forbidden(action, `/subscriptions/${account}`);
    case 'expired-credentials':
      return replyOf(
        401,
        'ExpiredAuthenticationToken',
        'The access token expiry UTC time is earlier than current UTC time.',
      );
    case 'unsupported':
      return replyOf(404, 'InvalidResourceType', 'The resource type could not be found in the namespace.');
    case 'opt-in-required':
      return replyOf(
        409,
        'MissingSubscriptionRegistration',
        'The subscription is not registered to use the namespace.',
      );
    case 'server':
      return replyOf(fault.status, 'InternalServerError', 'Encountered internal server error.');
    case 'error':
      return replyOf(fault.status, fault.code, fault.message);
    case 'reset':
    case 'truncate':
    case 'hang':
    case 'cut-body':
    case 'html':
    case 'repeat-token':
    case 'short-page':
    case 'empty-page':
    case 'empty':
    case 'delay':
      return undefined;
    default:
      return fault satisfies never;
  }
}
