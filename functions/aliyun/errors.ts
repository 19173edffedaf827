import { aheadMs, clockAdvice } from '../../shared/collect/ahead.ts';
import type { Answered } from '../../shared/collect/exchange.ts';
import { retryAfterMs } from '../../shared/collect/exchange.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import type { Reason } from '../../shared/collect/errors.ts';

/**
 * What an error code means to us, whatever HTTP status it came with: throttles
 * are known to come with 400, 403, 429 and 503. A row ends in `*` if everything
 * that starts like it means the same; the first row that fits counts.
 *
 * https://help.aliyun.com/document_detail/48054.html (the gateway's own codes)
 * https://help.aliyun.com/zh/ecs/developer-reference/api-throttling
 * https://error-center.alibabacloud.com/api (by product)
 */
const CODES: readonly (readonly [code: string, reason: Reason])[] = [
  ['Throttling*', 'throttled'],
  ['RequestThrottled*', 'throttled'],
  ['TooManyRequests*', 'throttled'],
  ['FlowControl*', 'throttled'],

  ['ServiceUnavailable*', 'unavailable'],
  ['InternalError*', 'unavailable'],
  ['InternalFailure*', 'unavailable'],
  ['ServiceInternalError*', 'unavailable'],
  ['SystemBusy*', 'unavailable'],
  ['RequestTimeout*', 'unavailable'],
  ['UnknownError', 'unavailable'],
  // Every attempt has a nonce of its own: the next one is another.
  ['SignatureNonceUsed', 'unavailable'],

  ['InvalidProduct.NotFound', 'unsupported'],
  ['InvalidRegionId*', 'unsupported'],
  ['InvalidRegion.NotFound', 'unsupported'],
  ['InvalidParameter.RegionId', 'unsupported'],
  ['Forbidden.RegionNotFound', 'unsupported'],
  ['RegionNotSupport*', 'unsupported'],
  ['UnsupportedRegion*', 'unsupported'],
  ['NotSupportedRegion*', 'unsupported'],
  ['OperationDenied.ServiceNotOpen*', 'unsupported'],
  ['OperationFailed.ServiceNotOpen*', 'unsupported'],
  ['Forbidden.ServiceNotOpen*', 'unsupported'],
  ['ServiceNotOpen*', 'unsupported'],
  ['NotOpenService*', 'unsupported'],
  ['ServiceNotEnabled*', 'unsupported'],
  ['ProductNotOpen*', 'unsupported'],

  ['Forbidden*', 'denied'],
  ['NoPermission*', 'denied'],
  ['ImplicitDeny*', 'denied'],
  ['ExplicitDeny*', 'denied'],
  ['AccessDenied*', 'denied'],
  ['Unauthorized*', 'denied'],
  ['StatusForbidden*', 'denied'],
  ['AuthenticationFail*', 'denied'],
  ['InvalidAccessKeyId*', 'denied'],
  ['InvalidAccessKeySecret*', 'denied'],
  ['InvalidSecurityToken*', 'denied'],
  ['MissingSecurityToken', 'denied'],
  ['IncompleteSignature', 'denied'],
  ['SignatureDoesNotMatch*', 'denied'],
  ['InvalidTimeStamp*', 'denied'],
  ['InvalidOIDC*', 'denied'],
  ['EntityNotExist.Role', 'denied'],
  // In arrears a person has to pay. Lists of ECS answer as ever then, says its page:
  // https://help.aliyun.com/en/ecs/developer-reference/api-behavior-for-accounts-that-have-overdue-payments
  ['Account.Arrearage', 'denied'],
  ['InvalidAccountStatus.NotEnoughBalance', 'denied'],
  ['InsufficientBalance*', 'denied'],
];

/** What a person can do about it. */
const ADVICE: readonly (readonly [code: string, advice: string])[] = [
  ['InvalidAccessKeyId*', 'check the access key'],
  ['InvalidAccessKeySecret*', 'check the secret of the access key'],
  ['SignatureDoesNotMatch*', 'check the secret of the access key'],
  ['InvalidSecurityToken*', 'the temporary credentials have expired or are not valid: renew them'],
  ['InvalidTimeStamp*', 'set the clock of this machine right'],
  ['InvalidOIDC*', 'check the token file, the provider and the audience it was issued for'],
  ['EntityNotExist.Role', 'check the name of the role'],
  ['Account.Arrearage', 'the account is in arrears'],
  ['InvalidAccountStatus.NotEnoughBalance', 'the account is in arrears'],
  ['InsufficientBalance*', 'the account is in arrears'],
];

const NOT_ALLOWED = ['Forbidden*', 'NoPermission*', 'ImplicitDeny*', 'AccessDenied*', 'StatusForbidden*'];

/** Fifteen minutes are allowed: https://help.aliyun.com/document_detail/48054.html */
const SKEW_MS = 14 * 60_000;
const MINUTE = 60_000;

/** The code and message of an answer that says that something went wrong. */
export interface Said {
  readonly code: string;
  readonly message: string;
}

/** RPC answers say `Code`, ROA answers `code`; a code in an answer of success is `OK`, `Success` or a 200. */
export function saidIn(status: number, body: unknown): Said | undefined {
  const { Code, code = Code, Message, message = Message }: Record<string, unknown> = Object(body);
  const isFine = status >= 200 && status < 300;
  if (typeof code !== 'string' || code === '')
    return isFine ? undefined : { code: `HTTP ${status}`, message: '' };
  if (isFine && /^(?:ok|success|200)$/i.test(code)) return undefined;
  return { code, message: typeof message === 'string' ? message : '' };
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
    retryAfterMs: retryAfterMs(answer, now) ?? (reason === 'throttled' ? blockedMs(action, now) : undefined),
  });
}

function reasonOf(code: string, status: number): Reason {
  const row = CODES.find(([pattern]) => fits(pattern, code));
  if (row !== undefined) return row[1];
  // Products have codes of their own for a missing permission; a proxy has no code at all.
  if (status === 429) return 'throttled';
  if (status === 401 || status === 403 || status === 407) return 'denied';
  return status >= 500 && status !== 501 ? 'unavailable' : 'invalid';
}

/**
 * ECS counts by the minute, and refuses a throttled API until the next one
 * begins: asking sooner is asking in vain.
 * https://help.aliyun.com/zh/ecs/developer-reference/api-throttling
 */
function blockedMs(action: string, now: number): number | undefined {
  return action.startsWith('ecs:') ? MINUTE - (now % MINUTE) : undefined;
}

function adviceOn(code: string, action: string, ahead: number | undefined): string {
  const clock = clockAdvice(ahead, SKEW_MS, 'Aliyun');
  if (clock !== undefined) return clock;
  const advice = ADVICE.find(([pattern]) => fits(pattern, code))?.[1];
  if (advice !== undefined) return ` (${advice})`;
  return NOT_ALLOWED.some((pattern) => fits(pattern, code)) ? ` (allow ${action})` : '';
}

function fits(pattern: string, code: string): boolean {
  return pattern.endsWith('*') ? code.startsWith(pattern.slice(0, -1)) : code === pattern;
}
