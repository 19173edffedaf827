/**
 * What can go wrong, and the code that each service says it with.
 *
 * Sources
 * - EC2: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
 *   (`AuthFailure`, `UnauthorizedOperation`, `RequestExpired`, `RequestLimitExceeded`, `UnknownParameter`,
 *   `InvalidParameterValue`, `MissingParameter`, `DryRunOperation`, `InvalidAction`, `OptInRequired`).
 * - Query services (ELB, RDS, ElastiCache, STS): their "Common Errors" pages, one list for all:
 *   https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/CommonErrors.html
 * - JSON services: the same list with `Exception` spellings, and the SDK's error types: EKS
 *   `ThrottlingException`, `InvalidParameterException`; tagging `ThrottledException`,
 *   `PaginationTokenExpiredException`; Organizations `TooManyRequestsException`, `InvalidInputException`.
 */

export type Meaning =
  | 'bad-signature'
  | 'unknown-key'
  | 'expired-token'
  | 'clock-skew'
  | 'no-credentials'
  | 'region-disabled'
  | 'denied'
  | 'throttled'
  | 'unknown-action'
  | 'unknown-parameter'
  | 'missing-parameter'
  | 'bad-value'
  | 'bad-page-size'
  | 'bad-token'
  | 'internal'
  | 'unavailable';

export type Dialect = Readonly<Record<Meaning, readonly [status: number, code: string]>>;

/** Thrown anywhere between the request and the answer; the service's dialect gives it status and code. */
export class AwsFailure extends Error {
  override readonly name = 'AwsFailure';
  readonly meaning: Meaning | undefined;
  readonly status: number;
  readonly code: string;
  constructor(what: Meaning | readonly [status: number, code: string], message: string) {
    super(message);
    this.meaning = typeof what === 'string' ? what : undefined;
    [this.status, this.code] = typeof what === 'string' ? [0, ''] : what;
  }
}

const COMMON: Dialect = {
  'bad-signature': [403, 'SignatureDoesNotMatch'],
  'unknown-key': [403, 'InvalidClientTokenId'],
  'expired-token': [403, 'ExpiredToken'],
  'clock-skew': [403, 'SignatureDoesNotMatch'],
  'no-credentials': [403, 'MissingAuthenticationToken'],
  'region-disabled': [403, 'InvalidClientTokenId'],
  denied: [403, 'AccessDenied'],
  throttled: [400, 'Throttling'],
  'unknown-action': [400, 'InvalidAction'],
  'unknown-parameter': [400, 'ValidationError'],
  'missing-parameter': [400, 'ValidationError'],
  'bad-value': [400, 'ValidationError'],
  'bad-page-size': [400, 'ValidationError'],
  'bad-token': [400, 'ValidationError'],
  internal: [500, 'InternalFailure'],
  unavailable: [503, 'ServiceUnavailable'],
};

const JSON_COMMON: Dialect = {
  ...COMMON,
  'bad-signature': [400, 'InvalidSignatureException'],
  'unknown-key': [400, 'UnrecognizedClientException'],
  'expired-token': [400, 'ExpiredTokenException'],
  'clock-skew': [400, 'InvalidSignatureException'],
  'no-credentials': [400, 'MissingAuthenticationTokenException'],
  'region-disabled': [400, 'UnrecognizedClientException'],
  denied: [400, 'AccessDeniedException'],
  throttled: [400, 'ThrottlingException'],
  'unknown-action': [400, 'UnknownOperationException'],
  'unknown-parameter': [400, 'ValidationException'],
  'missing-parameter': [400, 'ValidationException'],
  'bad-value': [400, 'ValidationException'],
  'bad-page-size': [400, 'ValidationException'],
  'bad-token': [400, 'ValidationException'],
};

export const DIALECTS = {
  ec2: {
    ...COMMON,
    'bad-signature': [401, 'AuthFailure'],
    'unknown-key': [401, 'AuthFailure'],
    'expired-token': [400, 'RequestExpired'],
    'clock-skew': [400, 'RequestExpired'],
    'no-credentials': [400, 'MissingParameter'],
    'region-disabled': [401, 'AuthFailure'],
    denied: [403, 'UnauthorizedOperation'],
    throttled: [503, 'RequestLimitExceeded'],
    'unknown-parameter': [400, 'UnknownParameter'],
    'missing-parameter': [400, 'MissingParameter'],
    'bad-value': [400, 'InvalidParameterValue'],
    'bad-page-size': [400, 'InvalidParameterValue'],
    'bad-token': [400, 'InvalidParameterValue'],
    internal: [500, 'InternalError'],
    unavailable: [503, 'Unavailable'],
  },
  elb: COMMON,
  elbv2: COMMON,
  rds: {
    ...COMMON,
    'bad-value': [400, 'InvalidParameterValue'],
    'bad-page-size': [400, 'InvalidParameterValue'],
    'bad-token': [400, 'InvalidParameterValue'],
  },
  elasticache: {
    ...COMMON,
    'bad-value': [400, 'InvalidParameterValue'],
    'bad-page-size': [400, 'InvalidParameterValue'],
    'bad-token': [400, 'InvalidParameterValue'],
  },
  sts: COMMON,
  eks: {
    ...JSON_COMMON,
    'bad-signature': [403, 'InvalidSignatureException'],
    'unknown-key': [403, 'UnrecognizedClientException'],
    'expired-token': [403, 'ExpiredTokenException'],
    'clock-skew': [403, 'InvalidSignatureException'],
    'no-credentials': [403, 'MissingAuthenticationTokenException'],
    'region-disabled': [403, 'UnrecognizedClientException'],
    denied: [403, 'AccessDeniedException'],
    throttled: [429, 'ThrottlingException'],
    'bad-value': [400, 'InvalidParameterException'],
    'bad-page-size': [400, 'InvalidParameterException'],
    'bad-token': [400, 'InvalidParameterException'],
    internal: [500, 'ServerException'],
    unavailable: [503, 'ServiceUnavailableException'],
  },
  tagging: {
    ...JSON_COMMON,
    throttled: [400, 'ThrottledException'],
    'bad-value': [400, 'InvalidParameterException'],
    'bad-page-size': [400, 'InvalidParameterException'],
    'bad-token': [400, 'PaginationTokenExpiredException'],
    internal: [500, 'InternalServiceException'],
  },
  organizations: {
    ...JSON_COMMON,
    throttled: [400, 'TooManyRequestsException'],
    'bad-value': [400, 'InvalidInputException'],
    'bad-page-size': [400, 'InvalidInputException'],
    'bad-token': [400, 'InvalidInputException'],
    internal: [500, 'ServiceException'],
  },
} satisfies Record<string, Dialect>;

export type ServiceName = keyof typeof DIALECTS;
