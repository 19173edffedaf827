import type { Call } from '../../shared/collect/call.ts';
import type { Clock } from '../../shared/collect/clock.ts';
import { collectorFor } from '../../shared/collect/collector.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import { exchange, isNoHost, jsonOf } from '../../shared/collect/exchange.ts';
import type { Answered, Exchange } from '../../shared/collect/exchange.ts';
import { hostOf, isCentral, pathOf } from './apis.ts';
import type { Api } from './apis.ts';
import type { Credentials } from './credentials.ts';
import { isRefusal, saidIn, toCloudError } from './errors.ts';
import { listsOf } from './lists.ts';
import type { Lists } from './lists.ts';
import { queryOf, signed } from './signature.ts';
import type { Keys } from './signature.ts';

/** The fields of an answer, not read yet. */
export type Answer = Readonly<Record<string, unknown>>;

export interface Asked {
  /** Ids in the path. */
  readonly ids?: Readonly<Record<string, string>>;
  readonly params?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: object;
}

/** One signed request, its answer as JSON; throws `CloudError`. */
export type Ask = (api: Api, asked: Asked) => Promise<Answer>;

/** What collectors talk to: one account in one region, for one run. */
export interface Baidu {
  readonly account: string;
  readonly region: string;
  readonly ask: Ask;
  /** As `ask`; `undefined` where there is no such thing (any more). */
  readonly find: (api: Api, asked: Asked) => Promise<Answer | undefined>;
  readonly lists: Lists;
  /** How many items to ask for at once, where that many are allowed. */
  readonly pageSize: (largest: number) => number;
}

export const collector = collectorFor<Baidu>();

export interface Sending {
  readonly call: Call;
  readonly credentials: Credentials;
  readonly clock: Clock;
  readonly domain: string;
  /** Where every service is, instead of Baidu's own hosts. */
  readonly endpoint: string | undefined;
  readonly onAnswer?: (answer: Answered) => void;
  /** Smaller pages than the APIs allow. */
  readonly pageSize?: number;
}

export function connect(account: string, region: string, sending: Sending): Baidu {
  const ask = askIn(region, sending);
  const api = {
    account,
    region,
    ask,
    find: (operation: Api, asked: Asked) => ask(operation, asked).catch(unlessGone),
    pageSize: (largest: number) => Math.min(largest, sending.pageSize ?? largest),
  };
  return Object.assign(api, { lists: listsOf(api) });
}

/** Requests that go to the hosts of one region. */
export function askIn(region: string, sending: Sending): Ask {
  const { call, credentials, clock, onAnswer } = sending;
  return async (api, asked) => {
    const keys = await credentials();
    return call(api.action, async (signal) => {
      const request = requestOf(api, asked, region, sending, keys, clock.now());
      const answer = await sent(request, api, region, signal);
      onAnswer?.(answer);
      return read(answer, api, clock.now());
    });
  };
}

function requestOf(
  api: Api,
  { ids = {}, params: given = {}, body }: Asked,
  region: string,
  { domain, endpoint }: Pick<Sending, 'domain' | 'endpoint'>,
  keys: Keys,
  now: number,
): Exchange {
  const host = hostOf(api, region);
  // Never plain HTTP, which the vendor's SDKs take where nobody says otherwise.
  const base = endpoint === undefined ? `https://${host}.${domain}` : `${endpoint}/${host}`;
  const url = new URL(`${base}${pathOf(api, ids)}`);
  const params = Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
  const { method } = api;
  const headers = { 'content-type': 'application/json' };
  const all = signed(keys, { method, url, params, headers }, now);
  url.search = queryOf(params);
  return {
    method,
    url,
    headers: { ...all, accept: 'application/json' },
    body: body && JSON.stringify(body),
  };
}

async function sent(request: Exchange, api: Api, region: string, signal: AbortSignal): Promise<Answered> {
  try {
    return await exchange(request, api.action, signal);
  } catch (cause) {
    if (isCentral(api) || !isNoHost(cause)) throw cause;
    const message = `${api.action}: ${api.host} has no host in ${region}`;
    throw new CloudError('unsupported', message, { cause, code: 'ENOTFOUND' });
  }
}

function read(answer: Answered, { action }: Api, now: number): Answer {
  const { status } = answer;
  const body = jsonOf(answer, action);
  if (status < 200 || status > 299 || isRefusal(body)) {
    const error = toCloudError(action, saidIn(status, body), answer, now);
    if (status === 404 && isOfService(error)) GONE.add(error);
    throw error;
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new CloudError('invalid', `${action}: an answer that is no object`);
  return { ...body };
}

/** Answers of 404, under whatever code the service has for it. */
const GONE = new WeakSet<CloudError>();

/** An API that is not there says nothing about what it lists, nor does a 404 without a code, which is somebody else's. */
const isOfService = ({ reason, code = '' }: CloudError): boolean =>
  reason === 'invalid' && !code.startsWith('HTTP ');

function unlessGone(error: unknown): undefined {
  if (error instanceof CloudError && GONE.has(error)) return undefined;
  throw error;
}
