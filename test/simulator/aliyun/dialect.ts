/**
 * How Alibaba Cloud is spoken to. RPC: `GET` or `POST /`, the action and the version in headers, parameters in the
 * query or in a form; ROA (ACK): a path, parameters in the query; both signed in the same way.
 * https://help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature
 *
 * A request belongs to the region that its host names (`alb.cn-hangzhou.aliyuncs.com`), or to its `RegionId`. An
 * endpoint that stands in for all hosts hides the first; it may have it as the first part of its path instead
 * (`/alb.cn-hangzhou.aliyuncs.com/`), which is signed as it is sent.
 */
import { unreachable } from '../../../shared/collect/errors.ts';
import type { Asked, Dialect, Reply, Request } from '../cloud/server.ts';
import type { Fault } from '../cloud/faults.ts';
import { type AccountEstate, type Estate, type RegionEstate, emptyAccount, emptyRegion } from './estate.ts';
import type { Identities, Identity } from './identities.ts';
import type { Operation, Params } from './operation.ts';
import { pageAsked } from './paging.ts';
import { PRODUCTS } from './products/all.ts';
import {
  EXPIRED_TOKEN,
  NOT_OPENED,
  type ProductName,
  denied,
  missing,
  notOffered,
  refusal,
  replyOf,
  requestId,
  throttled,
  unsupported,
} from './refusals.ts';
import { type Verifier, header } from './signature.ts';

export interface AliyunAsked extends Asked {
  readonly known: Operation;
  readonly product: ProductName;
  readonly caller: Identity | undefined;
  readonly params: Params;
}

export interface State {
  readonly estate: Estate;
  readonly identities: Identities;
  readonly verifier: Verifier;
  readonly wallClock: () => number;
}

export function aliyunDialect(state: State): Dialect<AliyunAsked> {
  return {
    ask: (request) => asked(state, request),
    answer: (known, _, fault) => answered(state, known, fault),
    refuse: refused,
    listing: ({ known, caller, params }) =>
      known.paging === undefined ? undefined : [caller?.accessKeyId, ...params],
  };
}

function asked({ verifier, estate, wallClock }: State, request: Request): AliyunAsked {
  const known = operationOf(request);
  const { product } = known;
  const now = wallClock();
  const anonymous = known.anonymous === true && header(request, 'authorization') === undefined;
  if (anonymous) verifier.checkTime(request, now);
  const caller = anonymous ? undefined : verifier.verify(request, now);
  const params = paramsOf(request);
  const host = hostOf(request);
  if ((host.product ?? product) !== product) {
    throw refusal({
      status: 400,
      code: 'InvalidVersion',
      message: 'Specified parameter Version is not valid.',
    });
  }
  const named = params.get('RegionId') ?? params.get('region_id');
  if (host.region !== undefined && named !== undefined && named !== host.region && REGIONAL.has(product)) {
    const message = "The specified endpoint can't operate this region.";
    throw refusal({ status: 400, code: 'InvalidOperation.NotSupportedEndpoint', message }, product);
  }
  const account = caller?.account ?? '';
  const region = named ?? host.region ?? onlyRegion(estate.accounts[account]) ?? '';
  checkRegion(estate.accounts[account], region, product);
  checkParams(known, params);
  return {
    known,
    product,
    caller,
    params,
    account,
    region,
    service: product,
    operation: known.name,
    action: known.action,
    page: known.paging === undefined ? 1 : pageAsked(known.paging, params),
  };
}

function operationOf(request: Request): Operation {
  const version = header(request, 'x-acs-version') ?? '';
  const name = header(request, 'x-acs-action') ?? '';
  if (version === '') throw refusal(missing('Version'));
  if (name === '') throw refusal(missing('Action'));
  const product = PRODUCTS.find((one) => one.version === version);
  const operation = product?.operations.find((one) => one.name === name);
  const { path } = hostOf(request);
  if (operation === undefined || !(operation.path?.test(path) ?? path === '/')) {
    const message = 'Specified api is not found, please check your url and method.';
    throw refusal({ status: 404, code: 'InvalidAction.NotFound', message });
  }
  if (!(operation.path === undefined ? ['GET', 'POST'] : ['GET']).includes(request.method)) {
    throw refusal({
      status: 403,
      code: 'UnsupportedHTTPMethod',
      message: 'This http method is not supported.',
    });
  }
  return operation;
}

/** Repeated keys: the last one counts. */
function paramsOf(request: Request): Params {
  const params = new Map(request.url.searchParams);
  const type = header(request, 'content-type') ?? '';
  if (type.startsWith('application/x-www-form-urlencoded')) {
    for (const [name, value] of new URLSearchParams(request.body)) params.set(name, value);
  }
  return params;
}

const HOST = /^([a-z-]+?)(?:-vpc)?(?:\.([a-z0-9-]+))?\.aliyuncs\.com$/;
const STOOD_IN = /^\/([a-z0-9.-]+\.aliyuncs\.com)(\/.*)$/;

interface Host {
  readonly product: string | undefined;
  readonly region: string | undefined;
  readonly path: string;
}

function hostOf(request: Request): Host {
  const { pathname } = request.url;
  const [, stoodIn, rest = pathname] = STOOD_IN.exec(pathname) ?? [];
  const host = stoodIn ?? (header(request, 'host') ?? '').replace(/:\d+$/, '');
  const [, product, region] = HOST.exec(host) ?? [];
  return { product, region, path: rest };
}

/** An account that is in one region only cannot mean another one. */
function onlyRegion(account: AccountEstate | undefined): string | undefined {
  const regions = Object.keys(account?.regions ?? {});
  return regions.length === 1 ? regions[0] : undefined;
}

/** Products whose hosts serve one region each; the others' `RegionId` is a filter. */
const REGIONAL = new Set<ProductName>(['ecs', 'vpc', 'slb', 'alb', 'nlb', 'rds', 'polardb', 'r-kvstore']);

function checkRegion(account: AccountEstate | undefined, region: string, product: ProductName): void {
  if (account === undefined || region === '') return;
  const closed = account.notOffered[region]?.includes(product) === true;
  if (closed || account.regions[region] === undefined) throw refusal(notOffered(region), product);
}

function checkParams({ product, required, known, documented }: Operation, params: Params): void {
  for (const name of required) if ((params.get(name) ?? '') === '') throw refusal(missing(name), product);
  for (const name of params.keys()) {
    const shape = name.replaceAll(/\.\d+(?=\.|$)/g, '.#');
    if (known.includes(name) || known.includes(shape)) continue;
    if (documented.includes(name) || documented.includes(shape)) {
      throw new Error(`${product} documents ${name}, but the simulator does not act on it`);
    }
    throw refusal(unsupported(name), product);
  }
}

function answered(
  { estate, identities, wallClock }: State,
  ask: AliyunAsked,
  fault: Fault | undefined,
): Reply {
  const { known, caller, params, region, product } = ask;
  const account = estate.accounts[ask.account] ?? emptyAccount('', []);
  if (params.get('DryRun') === 'true') {
    const message = 'Request validation has been passed with DryRun flag set.';
    throw refusal({ status: 400, code: 'DryRunOperation', message }, product);
  }
  const here = placeOf(account, region, known);
  const body = known.answer({
    estate,
    identities,
    caller,
    account,
    here,
    region,
    params,
    fault,
    now: wallClock(),
  });
  const id = product === 'cs' ? {} : { RequestId: requestId() };
  return { status: 200, body: { ...body, ...id } };
}

function placeOf(
  { regions }: AccountEstate,
  region: string,
  { product, required, name }: Operation,
): RegionEstate {
  const here = regions[region];
  if (here !== undefined) return here;
  if (!REGIONAL.has(product) || name === 'DescribeRegions') return emptyRegion();
  if (required.length === 0)
    throw new Error(`${product} ${name}: neither the host nor RegionId tells the region`);
  return merged(Object.values(regions)); // by id
}

function merged(places: readonly RegionEstate[]): RegionEstate {
  const all = emptyRegion();
  for (const place of places) {
    for (const name of Object.keys(all) as (keyof RegionEstate)[]) {
      (all[name] as unknown[]).push(...(place[name] as readonly unknown[]));
    }
  }
  return all;
}

/**
 * A user without permission is told so, except by DescribeInstances of ECS: nothing is what it lists, and `DryRun`
 * tells. https://help.aliyun.com/document_detail/2679689.html
 */
function refused(fault: Fault, { product, action, params, region }: AliyunAsked): Reply | undefined {
  switch (fault.kind) {
    case 'throttle':
      return replyOf(throttled(product), product);
    case 'deny':
      if (action === 'ecs:DescribeInstances' && params.get('DryRun') !== 'true') return EMPTY_INSTANCES;
      return replyOf(denied(product, action), product);
    case 'expired-credentials':
      return replyOf(EXPIRED_TOKEN, product);
    case 'unsupported':
      return replyOf(notOffered(region), product);
    case 'opt-in-required':
      return replyOf(NOT_OPENED, product);
    case 'server': {
      const code = fault.status === 500 ? 'InternalError' : 'ServiceUnavailable';
      return replyOf({ status: fault.status, code, message: 'The request has failed.' }, product);
    }
    case 'error':
      return replyOf(fault, product);
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
      return unreachable(fault);
  }
}

const EMPTY_INSTANCES: Reply = {
  status: 200,
  body: {
    RequestId: 'none',
    TotalCount: 0,
    PageSize: 0,
    PageNumber: 0,
    NextToken: '',
    Instances: { Instance: [] },
  },
};
