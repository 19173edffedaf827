import * as z from 'zod/mini';
import { MOST, bytesOf, textFrom } from '../collect/body.ts';
import type { Clock } from '../collect/clock.ts';
import { CloudError } from '../collect/errors.ts';
import type { Reason } from '../collect/errors.ts';
import { longerThan } from '../collect/exchange.ts';
import { table } from '../collect/table.ts';
import { configuredEndpoint, regionalEndpoint } from '../store/aws-endpoint.ts';
import { signed, withoutSecrets } from '../store/sigv4.ts';
import type { AwsCredentials } from '../store/sigv4.ts';
import { backoff, retrying, within } from '../store/within.ts';

export interface AwsSignedOptions {
  readonly service: keyof typeof SERVICES;
  readonly region: string;
  readonly credentials: () => Promise<AwsCredentials>;
  readonly clock: Clock;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly fetch?: typeof fetch;
  /** Of one request. */
  readonly timeoutMs?: number;
}

/** `target` as `X-Amz-Target` has it, such as `AmazonSSM.GetParameters`. Throws `CloudError`. */
export type AwsSigned = (target: string, body: unknown, signal?: AbortSignal) => Promise<unknown>;

/**
 * JSON version and identifier: the `aws.protocols` traits of the services' models
 * (https://github.com/aws/api-models-aws) and the table of
 * https://docs.aws.amazon.com/sdkref/latest/guide/ss-endpoints-table.html
 */
const SERVICES = {
  ssm: { json: '1.1', identifier: 'SSM' },
  secretsmanager: { json: '1.1', identifier: 'SECRETS_MANAGER' },
  sqs: { json: '1.0', identifier: 'SQS' },
} as const;

/** As the AWS SDKs' standard mode: https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html */
const PATIENCE = { attempts: 3, baseMs: 100, maxMs: 20_000 };

/** https://docs.aws.amazon.com/awssupport/latest/APIReference/CommonErrors.html, and those of the three services */
const REASONS = table<Reason>({
  AccessDenied: 'denied',
  AccessDeniedException: 'denied',
  ExpiredTokenException: 'denied',
  IncompleteSignature: 'denied',
  InvalidClientTokenId: 'denied',
  InvalidSignatureException: 'denied',
  MissingAuthenticationToken: 'denied',
  NotAuthorized: 'denied',
  OptInRequired: 'denied',
  SignatureDoesNotMatch: 'denied',
  UnrecognizedClientException: 'denied',
  RequestThrottled: 'throttled',
  Throttling: 'throttled',
  ThrottlingException: 'throttled',
  TooManyRequestsException: 'throttled',
});

const Failure = z.object({
  ['__type']: z.optional(z.string()),
  message: z.optional(z.string()),
  Message: z.optional(z.string()),
});

/** A caller of one JSON API, for the few requests that are not worth an SDK client. */
export function awsSigned({ service, region, env, clock, ...ports }: AwsSignedOptions): AwsSigned {
  const { json, identifier } = SERVICES[service];
  const endpoint = new URL(configuredEndpoint(env, identifier) ?? regionalEndpoint(service, region));
  const { credentials, fetch: send = fetch, timeoutMs = 20_000 } = ports;

  const attempt = async (target: string, body: Uint8Array, signal?: AbortSignal): Promise<unknown> => {
    const keys = await credentials();
    const headers = { 'content-type': `application/x-amz-json-${json}`, 'x-amz-target': target };
    const base = endpoint.origin;
    const request = { method: 'POST', base, path: endpoint.pathname, query: {}, headers, body };
    const ready = await signed(request, { service, region, credentials: keys, clock });
    const answer = await within(
      clock,
      timeoutMs,
      async (either) => {
        const init = { method: 'POST', headers: ready.headers, body: new Uint8Array(body), signal: either };
        const response = await send(ready.url, { ...init, redirect: 'manual' });
        const bytes = await bytesOf(response.body, MOST.page, (most) => longerThan(most, target));
        return { status: response.status, headers: response.headers, text: textFrom(bytes) };
      },
      signal,
    ).catch((error: unknown) => {
      if (error instanceof CloudError) throw error;
      const late = signal?.aborted === true;
      const what = late ? "the run's time was up" : `no answer from ${base}`;
      throw new CloudError(late ? 'deadline' : 'unavailable', `${target}: ${what}`, { cause: error });
    });
    if (answer.status === 200) return parsed(target, answer.text);
    throw failure(target, answer, (text) => withoutSecrets(text, keys));
  };

  return (target, body, signal) => {
    const bytes = new TextEncoder().encode(JSON.stringify(body));
    const again = (error: unknown, n: number): number | undefined =>
      error instanceof CloudError && (error.reason === 'unavailable' || error.reason === 'throttled')
        ? backoff(clock, PATIENCE, n)
        : undefined;
    return retrying(clock, () => attempt(target, bytes, signal), again, signal);
  };
}

function parsed(target: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // An answer may hold secrets, so nothing of it is said, nor what the parser says of it.
    throw new CloudError('invalid', `${target}: the answer is not JSON`);
  }
}

/** Where the code is: https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html#operation-error-serialization */
function failure(
  target: string,
  { status, headers, text }: { readonly status: number; readonly headers: Headers; readonly text: string },
  clean: (text: string) => string,
): CloudError {
  const told = Failure.safeParse(orUndefined(text)).data;
  const spelled = headers.get('x-amzn-errortype') ?? told?.['__type'] ?? '';
  const code = spelled.replace(/^.*#/, '').replace(/:.*$/, '') || `HTTP ${status}`;
  const said = clean(told?.message ?? told?.Message ?? '').slice(0, 300);
  const reason = REASONS[code] ?? (status === 429 ? 'throttled' : status >= 500 ? 'unavailable' : 'invalid');
  return new CloudError(reason, `${target}: ${code}${said ? `: ${said}` : ''}`, { code });
}

function orUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
