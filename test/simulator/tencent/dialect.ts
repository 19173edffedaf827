/**
 * How Tencent Cloud speaks: `POST /`, a JSON body, the action and its version in headers, signed with TC3.
 * https://cloud.tencent.com/document/api/213/15692 (common parameters), …/213/15694 (answers)
 */
import type { Fault } from '../cloud/faults.ts';
import type { Asked, Dialect, Reply, Request } from '../cloud/server.ts';
import { type AccountEstate, type Estate, type RegionEstate, emptyRegion } from './estate.ts';
import type { Identities, Identity } from './identities.ts';
import type { Operation } from './operation.ts';
import { pageAsked } from './paging.ts';
import { type Params, checked } from './parameters.ts';
import { OPERATIONS } from './products/all.ts';
import * as said from './refusals.ts';
import { claimOf, header, hostname, verify } from './signature.ts';
import { unreachable } from '../../../shared/collect/errors.ts';

export interface TencentAsked extends Asked {
  readonly operation: string;
  readonly of: Operation;
  readonly caller: Identity;
  readonly params: Params;
  readonly at: number;
}

export function tencentDialect(
  estate: Estate,
  identities: Identities,
  wallClock: (() => number) | undefined,
): Dialect<TencentAsked> {
  return {
    ask(request, now) {
      const at = wallClock?.() ?? now;
      const claim = claimOf(request);
      const of = operationOf(request, claim.service);
      const caller = verify(request, claim, identities, at);
      const region = header(request, 'x-tc-region') ?? '';
      if (region === '' && of.region === 'needed') throw said.missing('Region');
      const params = bodyOf(request);
      const page = of.paging === undefined ? 1 : pageAsked(of.paging, params);
      const { product: service, name: operation, action } = of;
      const accessRegion = accessRegionOf(request);
      return {
        service,
        operation,
        action,
        account: caller.account,
        region,
        accessRegion,
        page,
        of,
        caller,
        params,
        at,
      };
    },

    answer({ of, caller, region, params, at }, _, fault) {
      const { account, here } = placeOf(estate, caller.account, of, region);
      checked(params, of.parameters, of.required);
      if ('Filters' in params && of.product === 'vpc' && of.name !== 'DescribeCcnAttachedInstances') {
        const ids = Object.keys(params).find((name) => name.endsWith('Ids'));
        if (ids !== undefined) {
          throw said.refusal(
            'InvalidParameter.Coexist',
            `The parameters ${ids} and Filters cannot be used together.`,
          );
        }
      }
      const ignored = of.ignored.find((name) => name in params);
      if (ignored !== undefined) throw said.notSimulated(ignored);
      const context = { estate, identities, caller, account, here, region, params, fault, now: at };
      const body = { Response: { ...of.answer(context), RequestId: said.requestId() } };
      return { status: 200, body };
    },

    refuse(fault, { of, action, region }) {
      const told = refused(fault, of, action, region);
      return told === undefined ? undefined : 'status' in told ? told : said.replyOf(told);
    },
  };
}

function refused(
  fault: Fault,
  { product, name }: Operation,
  action: string,
  region: string,
): said.Said | Reply | undefined {
  switch (fault.kind) {
    case 'throttle':
      return said.throttled(name);
    case 'deny':
      return said.denied(product, action);
    case 'expired-credentials':
      return said.EXPIRED_TOKEN;
    case 'unsupported':
      return said.unsupportedRegion(product, region);
    case 'opt-in-required':
      return said.NOT_OPENED;
    case 'server':
      return fault.status === 500 ? said.INTERNAL : said.UNAVAILABLE;
    case 'error':
      return { ...said.replyOf(fault), status: fault.status };
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

function operationOf(request: Request, service: string): Operation {
  if (request.method !== 'POST') {
    throw said.refusal('UnsupportedProtocol', 'The simulator is asked with POST.');
  }
  const asked = /^([\w-]+)(\.[\w-]+)?\.tencentcloudapi\.com$/.exec(hostname(request))?.[1] ?? service;
  if (!said.PRODUCTS.some((product) => product === asked)) {
    throw said.refusal('NoSuchProduct', `The product '${asked}' does not exist.`);
  }
  if (asked !== service) {
    throw said.refusal(
      'AuthFailure.SignatureFailure',
      `The credential scope is of '${service}', not of '${asked}'.`,
    );
  }
  const name = header(request, 'x-tc-action') ?? '';
  if (name === '') throw said.missing('Action');
  const version = header(request, 'x-tc-version') ?? '';
  if (version === '') throw said.missing('Version');
  const versions = OPERATIONS.filter(({ product }) => product === service);
  if (!versions.some((operation) => operation.version === version)) {
    throw said.refusal('NoSuchVersion', `The API version '${version}' of '${service}' does not exist.`);
  }
  const found = versions.find((operation) => operation.name === name);
  if (found !== undefined) return found;
  throw said.refusal('InvalidAction', `The action '${name}' is not valid.`);
}

/**
 * Quotas count where the name of the host leads, not by the region that is asked about: one name for all, one quota.
 * https://cloud.tencent.com/document/product/1278/109059
 */
const accessRegionOf = (request: Request): string =>
  /^[\w-]+\.([\w-]+)\.tencentcloudapi\.com$/.exec(hostname(request))?.[1] ?? '';

function bodyOf({ body }: Request): Params {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Params;
  } catch {
    // Said below.
  }
  throw said.refusal('InvalidRequest', 'The body of the request is not a JSON object.');
}

function placeOf(
  estate: Estate,
  id: string,
  { product, region: needed }: Operation,
  region: string,
): { readonly account: AccountEstate; readonly here: RegionEstate } {
  const account = estate.accounts[id];
  if (account === undefined) throw new Error(`no account ${id} in the estate`);
  const here = account.regions[region];
  const offered = here !== undefined && account.notOffered[region]?.includes(product) !== true;
  if (offered) return { account, here };
  // STS answers wherever it is asked; what needs no region has none.
  if (needed === 'none' || product === 'sts') return { account, here: emptyRegion() };
  const { code, message } = said.unsupportedRegion(product, region);
  throw said.refusal(code, message);
}
