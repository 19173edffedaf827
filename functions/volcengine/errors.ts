import { aheadMs, clockAdvice } from '../../shared/collect/ahead.ts';
import type { Answered } from '../../shared/collect/exchange.ts';
import { retryAfterMs } from '../../shared/collect/exchange.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import type { Reason } from '../../shared/collect/errors.ts';

/**
 * What an error code means to us; the first row that fits counts. One code comes with several statuses, 200 among
 * them, so the status is asked only where the code says nothing.
 *
 * Common codes, of the platform that Volcengine and its twin for other countries share:
 * https://docs.byteplus.com/byteplus-platform/reference/common-error-codes
 * Throttles, and that part of the name is what tells them:
 * https://github.com/volcengine/terraform-provider-volcengine/blob/master/common/common_volcengine_error.go
 * Those that the SDK waits for: `throttleCodes` of
 * https://github.com/volcengine/volcengine-go-sdk/blob/master/volcengine/request/retryer.go
 * IAM and STS: https://www.volcengine.com/docs/6257/64992
 */
const CODES: readonly (readonly [code: RegExp, reason: Reason])[] = [
  [/FlowLimitExceeded/, 'throttled'],
  [/Throttling|RequestLimitExceeded|TooManyRequests|RequestThrottled|RateLimitExceeded/, 'throttled'],

  // There is no such product, or no such action of it, in this region. What it ever held stays.
  [/^ServiceNotFound$|^InvalidActionOrVersion$|UnsupportedRegion|RegionNotSupported/, 'unsupported'],
  [/ServiceNotOpen|ServiceNotActivated|ProductNotOpen|ServiceUnsubscribed/i, 'unsupported'],

  // In arrears a person has to pay.
  [/Overdue|Arrear|InsufficientBalance/i, 'denied'],
  [/AccessDenied|^LackPolicy$|Forbidden|NotAuthorized|Unauthorized|PermissionDenied/i, 'denied'],
  [/^(?:Missing|Invalid)AuthenticationToken$|^MissingSignature$|^MissingRequestInfo$/, 'denied'],
  [/^InvalidTimestamp$|^SignatureDoesNotMatch$|^InvalidCredential$|^InvalidAuthorization$/, 'denied'],
  [/^InvalidAccessKey|^AccessKey|SecurityToken|SessionToken|ExpiredToken/, 'denied'],
  [/^RoleNotExist$|^AssumeRole|^AccountNot/, 'denied'],

  [
    /^Internal|^ServiceUnavailable|^ServiceFailure$|^ServiceTimeout|^RequestTimeout|^ResponseTimeout/,
    'unavailable',
  ],
];

/** What a person can do about it. */
const ADVICE: readonly (readonly [code: RegExp, advice: string])[] = [
  [/Overdue|Arrear|InsufficientBalance/i, 'the account is in arrears'],
  [
    /SecurityToken|SessionToken|ExpiredToken/,
    'the temporary credentials have expired or are not valid: renew them',
  ],
  [/^InvalidAccessKey|^AccessKey/, 'check the access key'],
  [/^SignatureDoesNotMatch$/, 'check the secret key'],
  [/^InvalidTimestamp$/, 'set the clock of this machine right'],
  [/^RoleNotExist$/, 'check the name of the role'],
];

/** By number, where a product has a text of its own for the platform's errors, or none. */
const NUMBERS: Readonly<Record<number, string>> = {
  100006: 'InvalidTimestamp',
  100009: 'InvalidAccessKey',
  100010: 'SignatureDoesNotMatch',
  100013: 'AccessDenied',
  100018: 'FlowLimitExceeded',
  100027: 'AccountFlowLimitExceeded',
};

const NOT_ALLOWED = /AccessDenied|^LackPolicy$|Forbidden|NotAuthorized|Unauthorized|PermissionDenied/i;
/** Fifteen minutes are allowed: https://volcengine.com/docs/6466/1170864 */
const SKEW_MS = 10 * 60_000;

/** The code and message of an answer that says that something went wrong. */
export interface Said {
  readonly code: string;
  /** The platform's code for it, where the number says more than the text. */
  readonly means: string;
  readonly message: string;
}

/** https://github.com/volcengine/volcengine-go-sdk/blob/master/volcengine/response/volcengine_response.go: there is an `Error` where something went wrong. */
export function saidIn(status: number, metadata: unknown): Said | undefined {
  const { Error: error }: { readonly Error?: unknown } = Object(metadata);
  if (error === undefined || error === null)
    return status >= 200 && status < 300 ? undefined : nothingSaid(`HTTP ${status}`);
  const { Code, CodeN, Message }: Record<string, unknown> = Object(error);
  const number = typeof CodeN === 'number' ? CodeN : Number(Code);
  const text = typeof Code === 'string' && /\D/.test(Code) ? Code : undefined;
  const code = text ?? NUMBERS[number] ?? (Number.isNaN(number) ? 'unknown' : String(number));
  return {
    code,
    means: rowOf(code) === undefined ? (NUMBERS[number] ?? code) : code,
    message: typeof Message === 'string' ? Message : '',
  };
}

const nothingSaid = (code: string): Said => ({ code, means: code, message: '' });

const rowOf = (code: string) => CODES.find(([pattern]) => pattern.test(code));

export function toCloudError(
  action: string,
  { code, means, message }: Said,
  answer: Answered,
  now: number,
): CloudError {
  const reason = reasonOf(means, answer.status);
  const advice = reason === 'denied' ? adviceOn(means, action, aheadMs(answer.headers.get('date'), now)) : '';
  const [line = ''] = message.split('\n', 1);
  return new CloudError(reason, `${action}: ${code}${line === '' ? '' : `: ${line}`}${advice}`, {
    code,
    retryAfterMs: retryAfterMs(answer, now),
  });
}

function reasonOf(code: string, status: number): Reason {
  const row = rowOf(code);
  if (row !== undefined) return row[1];
  // A proxy has no code at all.
  if (status === 429) return 'throttled';
  if (status === 401 || status === 403) return 'denied';
  return status >= 500 && status !== 501 ? 'unavailable' : 'invalid';
}

function adviceOn(code: string, action: string, ahead: number | undefined): string {
  const clock = clockAdvice(ahead, SKEW_MS, 'Volcengine');
  if (clock !== undefined) return clock;
  const advice = ADVICE.find(([pattern]) => pattern.test(code))?.[1];
  if (advice !== undefined) return ` (${advice})`;
  return NOT_ALLOWED.test(code) ? ` (allow ${action})` : '';
}
