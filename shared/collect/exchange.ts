import { MOST, bytesOf, textFrom } from './body.ts';
import { CloudError } from './errors.ts';
import { retryAfter } from './retry-after.ts';

/** One HTTP request, already signed. */
export interface Exchange {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/**
 * Sends it once, and reads the whole answer. The way there is what may fail
 * here: `unavailable`; an answer that is longer than any page is `invalid`. What
 * it says is the client's to judge: clouds do not agree on what a status means. TLS is verified; redirects are not followed,
 * since a signed request is for the host it was signed for. `what` names the
 * request in messages.
 */
export async function exchange(
  { method, url, headers, body }: Exchange,
  what: string,
  signal: AbortSignal,
): Promise<Answered> {
  try {
    const answer = await fetch(url, {
      method,
      headers,
      signal,
      redirect: 'manual',
      ...(body !== undefined && { body }),
    });
    const bytes = await bytesOf(answer.body, MOST.page, (most) => longerThan(most, what));
    return { status: answer.status, headers: answer.headers, text: textFrom(bytes) };
  } catch (cause) {
    if (cause instanceof CloudError) throw cause;
    if (signal.aborted) throw signal.reason;
    if (isUnsendable(cause)) throw new CloudError('denied', `${what}: ${UNSENDABLE}`);
    throw new CloudError('unavailable', `${what}: no answer from ${url.host}: ${reasonOf(cause)}`, { cause });
  }
}

/** The error that an answer of more than `most` bytes is. */
export function longerThan(most: number, what: string): CloudError {
  return new CloudError('invalid', `${what}: an answer of more than ${most} bytes was not read to its end`);
}

/** JSON can spell half a character, of a name that was cut in its middle: no text, and no URL takes it. */
const HALF = /\\u[dD][89a-fA-F]/;
const wholeText = (_: string, value: unknown): unknown =>
  typeof value === 'string' ? value.replaceAll(/\p{Surrogate}/gu, '\uFFFD') : value;

/** The answer as JSON; a page of a proxy or half an answer is none. */
export function jsonOf({ status, text }: Answered, what: string): unknown {
  try {
    return HALF.test(text) ? JSON.parse(text, wholeText) : JSON.parse(text);
  } catch (cause) {
    const reason = status >= 500 || status === 200 ? 'unavailable' : 'invalid';
    throw new CloudError(reason, `${what}: HTTP ${status} with a body that is not JSON`, { cause });
  }
}

/** What the answer asks to wait, in milliseconds. */
export function retryAfterMs({ headers }: Answered, now: number): number | undefined {
  return retryAfter(headers.get('retry-after'), now);
}

/** Is the host unknown? Products are offered region by region, and a region without one may have no host for it. */
export function isNoHost(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && cause.code === 'ENOTFOUND') return true;
  }
  return false;
}

const UNSENDABLE =
  'cannot be sent: the endpoint or the credentials hold a character that is not theirs: give them again';

/** What `fetch` says of a header or an address that it takes for none shows it whole: the token, the password. */
const isUnsendable = (error: unknown): boolean => error instanceof TypeError && error.cause === undefined;

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
}
