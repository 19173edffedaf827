import { aheadMs, clockAdvice } from '../../shared/collect/ahead.ts';
import type { Answered } from '../../shared/collect/exchange.ts';
import { retryAfterMs } from '../../shared/collect/exchange.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import type { Reason } from '../../shared/collect/errors.ts';

/** Product by product, a permission that is missing has another name; "failed, try later" is not among them. */
const NOT_ALLOWED = new RegExp(
  '^UnauthorizedOperation|^AuthFailure\\.(?:UnauthorizedOperation|SubAccountDenied)$|\\.(?:' +
    'AuthError|AuthNoStrategy|CamAuthFailed|CamAuthOssResponseReturnCodeError|CamDeniedError|CamNoAuth|CauthError|' +
    'InstanceAccessDeniedError|InstanceOperatePermissionError|PermissionDenied|RBACForbidden|' +
    'SubAccountOperationDenied|UserHasNoStrategy)$',
);

/**
 * What an error code means to us; the first row that fits counts. Nearly all
 * errors come with HTTP 200, so the status says nothing.
 *
 * Common codes: https://cloud.tencent.com/document/product/1388/114322
 * Throttles: https://cloud.tencent.com/document/product/1278/109059, by interface, by
 * account (`.UinLimitExceeded`, `.GlobalRegionUinLimitExceeded`) and by address (`.IPLimitExceeded`);
 * some products have one more of their own.
 * Products' own codes: `errorcodes.py` of each in https://github.com/TencentCloud/tencentcloud-sdk-python
 */
const CODES: readonly (readonly [code: RegExp, reason: Reason])[] = [
  [/^RequestLimitExceeded/, 'throttled'],
  [/^LimitExceeded\.TooFrequentlyCalled$/, 'throttled'],
  [/^FailedOperation\.(?:OperateFrequencyLimitedError|RateLimitExceeded)$/, 'throttled'],

  // Of a list: there is no such product for this account. What it ever held stays.
  [/^ResourceUnavailable(?:\.ServiceWhiteListNotAdded)?$/, 'unsupported'],
  [/^UnsupportedRegion|\.(?:Service)?UnsupportedRegion(?:Error)?$/, 'unsupported'],

  [/^AuthFailure/, 'denied'],
  [NOT_ALLOWED, 'denied'],
  [/^IpInBlacklist$|^IpNotInWhitelist$/, 'denied'],
  [/^ResourceNotFound\.RoleNotFound$/, 'denied'],
  [/\.(?:AccountUserNotAuthenticated|UserNotAuthed)$/, 'denied'],
  // In arrears a person has to pay.
  [/Arrear|InsufficientBalance/i, 'denied'],

  [/^InternalError/, 'unavailable'],
  [/^InternalServerError/, 'unavailable'],
  [/^ServiceUnavailable/, 'unavailable'],
  // Of a list, which has no parameters that could be wrong: the product behind it failed.
  [/^FailedOperation/, 'unavailable'],
];

/** What a person can do about it. */
const ADVICE: readonly (readonly [code: RegExp, advice: string])[] = [
  [/^AuthFailure\.(?:SecretIdNotFound|InvalidSecretId)$/, 'check the secret id'],
  [/^AuthFailure\.SignatureFailure$/, 'check the secret key'],
  [/^AuthFailure\.SignatureExpire$/, 'set the clock of this machine right'],
  [/^AuthFailure\.TokenFailure$/, 'the temporary credentials have expired or are not valid: renew them'],
  [/^IpInBlacklist$|^IpNotInWhitelist$/, 'the address of this machine is not allowed'],
  [/RoleNotFound$/, 'check the name of the role'],
  [/\.(?:AccountUserNotAuthenticated|UserNotAuthed)$/, 'the account has to be verified'],
  [/\.(?:InvalidToken|MFAExpired|MFANotFound)$/, 'renew the temporary credentials'],
  [/Arrear|InsufficientBalance/i, 'the account is in arrears'],
];

/** Five minutes are allowed (`AuthFailure.SignatureExpire` of the common codes). */
const SKEW_MS = 4 * 60_000;

/** The code and message of an answer that says that something went wrong. */
export interface Said {
  readonly code: string;
  readonly message: string;
}

/** https://cloud.tencent.com/document/product/1388/114322: there is an `Error` where something went wrong. */
export function saidIn(status: number, response: unknown): Said | undefined {
  const { Error: error }: { readonly Error?: unknown } = Object(response);
  if (error === undefined || error === null)
    return status >= 200 && status < 300 ? undefined : { code: `HTTP ${status}`, message: '' };
  const { Code, Message }: Record<string, unknown> = Object(error);
  return {
    code: typeof Code === 'string' ? Code : 'unknown',
    message: typeof Message === 'string' ? Message : '',
  };
}

export function toCloudError(
  action: string,
  { code, message }: Said,
  answer: Answered,
  now: number,
): CloudError {
  const reason = reasonOf(code, answer.status);
  const advice = reason === 'denied' ? adviceOn(code, action, aheadMs(answer.headers.get('date'), now)) : '';
  const [line = ''] = message.split('\n', 1);
  return new CloudError(reason, `${action}: ${code}${line === '' ? '' : `: ${line}`}${advice}`, {
    code,
    retryAfterMs: retryAfterMs(answer, now),
  });
}

function reasonOf(code: string, status: number): Reason {
  const row = CODES.find(([pattern]) => pattern.test(code));
  if (row !== undefined) return row[1];
  // A proxy has no code at all.
  if (status === 429) return 'throttled';
  if (status === 401 || status === 403 || status === 407) return 'denied';
  return status >= 500 && status !== 501 ? 'unavailable' : 'invalid';
}

function adviceOn(code: string, action: string, ahead: number | undefined): string {
  const clock = clockAdvice(ahead, SKEW_MS, 'Tencent Cloud');
  if (clock !== undefined) return clock;
  const advice = ADVICE.find(([pattern]) => pattern.test(code))?.[1];
  if (advice !== undefined) return ` (${advice})`;
  return NOT_ALLOWED.test(code) ? ` (allow ${action})` : '';
}
