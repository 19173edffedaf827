/**
 * How Baidu Cloud is spoken to: REST, each service at a host of its own in each region (`bcc.bj.baidubce.com`). An endpoint
 * that stands for all hosts has the labels of the host in front of the path: `/bcc.bj/v1/vpc`.
 */
import type { Fault } from '../cloud/faults.ts';
import type { Asked, Dialect, Reply, Request } from '../cloud/server.ts';
import { type Estate, REGIONS, emptyAccount, emptyResources } from './estate.ts';
import type { Identities, Identity } from './identities.ts';
import type { Operation } from './operation.ts';
import {
  DENIED,
  NOT_OPENED,
  THROTTLED,
  badRequest,
  badUri,
  refusal,
  replyOf,
  requestId,
  unknownKey,
} from './refusals.ts';
import { OPERATIONS } from './services.ts';
import { type Verifier, header } from './signature.ts';

export interface BaiduAsked extends Asked {
  readonly known: Operation;
  readonly caller: Identity;
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  /** The listing that a marker belongs to. */
  readonly listing: string;
}

export interface State {
  readonly estate: Estate;
  readonly identities: Identities;
  readonly verifier: Verifier;
  readonly wallClock: () => number;
}

export function baiduDialect(state: State): Dialect<BaiduAsked> {
  /** Which page a marker leads to. */
  const pages = new Map<string, number>();
  return {
    ask: (request) => asked(state, request, pages),
    answer: (known, _, fault) => answered(state, known, fault, pages),
    refuse,
    listing: ({ known, listing, query, body }) =>
      known.paging === undefined ? undefined : [listing, query.get('marker'), body],
  };
}

interface Addressed {
  readonly host: string;
  readonly region: string | undefined;
  readonly path: string;
}

const HOST = /^([a-z]+)(?:\.([a-z]+))?\.baidubce\.com$/;

function addressed(request: Request): Addressed {
  const path = request.url.pathname;
  const [, host, region] = HOST.exec((header(request, 'host') ?? '').replace(/:\d+$/, '')) ?? [];
  if (host !== undefined) return { host, region, path };
  const [, first, second, rest = ''] = /^\/([a-z]+)(?:\.([a-z]+))?(\/.*)$/.exec(path) ?? [];
  if (first === undefined) throw badUri('no such host');
  return { host: first, region: second, path: rest };
}

function operationOf(request: Request, { host, region, path }: Addressed) {
  for (const known of OPERATIONS) {
    if (known.host !== host || known.method !== request.method) continue;
    if (known.scope === 'central' ? region !== (host === 'sts' ? 'bj' : undefined) : region === undefined)
      continue;
    const pattern = known.path.replaceAll('.', String.raw`\.`).replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)');
    const match = new RegExp(`^${pattern}$`).exec(path);
    if (match !== null) return { known, ids: { ...match.groups } };
  }
  throw badUri('Could not parse the specified URI.');
}

function asked(
  { verifier, estate, wallClock }: State,
  request: Request,
  pages: ReadonlyMap<string, number>,
): BaiduAsked {
  const caller = verifier.verify(request, wallClock());
  const at = addressed(request);
  const { known, ids } = operationOf(request, at);
  const region = known.scope === 'central' ? 'global' : (at.region ?? '');
  if (known.scope === 'region' && !(region in REGIONS)) throw badUri(`no such region ${region}`);
  const query = request.url.searchParams;
  const body = bodyOf(request, known);
  const listing = `${caller.account} ${region} ${at.path} ${[...query].filter(([name]) => name !== 'marker').join(' ')}`;
  const marker = query.get('marker') ?? '';
  const page =
    known.paging === 'number'
      ? Number(query.get('pageNo') ?? 1)
      : marker === ''
        ? 1
        : (pages.get(`${listing} ${marker}`) ?? 2);
  const place = estate.accounts[caller.account]?.places[region];
  if (place?.notOpened.includes(known.host) === true) {
    throw refusal(NOT_OPENED.status, NOT_OPENED.code, NOT_OPENED.message);
  }
  checkParameters(known, [...new Set([...query.keys(), ...Object.keys(body)])]);
  const { host: service, action } = known;
  const operation = action.slice(action.lastIndexOf(':') + 1);
  const { account } = caller;
  return {
    known,
    caller,
    path: ids,
    query,
    body,
    listing,
    account,
    region,
    service,
    operation,
    action,
    page,
  };
}

function bodyOf(request: Request, { method }: Operation): Readonly<Record<string, unknown>> {
  if (method === 'GET' || request.body === '') return {};
  try {
    const body: unknown = JSON.parse(request.body);
    if (typeof body === 'object' && body !== null) return body as Readonly<Record<string, unknown>>;
  } catch {
    // Said below, in the cloud's words.
  }
  throw refusal(400, 'MalformedJSON', 'The JSON you provided was not well-formed.');
}

/** The cloud passes over parameters that it does not know; a misspelt one has to be seen here. */
function checkParameters({ action, known, needed, documented }: Operation, given: readonly string[]): void {
  for (const name of given) {
    if (known.includes(name)) continue;
    if (documented.includes(name))
      throw new Error(`${action} documents ${name}, but the simulator does not act on it`);
    throw badRequest(`unsupported parameter ${name}`);
  }
  const missing = needed.filter((name) => !given.includes(name));
  if (missing.length > 0) throw badRequest(`${missing.join()} is required`);
}

function answered(
  { estate, identities, wallClock }: State,
  ask: BaiduAsked,
  fault: Fault | undefined,
  pages: Map<string, number>,
): Reply {
  const { known, caller, path, query, body, listing, page, region } = ask;
  const account = estate.accounts[caller.account] ?? emptyAccount(caller.account);
  const answer = known.answer({
    estate,
    identities,
    caller,
    account,
    region,
    here: account.places[region]?.here ?? emptyResources(),
    path,
    query,
    body,
    fault,
    now: wallClock(),
    remember: (marker) => void pages.set(`${listing} ${marker}`, page + 1),
  });
  const id = requestId();
  const named = known.host === 'cce' ? { requestID: id } : {};
  return { status: 200, headers: { 'x-bce-request-id': id }, body: { ...answer, ...named } };
}

function refuse(fault: Fault): Reply | undefined {
  switch (fault.kind) {
    case 'throttle':
      return replyOf(THROTTLED);
    case 'deny':
      return replyOf(DENIED);
    case 'expired-credentials':
      return unknownKey().reply;
    case 'unsupported':
    case 'opt-in-required':
      return replyOf(NOT_OPENED);
    case 'server':
      return replyOf({
        status: fault.status,
        code: 'InternalError',
        message: 'We encountered an internal error.',
      });
    case 'error':
      return replyOf(fault);
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
