import { CloudError } from '../../shared/collect/errors.ts';
import type { Reason } from '../../shared/collect/errors.ts';

/**
 * What an AWS error code means to us, whatever HTTP status it came with: EC2
 * throttles with 503, the query services with 400, EKS with 429.
 *
 * Throttling: `THROTTLING_ERROR_CODES` of @smithy/core/retry, the list that the SDK itself retries on.
 * EC2: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
 * Query services: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/CommonErrors.html
 * STS: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html#API_AssumeRole_Errors
 *
 * `OptInRequired` and `SubscriptionRequiredException` say that the account has no
 * subscription for the service, `UnsupportedOperation` that the service does not
 * offer the call. `InvalidAction` is not among them: it is documented as a
 * mistyped request, not as a statement about the region.
 */
export const CODES: Readonly<Record<string, Reason>> = {
  BandwidthLimitExceeded: 'throttled',
  EC2ThrottledException: 'throttled',
  LimitExceededException: 'throttled',
  PriorRequestNotComplete: 'throttled',
  ProvisionedThroughputExceededException: 'throttled',
  RequestLimitExceeded: 'throttled',
  RequestThrottled: 'throttled',
  RequestThrottledException: 'throttled',
  SlowDown: 'throttled',
  ThrottledException: 'throttled',
  Throttling: 'throttled',
  ThrottlingException: 'throttled',
  TooManyRequestsException: 'throttled',
  TransactionInProgressException: 'throttled',

  IDPCommunicationError: 'unavailable',
  InternalError: 'unavailable',
  InternalFailure: 'unavailable',
  InternalServiceException: 'unavailable',
  RequestTimeout: 'unavailable',
  RequestTimeoutException: 'unavailable',
  ServerException: 'unavailable',
  ServiceException: 'unavailable',
  ServiceUnavailable: 'unavailable',
  ServiceUnavailableException: 'unavailable',
  TimeoutError: 'unavailable',
  Unavailable: 'unavailable',

  AccessDenied: 'denied',
  AccessDeniedException: 'denied',
  AuthFailure: 'denied',
  Blocked: 'denied',
  ExpiredToken: 'denied',
  ExpiredTokenException: 'denied',
  IncompleteSignature: 'denied',
  InvalidClientTokenId: 'denied',
  InvalidSignatureException: 'denied',
  MissingAuthenticationToken: 'denied',
  MissingAuthenticationTokenException: 'denied',
  NotAuthorized: 'denied',
  OperationNotPermitted: 'denied',
  PendingVerification: 'denied',
  RegionDisabledException: 'denied',
  RequestExpired: 'denied',
  RequestInTheFuture: 'denied',
  RequestTimeTooSkewed: 'denied',
  SignatureDoesNotMatch: 'denied',
  UnauthorizedOperation: 'denied',
  UnrecognizedClientException: 'denied',
  // Of the SDK's own chain: nothing was sent.
  CredentialsProviderError: 'denied',
  TokenProviderError: 'denied',

  OptInRequired: 'unsupported',
  SubscriptionRequiredException: 'unsupported',
  UnsupportedOperation: 'unsupported',
};

/**
 * https://nodejs.org/api/errors.html#common-system-errors. A name that does not
 * resolve is here too: AWS documents no such answer for "not offered here", and a
 * resolver that is down looks the same.
 */
const NETWORK = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

/** What a person can do about it. */
const ADVICE: Readonly<Record<string, string>> = {
  AuthFailure: 'check the access key, and that the region is enabled for this account',
  CredentialsProviderError: 'no usable credentials were found: give keys, a profile or a role',
  ExpiredToken: 'the credentials have expired: renew them',
  ExpiredTokenException: 'the credentials have expired: renew them',
  InvalidClientTokenId: 'check the access key, and that the region is enabled for this account',
  InvalidSignatureException: 'check the secret key and the clock of this machine',
  RegionDisabledException: 'activate STS in this region for the account',
  RequestExpired: 'renew the credentials, or set the clock of this machine right',
  SignatureDoesNotMatch: 'check the secret key and the clock of this machine',
  UnrecognizedClientException: 'check the access key, and that the region is enabled for this account',
};

const NOT_ALLOWED = new Set(['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation']);
/** AWS refuses a signature that is more than five minutes off: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html */
const SKEW_MS = 4 * 60_000;

interface Said {
  readonly name: string;
  readonly message: string;
  readonly code?: unknown;
  readonly statusCode?: number | undefined;
  readonly $metadata?: { readonly httpStatusCode?: number | undefined };
  readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
}

/** What the SDK threw, in our words; what is not the cloud's doing stays as it is: a bug. */
export function toCloudError(thrown: unknown, operation: string, now: number): unknown {
  if (thrown instanceof CloudError || !(thrown instanceof Error)) return thrown;
  const said: Said = thrown;
  const reason = reasonOf(said);
  if (reason === undefined) return thrown;
  const headers = said.$response?.headers ?? {};
  const advice = reason === 'denied' ? adviceOn(said, operation, aheadMs(headers, now)) : '';
  return new CloudError(reason, `${operation}: ${said.name}: ${firstLine(said.message)}${advice}`, {
    cause: thrown,
    code: said.name,
    retryAfterMs: retryAfterMs(headers),
  });
}

function reasonOf({ name, code, statusCode, $metadata }: Said): Reason | undefined {
  const known = CODES[name];
  if (known !== undefined) return known;
  if (typeof code === 'string') {
    if (NETWORK.has(code) || code.startsWith('HPE_')) return 'unavailable';
    // Of Node's own proxy support: what the proxy said to CONNECT, or that it hung up.
    if (code === 'ERR_PROXY_TUNNEL') return byStatus(statusCode) ?? 'unavailable';
    // Node's names for a certificate it does not trust: a private CA that was not given to it.
    if (/CERT|TLS|UNABLE_TO_VERIFY/.test(code)) return 'denied';
  }
  if (name === 'AbortError') return 'unavailable';
  return byStatus($metadata?.httpStatusCode);
}

/** An unknown code, or a body that no parser takes: a proxy's page, an answer that was cut off. */
function byStatus(status: number | undefined): Reason | undefined {
  if (status === undefined) return undefined;
  if (status === 429) return 'throttled';
  if (status === 401 || status === 403 || status === 407) return 'denied';
  if (status < 300 || (status >= 500 && status !== 501)) return 'unavailable';
  return 'invalid';
}

function adviceOn({ name, code }: Said, operation: string, ahead: number | undefined): string {
  if (ahead !== undefined && Math.abs(ahead) > SKEW_MS) {
    const minutes = Math.round(Math.abs(ahead) / 60_000);
    return ` (the clock of this machine is ${minutes} minutes ${ahead > 0 ? 'ahead of' : 'behind'} AWS: set it right)`;
  }
  if (NOT_ALLOWED.has(name)) return ` (allow ${operation})`;
  if (code === 'ERR_PROXY_TUNNEL') return ' (let the proxy pass this host, or name it in NO_PROXY)';
  if (typeof code === 'string' && CODES[name] === undefined) {
    return ' (name the private certificate authority in NODE_EXTRA_CA_CERTS)';
  }
  const advice = ADVICE[name];
  return advice === undefined ? '' : ` (${advice})`;
}

/** How far this machine's clock is ahead of the one that answered. */
export function aheadMs(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  const date = Date.parse(headers['date'] ?? '');
  return Number.isNaN(date) ? undefined : now - date;
}

function retryAfterMs(headers: Readonly<Record<string, string>>): number | undefined {
  const seconds = Number(headers['retry-after'] ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1000 : undefined;
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? '';
}
