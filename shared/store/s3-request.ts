import type { Clock } from '../collect/clock.ts';
import { regionalEndpoint } from './aws-endpoint.ts';
import { S3Error, describe, s3Error } from './s3-error.ts';
import type { Asked, S3Answer } from './s3-error.ts';
import { rfc3986, signed, withoutSecrets } from './sigv4.ts';
import type { AwsCredentials } from './sigv4.ts';
import { within } from './within.ts';

export interface S3Place {
  readonly bucket: string;
  readonly region: string;
  /** Of an S3-compatible store; with it, buckets are in the path unless `pathStyle` says otherwise. */
  readonly endpoint?: string | undefined;
  readonly pathStyle?: boolean | undefined;
}

export interface S3Ports {
  /** Asked before every request: whoever gives them refreshes them in time. */
  readonly credentials: () => Promise<AwsCredentials>;
  readonly clock: Clock;
  readonly fetch?: typeof fetch;
  /** Of one request, its answer read to the end. */
  readonly timeoutMs?: number;
}

export interface S3Request {
  readonly operation: Asked['operation'];
  readonly method: 'GET' | 'PUT' | 'DELETE';
  /** In the bucket; '' for the bucket itself. */
  readonly key: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

export interface S3Exchange {
  readonly answer: S3Answer;
  /** The error that this answer is, if the caller has no other reading of it. */
  readonly failure: () => S3Error;
}

const NOTHING = new Uint8Array();

/** One signed request, once. Throws where no whole answer came; what an answer means is the caller's. */
export function s3Sender(place: S3Place, ports: S3Ports): (request: S3Request) => Promise<S3Exchange> {
  const { credentials, clock, fetch: send = fetch, timeoutMs = 30_000 } = ports;
  const { base, root } = addressOf(place);
  return async ({ operation, method, key, query = {}, headers = {}, body = NOTHING }) => {
    const asked = { operation, bucket: place.bucket, key, region: place.region };
    const failed = (why: string, transient: boolean, cause: unknown): S3Error =>
      new S3Error(`${describe(asked)}: ${why}`, { transient, cause });
    const keys = await credentials().catch((error: unknown) => {
      throw failed(`no credentials: ${error instanceof Error ? error.message : 'refused'}`, false, error);
    });
    const request = { method, base, path: root + encodePath(key), query, headers, body };
    const ready = await signed(request, { ...place, service: 's3', credentials: keys, clock }).catch(
      (error: unknown) => {
        throw failed(error instanceof Error ? error.message : 'not signed', false, error);
      },
    );
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
        return { status, headers: received, body: new Uint8Array(await response.arrayBuffer()) };
      });
      return { answer, failure: () => s3Error(asked, answer, (text) => withoutSecrets(text, keys)) };
    } catch (error) {
      throw failed(`no answer from ${base} (${reasonOf(error)})`, true, error);
    }
  };
}

/**
 * In the host name, as AWS wants it; in the path where the name has dots, which
 * no wildcard certificate covers.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
 */
function addressOf({ bucket, region, endpoint, pathStyle }: S3Place): { base: string; root: string } {
  const url = new URL(endpoint ?? regionalEndpoint('s3', region));
  const inPath = pathStyle ?? (endpoint !== undefined || bucket.includes('.'));
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
