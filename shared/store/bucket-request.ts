import { MOST, bytesOf } from '../collect/body.ts';
import type { Clock } from '../collect/clock.ts';
import { BucketError, bucketError, describe } from './bucket-error.ts';
import type { Answer, Asked, Remedies } from './bucket-error.ts';
import { TooLong } from './store.ts';
import { rfc3986, withoutSecrets } from './sigv4.ts';
import type { AwsCredentials, AwsRequest, SignedRequest } from './sigv4.ts';
import { within } from './within.ts';

export interface BucketPlace {
  readonly bucket: string;
  readonly region: string;
  /** Default: the vendor's own, for the region. */
  readonly endpoint?: string | undefined;
  /** Is the bucket in the path, and not in the host name? */
  readonly pathStyle?: boolean | undefined;
}

export interface BucketPorts {
  /** Asked before every request: whoever gives them refreshes them in time. */
  readonly credentials: () => Promise<AwsCredentials>;
  readonly clock: Clock;
  readonly fetch?: typeof fetch;
  /** Of one request, its answer read to the end. */
  readonly timeoutMs?: number;
}

/** What stores do each in their own way. */
export interface Dialect {
  /** Where the bucket is, without slash at the end. */
  readonly base: string;
  /** What comes before the key in the path: with a slash at both ends. */
  readonly root: string;
  readonly remedies: Remedies;
  readonly sign: (request: AwsRequest, keys: AwsCredentials) => Promise<SignedRequest>;
}

export interface BucketRequest {
  readonly operation: Asked['operation'];
  readonly method: 'GET' | 'PUT' | 'DELETE';
  /** In the bucket; '' for the bucket itself. */
  readonly key: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Bytes of an answer of 200; a page's by default. */
  readonly atMost?: number;
  /** Called when it is signed, right before it goes out; what it throws is thrown. */
  readonly lastly?: (() => void) | undefined;
}

export interface BucketExchange {
  readonly answer: Answer;
  /** The error that this answer is, if the caller has no other reading of it. */
  readonly failure: () => BucketError;
}

const NOTHING = new Uint8Array();

/** One signed request, once. Throws where no whole answer came; what an answer means is the caller's. */
export function bucketSender(
  { bucket, region }: BucketPlace,
  { base, root, remedies, sign }: Dialect,
  { credentials, clock, fetch: send = fetch, timeoutMs = 30_000 }: BucketPorts,
): (request: BucketRequest) => Promise<BucketExchange> {
  return async ({ operation, method, key, query = {}, headers = {}, body = NOTHING, ...asks }) => {
    const { atMost = MOST.page, lastly } = asks;
    const asked = { operation, bucket, key, region };
    const failed = (why: string, transient: boolean, cause: unknown): BucketError =>
      new BucketError(`${describe(asked)}: ${why}`, { transient, cause });
    const tooLong = (most: number): TooLong =>
      new TooLong(`${describe(asked)}: an answer of more than ${most} bytes was not read to its end`);
    const keys = await credentials().catch((error: unknown) => {
      throw failed(`no credentials: ${error instanceof Error ? error.message : 'refused'}`, false, error);
    });
    const request = { method, base, path: root + encodePath(key), query, headers, body };
    const ready = await sign(request, keys).catch((error: unknown) => {
      throw failed(error instanceof Error ? error.message : 'not signed', false, error);
    });
    lastly?.();
    try {
      const answer = await within(clock, timeoutMs, async (signal) => {
        const response = await send(ready.url, {
          method,
          // Unsigned, since gateways rewrite it; `identity`, since what we stored is what we want back.
          headers: { ...ready.headers, 'accept-encoding': 'identity' },
          ...(method === 'PUT' ? { body: new Uint8Array(body) } : {}),
          redirect: 'manual',
          signal,
        });
        const { status, headers: received } = response;
        const answered = await bytesOf(response.body, status === 200 ? atMost : MOST.page, tooLong);
        return { status, headers: received, body: answered };
      });
      const clean = (text: string): string => withoutSecrets(text, keys);
      return { answer, failure: () => bucketError(asked, answer, remedies, clean) };
    } catch (error) {
      if (error instanceof TooLong) throw error;
      throw failed(`no answer from ${base} (${reasonOf(error)})`, true, error);
    }
  };
}

/** The bucket in the path, or in the host name. */
export function addressOf(bucket: string, endpoint: string, inPath: boolean): Pick<Dialect, 'base' | 'root'> {
  const url = new URL(endpoint);
  const root = `${url.pathname.replace(/\/$/, '')}${inPath ? `/${rfc3986(bucket)}` : ''}/`;
  return { base: inPath ? url.origin : `${url.protocol}//${bucket}.${url.host}`, root };
}

function encodePath(key: string): string {
  return key.split('/').map(rfc3986).join('/');
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return 'unknown';
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
}
