import type { Call } from '../../shared/collect/call.ts';
import type { Clock } from '../../shared/collect/clock.ts';
import { collectorFor } from '../../shared/collect/collector.ts';
import type { Collector } from '../../shared/collect/collector.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import { exchange, jsonOf } from '../../shared/collect/exchange.ts';
import type { Answered } from '../../shared/collect/exchange.ts';
import type { Kind } from '../../shared/model/kinds.ts';
import type { Credentials } from './credentials.ts';
import { saidIn, toCloudError } from './errors.ts';
import type { Locations } from './locations.ts';
import type { Reading } from './reading.ts';
import type { TypeName } from './resources.ts';

export interface Asked {
  /** What a role must allow; names the request, too. */
  readonly action: string;
  readonly method: 'GET' | 'POST';
  /** A path, or the whole address of a next page. */
  readonly at: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: object;
}

export interface Answer {
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Headers;
}

/** One request with a token, its answer as JSON; throws `CloudError`. */
export type Ask = (asked: Asked) => Promise<Answer>;

/** What collectors talk to: one subscription, for one run. */
export interface Azure {
  readonly subscription: string;
  readonly ask: Ask;
  /** The rows of some types. A reader that asks again gets newer ones. */
  readonly read: (reader: string, types: readonly TypeName[]) => Promise<Reading>;
  readonly locations: (reader: string) => Promise<Locations>;
  /**
   * Of what this reader last read there was nothing of some types: may they be read? Throws `denied` if one may not.
   */
  readonly mayRead: (reader: string) => Promise<void>;
  /** Did what this reader last read have it, in a region that is not wanted? */
  readonly passesOver: (reader: string, ref: string) => boolean;
}

/** A list is of a whole subscription, and every collector reads under its own name. */
export const collector = <const K extends Kind, Item>(own: Collector<Azure, K, Item>) =>
  collectorFor<Azure>()({
    ...own,
    mayRead: (api) => api.mayRead(own.name),
    stands: (api, ref) => api.passesOver(own.name, ref),
  });

export interface Sending {
  readonly call: Call;
  readonly credentials: Credentials;
  readonly clock: Clock;
  /** `https://management.azure.com` */
  readonly management: string;
  readonly onAnswer?: (answer: Answered) => void;
}

export function askWith(sending: Sending): Ask {
  const { call, credentials, clock, onAnswer } = sending;
  return async (asked) => {
    const { action } = asked;
    const url = urlOf(asked, sending.management);
    // A token is got outside of the attempt: its own request is a call of its own.
    let token = await credentials();
    return call(action, async (signal) => {
      let answer = await send(asked, url, token, signal);
      // Revoked, or not enough by now (continuous access evaluation): a newer one, once.
      if (answer.status === 401) {
        token = await credentials(token);
        answer = await send(asked, url, token, signal);
      }
      onAnswer?.(answer);
      return read(answer, action, clock.now());
    });
  };
}

function send({ action, method, body }: Asked, url: URL, token: string, signal: AbortSignal) {
  const headers = {
    accept: 'application/json',
    authorization: `Bearer ${token}`,
    ...(body !== undefined && { 'content-type': 'application/json' }),
  };
  return exchange({ method, url, headers, body: body && JSON.stringify(body) }, action, signal);
}

/** A token goes to the cloud and to nobody else, whatever an answer says about where the next page is. */
function urlOf({ action, at, params = {} }: Asked, management: string): URL {
  const url = new URL(/^https?:/i.test(at) ? at : `${management}${at}`);
  if (url.origin !== new URL(management).origin)
    throw new CloudError(
      'invalid',
      `${action}: the next page is said to be at ${url.host}, not at ${management}`,
    );
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
  return url;
}

function read(answer: Answered, action: string, now: number): Answer {
  const { status, headers } = answer;
  // Throttles are known to come with next to no body.
  const body = status === 429 && !answer.text.startsWith('{') ? {} : jsonOf(answer, action);
  if (status < 200 || status > 299) {
    const error = toCloudError(action, saidIn(status, body), answer, now);
    if (status === 404 && isOfService(error)) GONE.add(error);
    throw error;
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new CloudError('invalid', `${action}: an answer that is no object`);
  return { body: { ...body }, headers };
}

/** Answers of 404 that are about the thing asked for. */
const GONE = new WeakSet<CloudError>();

/** Neither a provider that is not registered, nor a 404 without a code, which is somebody else's. */
const isOfService = ({ reason, code = '' }: CloudError): boolean =>
  reason === 'invalid' && !code.startsWith('HTTP ');

/** For lists of a parent that may have gone since it was listed. */
export const isGone = (error: unknown): boolean => error instanceof CloudError && GONE.has(error);
