import { parseXML } from '@aws-sdk/xml-builder';
import * as z from 'zod/mini';
import { StoreError } from './store.ts';

export interface S3ErrorOptions extends ErrorOptions {
  readonly status?: number;
  readonly code?: string | undefined;
  /** May be gone if asked again. */
  readonly transient?: boolean;
}

export class S3Error extends StoreError {
  /** `undefined`: no answer came. */
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly transient: boolean;
  constructor(message: string, options: S3ErrorOptions = {}) {
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

export interface S3Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

type Remedy = (asked: Asked, bucketRegion: string | undefined) => string;

const clock: Remedy = () => "set this machine's clock: it is more than 15 minutes off";
const newCredentials: Remedy = () => 'the session has expired: get new credentials';
const wrongRegion: Remedy = ({ region }, found) =>
  `the bucket is not in region "${region}": set region to ${found === undefined ? 'the one it is in' : `"${found}"`}`;
const denied: Remedy = ({ operation, bucket }) =>
  `allow s3:GetObject, s3:PutObject and s3:DeleteObject on arn:aws:s3:::${bucket}/* and s3:ListBucket on ` +
  `arn:aws:s3:::${bucket} to these credentials (and the use of its KMS key)` +
  (operation === 'GetObject'
    ? '; without s3:ListBucket S3 answers so for an object that does not exist, too'
    : '');

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#ErrorCodeList */
const REMEDIES: Readonly<Record<string, Remedy>> = {
  AccessDenied: denied,
  AllAccessDisabled: denied,
  PermanentRedirect: wrongRegion,
  AuthorizationHeaderMalformed: wrongRegion,
  IllegalLocationConstraintException: wrongRegion,
  TemporaryRedirect: () => 'the bucket is new and its name not yet known everywhere: wait, or set region',
  ExpiredToken: newCredentials,
  TokenRefreshRequired: newCredentials,
  InvalidToken: () =>
    'the session token is not of these keys: set accessKeyId, secretAccessKey, sessionToken together',
  InvalidAccessKeyId: () => 'the access key is unknown here: check the credentials and the endpoint',
  SignatureDoesNotMatch: () => 'check the secret access key, and that no proxy changes the request',
  RequestTimeTooSkewed: clock,
  NoSuchBucket: ({ bucket }) => `create the bucket "${bucket}", or correct its name, region or endpoint`,
  NotImplemented: () => 'this store does not know the request; create-only puts need If-None-Match',
  SlowDown: () => 'too many requests for this prefix: the next run continues',
};

const Failure = z.object({
  Error: z.object({
    Code: z.string(),
    Message: z.optional(z.string()),
    Region: z.optional(z.string()),
  }),
});

export function codeOf(answer: S3Answer): string | undefined {
  return failureOf(answer)?.Code;
}

/** `clean` takes secrets out of what the store says. */
export function s3Error(asked: Asked, answer: S3Answer, clean: (text: string) => string): S3Error {
  const failure = failureOf(answer);
  const code = failure?.Code ?? (answer.status === 301 ? 'PermanentRedirect' : undefined);
  const bucketRegion = answer.headers.get('x-amz-bucket-region') ?? failure?.Region;
  const said = failure?.Message ? `, "${clean(failure.Message).slice(0, 300)}"` : '';
  const remedy = code === undefined ? undefined : REMEDIES[code]?.(asked, bucketRegion);
  return new S3Error(
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

function failureOf({ body }: S3Answer): z.infer<typeof Failure>['Error'] | undefined {
  try {
    return Failure.safeParse(parseXML(new TextDecoder().decode(body))).data?.Error;
  } catch {
    return undefined; // a proxy's page, or nothing
  }
}
