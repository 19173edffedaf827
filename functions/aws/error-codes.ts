import type { Reason } from '../../shared/collect/errors.ts';
import { table } from '../../shared/collect/table.ts';

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
export const CODES = table<Reason>({
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
});

/**
 * https://nodejs.org/api/errors.html#common-system-errors. A name that does not
 * resolve is here too: AWS documents no such answer for "not offered here", and a
 * resolver that is down looks the same.
 */
export const NETWORK = new Set([
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
export const ADVICE = table<string>({
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
});
