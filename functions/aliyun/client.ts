import { randomUUID } from 'node:crypto';
import { collectorFor } from '../../shared/collect/collector.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import { exchange, isNoHost, jsonOf } from '../../shared/collect/exchange.ts';
import type { Answered, Exchange } from '../../shared/collect/exchange.ts';
import type { RoleSending } from '../../shared/runtime/role-accounts.ts';
import type { Credentials } from './credentials.ts';
import { saidIn, toCloudError } from './errors.ts';
import { listsOf } from './lists.ts';
import type { Lists } from './lists.ts';
import { codeOf, nameOf, productOf, urlOf } from './products.ts';
import type { Action } from './products.ts';
import { authorization, canonicalQuery, sha256 } from './signature.ts';
import type { Keys, Params } from './signature.ts';

/** The fields of an answer, not read yet. */
export type Answer = Readonly<Record<string, unknown>>;

/** One signed request, its answer as JSON; throws `CloudError`. */
export type Ask = (action: Action, params: Params) => Promise<Answer>;

/** What collectors talk to: one account in one region, for one run. */
export interface Aliyun {
  readonly account: string;
  readonly region: string;
  readonly ask: Ask;
  readonly lists: Lists;
}

export const collector = collectorFor<Aliyun>();

export type Sending = RoleSending<Credentials>;

export function connect(account: string, region: string, sending: Sending): Aliyun {
  const ask = askIn(region, sending);
  return { account, region, ask, lists: listsOf({ ask, region }) };
}

/** Requests that go to the hosts of one region. */
export function askIn(region: string, { call, credentials, clock, endpoint, onAnswer }: Sending): Ask {
  return async (action, params) => {
    const keys = await credentials();
    return call(action, async (signal) => {
      const base = endpoint ?? urlOf(action, region);
      const answer = await sent(signed(action, base, params, keys, clock.now()), action, region, signal);
      onAnswer?.(answer);
      return read(answer, action, clock.now());
    });
  };
}

/** Actions of the ROA style have a path, all others are told by headers. */
const PATHS: Readonly<Record<string, string>> = { 'cs:DescribeClustersV1': '/api/v1/clusters' };

function signed(action: Action, base: string, params: Params, keys: Keys, now: number): Exchange {
  const path = PATHS[action] ?? '/';
  const method = action in PATHS ? 'GET' : 'POST';
  const query = canonicalQuery(params);
  const url = new URL(query === '' ? path : `${path}?${query}`, base);
  const headers = {
    ...headersOf(action, '', now),
    ...(keys.sessionToken !== undefined && { 'x-acs-security-token': keys.sessionToken }),
  };
  const signable = { method, path, query, headers: { ...headers, host: url.host }, body: '' };
  return { method, url, headers: { ...headers, authorization: authorization(keys, signable) } };
}

/** What every request says of itself, signed or not. */
export function headersOf(action: Action, body: string, now: number): Readonly<Record<string, string>> {
  return {
    accept: 'application/json',
    'x-acs-action': nameOf(action),
    'x-acs-version': productOf(action).version,
    'x-acs-date': `${new Date(now).toISOString().slice(0, 19)}Z`,
    'x-acs-signature-nonce': randomUUID(),
    'x-acs-content-sha256': sha256(body),
  };
}

export async function sent(
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

export function read(answer: Answered, action: Action, now: number): Answer {
  const body = jsonOf({ ...answer, text: quoted(answer.text) }, action);
  const said = saidIn(answer.status, body);
  if (said !== undefined) throw toCloudError(action, said, answer, now);
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new CloudError('invalid', `${action}: an answer that is no object`);
  return { ...body };
}

/**
 * Account ids come as numbers, and some have more digits than a number of
 * JavaScript keeps (`OwnerId` 253460731706911258 in SDK type VpcPeerConnects):
 * long numbers become text before they are read.
 */
function quoted(text: string): string {
  if (!LONG.test(text)) return text;
  return text.replaceAll(STRING_OR_LONG, (token) => (token.startsWith('"') ? token : `"${token}"`));
}

const LONG = /[:[,]\s*\d{16,}/;
const STRING_OR_LONG = /"(?:[^"\\]|\\.)*"|(?<![\d.+eE-])\d{16,}(?![\d.eE])/g;
