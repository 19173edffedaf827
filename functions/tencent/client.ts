import { collectorFor } from '../../shared/collect/collector.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import { exchange, isNoHost, jsonOf } from '../../shared/collect/exchange.ts';
import type { Answered, Exchange } from '../../shared/collect/exchange.ts';
import type { RoleSending } from '../../shared/runtime/role-accounts.ts';
import type { Credentials } from './credentials.ts';
import { saidIn, toCloudError } from './errors.ts';
import { listsOf } from './lists.ts';
import type { Lists } from './lists.ts';
import { codeOf, nameOf, urlOf, versionOf } from './products.ts';
import type { Action } from './products.ts';
import { authorization, CONTENT_TYPE } from './signature.ts';
import type { Keys } from './signature.ts';

/** The fields of `Response`, not read yet. */
export type Answer = Readonly<Record<string, unknown>>;

/** As JSON; what is `undefined` is left out. */
export type Params = Readonly<Record<string, unknown>>;

/** One signed request, what it answers; throws `CloudError`. */
export type Ask = (action: Action, params: Params) => Promise<Answer>;

/** What collectors talk to: one account in one region, for one run. */
export interface Tencent {
  readonly account: string;
  readonly region: string;
  readonly ask: Ask;
  readonly lists: Lists;
}

export const collector = collectorFor<Tencent>();

export type Sending = RoleSending<Credentials>;

export function connect(account: string, region: string, sending: Sending): Tencent {
  const ask = askIn(region, sending);
  return { account, region, ask, lists: listsOf(ask) };
}

/** Requests about the resources of one region. */
export function askIn(region: string, { call, credentials, clock, endpoint, onAnswer }: Sending): Ask {
  return async (action, params) => {
    const keys = await credentials();
    return call(action, async (signal) => {
      const base = endpoint ?? urlOf(action, region);
      const request = signed({ action, region, base, body: JSON.stringify(params) }, keys, clock.now());
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
  readonly body: string;
}

/** https://cloud.tencent.com/document/api/213/15692 (common parameters) */
function signed({ action, region, base, body }: Asked, keys: Keys, now: number): Exchange {
  const url = new URL(base);
  const timestamp = Math.floor(now / 1000);
  return {
    method: 'POST',
    url,
    headers: {
      'content-type': CONTENT_TYPE,
      'x-tc-action': nameOf(action),
      'x-tc-version': versionOf(action),
      'x-tc-region': region,
      'x-tc-timestamp': String(timestamp),
      // The names of regions and zones, in one language for all accounts.
      ...(codeOf(action) === 'region' && { 'x-tc-language': 'zh-CN' }),
      ...(keys.sessionToken !== undefined && { 'x-tc-token': keys.sessionToken }),
      authorization: authorization(keys, { service: codeOf(action), host: url.host, timestamp, body }),
    },
    body,
  };
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
    const message = `${action}: ${codeOf(action)} has no host in ${region}`;
    throw new CloudError('unsupported', message, { cause, code: 'ENOTFOUND' });
  }
}

function read(answer: Answered, action: Action, now: number): Answer {
  const body: { readonly Response?: unknown } = Object(jsonOf(answer, action));
  const said = saidIn(answer.status, body.Response);
  if (said !== undefined) throw toCloudError(action, said, answer, now);
  if (typeof body.Response !== 'object' || body.Response === null)
    throw new CloudError('invalid', `${action}: an answer without its Response`);
  return { ...body.Response };
}
