import { collectorFor } from '../../shared/collect/collector.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import { exchange, isNoHost, jsonOf } from '../../shared/collect/exchange.ts';
import type { Answered, Exchange } from '../../shared/collect/exchange.ts';
import type { RoleSending } from '../../shared/runtime/role-accounts.ts';
import type { Credentials } from './credentials.ts';
import { saidIn, toCloudError } from './errors.ts';
import { nameOf, productOf, serviceOf, urlOf } from './products.ts';
import type { Action } from './products.ts';
import { queryOf, signedHeaders } from './signature.ts';
import type { Keys } from './signature.ts';

/** The fields of `Result`, not read yet. */
export type Answer = Readonly<Record<string, unknown>>;

/** In the query or as JSON, whichever the product takes; what is `undefined` is left out. */
export type Params = Readonly<Record<string, string | number | undefined>>;

/** One signed request, what it answers; throws `CloudError`. */
export type Ask = (action: Action, params: Params) => Promise<Answer>;

/** What collectors talk to: one account in one region, for one run. */
export interface Volcengine {
  readonly account: string;
  readonly region: string;
  readonly ask: Ask;
}

export const collector = collectorFor<Volcengine>();

export type Sending = RoleSending<Credentials>;

export function connect(account: string, region: string, sending: Sending): Volcengine {
  return { account, region, ask: askIn(region, sending) };
}

/** Requests about the resources of one region. */
export function askIn(region: string, { call, credentials, clock, endpoint, onAnswer }: Sending): Ask {
  return async (action, params) => {
    const keys = await credentials();
    return call(action, async (signal) => {
      const base = endpoint ?? urlOf(action, region);
      const request = signed({ action, region, base, params }, keys, clock.now());
      const answer = await sent(request, action, region, signal);
      onAnswer?.(answer);
      return read(answer, action, clock.now());
    });
  };
}

interface Asked {
  readonly action: Action;
  readonly region: string;
  readonly base: string;
  readonly params: Params;
}

/** https://volcengine.com/docs/6466/1170864 (public parameters) */
function signed({ action, region, base, params }: Asked, keys: Keys, now: number): Exchange {
  const { version, method } = productOf(action);
  const common = { Action: nameOf(action), Version: version };
  const isGet = method === 'GET';
  const query = queryOf(isGet ? { ...texts(params), ...common } : common);
  const body = isGet ? '' : JSON.stringify(params);
  const url = new URL(`/?${query}`, base);
  const service = serviceOf(action);
  return {
    method,
    url,
    headers: {
      ...(!isGet && { 'content-type': 'application/json; charset=utf-8' }),
      ...signedHeaders(keys, { method, service, region, query, host: url.host, now, body }),
    },
    ...(!isGet && { body }),
  };
}

function texts(params: Params): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(params).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}

async function sent(
  request: Exchange,
  action: Action,
  region: string,
  signal: AbortSignal,
): Promise<Answered> {
  try {
    return await exchange(request, action, signal);
  } catch (cause) {
    if (!request.url.host.includes(region) || !isNoHost(cause)) throw cause;
    const message = `${action}: ${serviceOf(action)} has no host in ${region}`;
    throw new CloudError('unsupported', message, { cause, code: 'ENOTFOUND' });
  }
}

function read(answer: Answered, action: Action, now: number): Answer {
  const body: { readonly ResponseMetadata?: unknown; readonly Result?: unknown } = Object(
    jsonOf(answer, action),
  );
  const said = saidIn(answer.status, body.ResponseMetadata);
  if (said !== undefined) throw toCloudError(action, said, answer, now);
  if (typeof body.Result !== 'object' || body.Result === null)
    throw new CloudError('invalid', `${action}: an answer without its Result`);
  return { ...body.Result };
}
