import { parseXML } from '@aws-sdk/xml-builder';
import * as z from 'zod/mini';
import { StoreError } from './store.ts';

export interface BucketErrorOptions extends ErrorOptions {
  readonly status?: number;
  readonly code?: string | undefined;
  /** May be gone if asked again. */
  readonly transient?: boolean;
}

/** What S3, and what is built like it, refuses or fails to do. */
export class BucketError extends StoreError {
  /** `undefined`: no answer came. */
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly transient: boolean;
  constructor(message: string, options: BucketErrorOptions = {}) {
    super(message, options);
    this.status = options.status;
    this.code = options.code;
    this.transient = options.transient ?? false;
  }
}

/** What was asked, for messages. */
export interface Asked {
  readonly operation: 'GetObject' | 'PutObject' | 'DeleteObject' | 'ListObjectsV2';
  readonly bucket: string;
  readonly key: string;
  readonly region: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/** What a person can do about an error; `found` is the region, or the endpoint, that the store names instead. */
export type Remedy = (asked: Asked, found: string | undefined) => string;
export type Remedies = Readonly<Record<string, Remedy>>;

/** Those that every store means alike. */
export const REMEDIES: Remedies = {
  InvalidAccessKeyId: () => 'the access key is unknown here: check the credentials and the endpoint',
  SignatureDoesNotMatch: () => 'check the secret access key, and that no proxy changes the request',
  RequestTimeTooSkewed: () => "set this machine's clock: it is more than 15 minutes off",
  NoSuchBucket: ({ bucket }) => `create the bucket "${bucket}", or correct its name, region or endpoint`,
  SlowDown: () => 'too many requests for this prefix: the next run continues',
};

const Failure = z.object({
  Error: z.object({
    Code: z.string(),
    Message: z.optional(z.string()),
    Region: z.optional(z.string()),
    Endpoint: z.optional(z.string()),
  }),
});

export function codeOf(answer: Answer): string | undefined {
  return failureOf(answer)?.Code;
}

/** `clean` takes secrets out of what the store says. */
export function bucketError(
  asked: Asked,
  answer: Answer,
  remedies: Remedies,
  clean: (text: string) => string,
): BucketError {
  const failure = failureOf(answer);
  const code = failure?.Code ?? (answer.status === 301 ? 'PermanentRedirect' : undefined);
  const found = answer.headers.get('x-amz-bucket-region') ?? failure?.Region ?? failure?.Endpoint;
  const said = failure?.Message ? `, "${clean(failure.Message).slice(0, 300)}"` : '';
  const remedy = code === undefined ? undefined : remedies[code]?.(asked, found);
  return new BucketError(
    `${describe(asked)}: ${code ?? 'no error code'} (HTTP ${answer.status}${said})${remedy ? `: ${remedy}` : ''}`,
    { status: answer.status, code, transient: isTransient(answer.status, code) },
  );
}

export function describe({ operation, bucket, key }: Asked): string {
  return `${operation} ${key === '' ? '' : `"${key}" `}in bucket "${bucket}"`;
}

function isTransient(status: number, code: string | undefined): boolean {
  return status === 429 || (status >= 500 && status !== 501) || code === 'RequestTimeout';
}

function failureOf({ body }: Answer): z.infer<typeof Failure>['Error'] | undefined {
  try {
    return Failure.safeParse(parseXML(new TextDecoder().decode(body))).data?.Error;
  } catch {
    return undefined; // a proxy's page, or nothing
  }
}
