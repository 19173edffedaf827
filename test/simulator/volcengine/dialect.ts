/**
 * How Volcengine speaks: `/?Action=…&Version=…`, parameters in the query or a JSON body, signed; the region is that of
 * the signature. https://volcengine.com/docs/6466/1170864 (requests), https://github.com/volcengine/volcengine-go-sdk/blob/master/volcengine/response/volcengine_response.go (answers)
 */
import type { Fault } from '../cloud/faults.ts';
import type { Asked, Dialect, Request } from '../cloud/server.ts';
import { type AccountEstate, type Estate, type RegionEstate, emptyRegion } from './estate.ts';
import type { Identities, Identity } from './identities.ts';
import type { Operation } from './operation.ts';
import { pageAsked } from './paging.ts';
import { type Params, checked, fromQuery } from './parameters.ts';
import { OPERATIONS } from './products/all.ts';
import * as said from './refusals.ts';
import { claimOf, verify } from './signature.ts';
import { unreachable } from '../../../shared/collect/errors.ts';

export interface VolcengineAsked extends Asked {
  readonly of: Operation;
  readonly caller: Identity;
  readonly params: Params;
  readonly at: number;
}

export function volcengineDialect(
  estate: Estate,
  identities: Identities,
  wallClock: (() => number) | undefined,
): Dialect<VolcengineAsked> {
  return {
    ask(request, now) {
      const at = wallClock?.() ?? now;
      const claim = claimOf(request);
      const caller = verify(request, claim, identities, at);
      const of = operationOf(request, claim.service);
      const params = of.method === 'GET' ? fromQuery(request.url.searchParams) : bodyOf(request);
      const page = of.paging === undefined ? 1 : pageAsked(of.paging, params);
      const { service, name: operation, action } = of;
      const { account } = caller;
      return { service, operation, action, account, region: claim.region, page, of, caller, params, at };
    },

    answer({ of, caller, region, params, at }, _, fault) {
      const { account, here } = placeOf(estate, caller.account, of, region);
      checked(of.action, params, of.method === 'GET');
      const context = { estate, identities, caller, account, here, region, params, fault, now: at };
      const ResponseMetadata = { RequestId: said.requestId(), ...metadataOf(of, region) };
      return { status: 200, body: { ResponseMetadata, Result: of.answer(context) } };
    },

    refuse(fault, { of, region }) {
      const told = refused(fault, of);
      return told === undefined ? undefined : said.replyOf(told, metadataOf(of, region));
    },

    listing: ({ of, params }) => (of.paging === undefined ? undefined : [of.version, params]),
  };
}

const metadataOf = ({ name, version, service }: Operation, Region: string): said.Metadata => ({
  Action: name,
  Version: version,
  Service: service,
  Region,
});

function refused(fault: Fault, { service, action }: Operation): said.Said | undefined {
  switch (fault.kind) {
    case 'throttle':
      return said.throttled();
    case 'deny':
      return said.denied(action);
    case 'expired-credentials':
      return said.PLATFORM.token;
    case 'unsupported':
      return said.noService(service);
    case 'opt-in-required':
      return said.notOpened(service);
    case 'server':
      return fault.status === 500 ? said.PLATFORM.internal : said.PLATFORM.unavailable;
    case 'error':
      return fault;
    // What is played in the page, or on the wire.
    case 'repeat-token':
    case 'short-page':
    case 'empty-page':
    case 'empty':
    case 'reset':
    case 'truncate':
    case 'hang':
    case 'cut-body':
    case 'html':
    case 'delay':
      return undefined;
    default:
      return unreachable(fault);
  }
}

function operationOf({ url, method }: Request, service: string): Operation {
  const name = url.searchParams.get('Action') ?? '';
  const version = url.searchParams.get('Version') ?? '';
  if (name === '' || version === '') throw said.refusal(said.PLATFORM.missingAction);
  const own = OPERATIONS.filter((operation) => operation.service === service);
  if (own.length === 0) throw said.refusal(said.noService(service));
  const found = own.find((one) => one.name === name && one.version === version && one.method === method);
  if (found === undefined) throw said.refusal(said.noAction(name, version));
  return found;
}

function bodyOf({ body, headers }: Request): Params {
  if (/^application\/json\b/.test(headers['content-type'] ?? '')) {
    try {
      const value: unknown = JSON.parse(body);
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Params;
    } catch {
      // Said below.
    }
  }
  throw said.invalid('Body');
}

/** What belongs to an account as a whole is answered wherever it is asked. */
const GLOBAL: ReadonlySet<string> = new Set(['sts', 'cen']);

function placeOf(
  estate: Estate,
  id: string,
  { service }: Operation,
  region: string,
): { readonly account: AccountEstate; readonly here: RegionEstate } {
  const account = estate.accounts[id];
  if (account === undefined) throw new Error(`no account ${id} in the estate`);
  const here = account.regions[region];
  if (here !== undefined && account.notOffered[region]?.includes(service) !== true) return { account, here };
  if (GLOBAL.has(service)) return { account, here: emptyRegion() };
  throw said.refusal(said.noService(service));
}
