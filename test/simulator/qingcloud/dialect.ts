/**
 * How QingCloud speaks: GET, everything in the query, the action among it, and `ret_code` in every answer.
 * https://docsv3.qingcloud.com/development_docs/api/parameters/
 */
import type { Fault } from '../cloud/faults.ts';
import type { Asked, Dialect, Reply, Request } from '../cloud/server.ts';
import { type Estate, type RegionEstate, emptyRegion } from './estate.ts';
import type { Identities, Identity } from './identities.ts';
import { OPERATIONS } from './lists/all.ts';
import { type Operation, type Params, limitOf, offsetOf } from './operation.ts';
import * as said from './refusals.ts';
import { COMMON_PARAMETERS, verify } from './signature.ts';

export interface QingCloudAsked extends Asked {
  readonly of: Operation;
  readonly caller: Identity;
  readonly params: Params;
  readonly zone: string | undefined;
}

export interface State {
  readonly estate: Estate;
  readonly identities: Identities;
  readonly wallClock: () => number;
  /** Requests that an account may send in a day. */
  readonly dailyQuota: number;
}

const HOUR = 3_600_000;

export function qingcloudDialect({
  estate,
  identities,
  wallClock,
  dailyQuota,
}: State): Dialect<QingCloudAsked> {
  const spent = new Map<string, number>();
  /** "In full again at midnight." */
  function spend({ account }: Identity): void {
    const today = `${account} ${Math.floor((wallClock() + 8 * HOUR) / (24 * HOUR))}`;
    const count = (spent.get(today) ?? 0) + 1;
    spent.set(today, count);
    if (count > dailyQuota) throw said.refusal(said.QUOTA.code, said.QUOTA.message);
  }
  return {
    ask(request) {
      if (request.method !== 'GET') throw said.malformed('the simulator is asked with GET');
      const caller = verify(request, identities, wallClock());
      spend(caller);
      const of = operationOf(request);
      if (caller.token !== undefined && of.service === 'iaas') {
        throw said.refusal(said.DENIED_BY_IAM.code, said.DENIED_BY_IAM.message);
      }
      const params = paramsOf(request, of);
      const zone = request.url.searchParams.get('zone') ?? undefined;
      const { service, name: operation, action } = of;
      return {
        service,
        operation,
        action,
        account: caller.account,
        region: zone ?? 'global',
        page: of.paged ? Math.floor(offsetOf(params) / limitOf(params)) + 1 : 1,
        of,
        caller,
        params,
        zone,
      };
    },

    answer({ of, caller, params, zone }, _, fault) {
      const account = estate.accounts[caller.account];
      if (account === undefined) throw new Error(`no account ${caller.account} in the estate`);
      const here = hereOf(account.regions, of, zone);
      const verbose = Number(params.texts.get('verbose') ?? 0) > 0;
      return { status: 200, body: of.answer({ account, here, caller, params, verbose, fault }) };
    },

    refuse,

    listing: ({ of, params: { texts, lists } }) => (of.paged ? [[...texts], [...lists]] : undefined),
  };
}

function operationOf({ url }: Request): Operation {
  const action = url.searchParams.get('action') ?? '';
  const found = OPERATIONS.find(({ name }) => name === action);
  if (found === undefined) throw said.noSuchAction(action);
  return found;
}

/** Names the documented parameters; lists are numbered without a gap. */
function paramsOf({ url }: Request, { parameters, ignored, lists, required, zone }: Operation): Params {
  const texts = new Map<string, string>();
  const listed = new Map<string, string[]>();
  for (const [given, value] of url.searchParams) {
    if (COMMON_PARAMETERS.has(given)) continue;
    const [, name = '', number] = /^([a-z_]+)(?:\.(\d+))?$/.exec(given) ?? [];
    if (ignored.has(name)) throw new Error(`${name} is documented, but the simulator does not act on it`);
    if (!parameters.has(name)) throw said.malformed(`there is no parameter ${given}`);
    if (lists.has(name) !== (number !== undefined)) throw said.malformed(`${given} has a wrong form`);
    if (number === undefined) texts.set(name, value);
    else (listed.get(name) ?? listed.set(name, []).get(name))?.splice(Number(number) - 1, 0, value);
  }
  for (const [name, values] of listed) {
    const names = values.map((_, n) => `${name}.${n + 1}`);
    if (!names.every((one) => url.searchParams.has(one))) throw said.malformed(`${name} has a gap`);
  }
  for (const name of required) {
    if (!texts.has(name) && !listed.has(name)) throw said.malformed(`${name} is missing`);
  }
  if (zone && !url.searchParams.has('zone')) throw said.malformed('zone is missing');
  return { texts, lists: listed };
}

function hereOf(
  regions: Readonly<Record<string, RegionEstate>>,
  of: Operation,
  zone: string | undefined,
): RegionEstate {
  const here = zone === undefined ? undefined : regions[zone];
  if (here !== undefined) return here;
  if (!of.zone) return emptyRegion();
  throw said.refusal(1400, `PermissionDenied, you can not access zone [${zone}]`);
}

function refuse(fault: Fault): Reply | undefined {
  switch (fault.kind) {
    case 'throttle':
      return said.replyOf(said.BUSY);
    case 'deny':
    case 'opt-in-required':
      return said.replyOf(said.DENIED);
    case 'expired-credentials':
      return said.unauthenticated('token has expired').reply;
    case 'unsupported':
      return said.replyOf(said.NO_MODULE);
    case 'server':
      return said.replyOf(fault.status === 500 ? said.INTERNAL : said.UPDATING);
    case 'error':
      return { ...said.replyOf({ code: Number(fault.code), message: fault.message }), status: fault.status };
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
      return fault satisfies never;
  }
}
