import { aheadMs, clockAdvice } from '../../shared/collect/ahead.ts';
import { retryAfterMs } from '../../shared/collect/exchange.ts';
import type { Answered } from '../../shared/collect/exchange.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import type { Reason } from '../../shared/collect/errors.ts';
import { table } from '../../shared/collect/table.ts';

/**
 * What an error code means to us, whatever HTTP status it came with: the common ones of
 * https://cloud.baidu.com/doc/BCC/s/Ojwvyo6nc. A product that was never opened has nothing to list.
 */
const CODES = table<Reason>({
  AccessDenied: 'denied',
  InvalidAccessKeyId: 'denied',
  InvalidHTTPAuthHeader: 'denied',
  SignatureDoesNotMatch: 'denied',
  RequestExpired: 'denied',
  RequestTimeTooSkewed: 'denied',
  OptInRequired: 'unsupported',
  // No such version of the API here, with a 404.
  InvalidVersion: 'unsupported',
  // In arrears a person has to pay: https://cloud.baidu.com/doc/BOS/s/Ajwvysfpl-en
  AccountOverdue: 'denied',
  InternalError: 'unavailable',
  // "Http400" is what the vendor's SDKs try again: github.com/baidubce/bce-sdk-go bce/retry.go.
  Http400: 'unavailable',
});

/**
 * No code of a throttle is documented. Baidu's own network driver of CCE looks for `RateLimit` in what is said
 * (github.com/baidubce/baiducloud-cce-cni-driver cce-network-v2/pkg/bce/api/cloud/error.go), under whatever code.
 */
const SURELY = /rate.?limit|throttl/i;
/** Words that a refusal for another reason may have, too. */
const LIKELY = /too.?many|request.?limit|flow.?limit|qps/i;
/** `QuotaLimitExceeded`, `RuleLimitExceeded` and the like are of how much one may have. */
const OF_RESOURCES = /quota|(?<!rate|request|flow|qps)limit.?exceeded/i;

/** Signatures are good for half an hour, and of the future for a few minutes at most. */
const SKEW_MS = 5 * 60_000;

/** The code and message of an answer that says that something went wrong. */
export interface Said {
  readonly code: string;
  readonly message: string;
}

/** `{code, message, requestId}` of every service. */
export function saidIn(status: number, body: unknown): Said {
  const { code, message }: Readonly<Record<string, unknown>> = Object(body);
  return {
    code: typeof code === 'string' && code !== '' ? code : `HTTP ${status}`,
    message: typeof message === 'string' ? message : '',
  };
}

/** Says no, under whatever status? Answers with what was asked for have no code. */
export function isRefusal(body: unknown): boolean {
  const { code, message }: Readonly<Record<string, unknown>> = Object(body);
  return typeof code === 'string' && code !== '' && typeof message === 'string';
}

export function toCloudError(action: string, said: Said, answer: Answered, now: number): CloudError {
  const reason = reasonOf(said, answer.status);
  const [line = ''] = said.message.split('\n', 1);
  const advice = reason === 'denied' ? adviceOn(action, said.code, answer, now) : '';
  return new CloudError(reason, `${action}: ${said.code}${line === '' ? '' : `: ${line}`}${advice}`, {
    code: said.code,
    retryAfterMs: retryAfterMs(answer, now),
  });
}

function reasonOf({ code, message }: Said, status: number): Reason {
  const known = CODES[code];
  if (isThrottle(code, message, known)) return 'throttled';
  if (status === 429 || status === 503) return 'throttled';
  if (known !== undefined) return known;
  if (status === 401 || status === 403 || status === 407) return 'denied';
  return status >= 500 && status !== 501 ? 'unavailable' : 'invalid';
}

function isThrottle(code: string, message: string, known: Reason | undefined): boolean {
  if (OF_RESOURCES.test(code)) return false;
  const said = `${code} ${message}`;
  if (SURELY.test(said)) return true;
  return LIKELY.test(said) && (known === undefined || known === 'unavailable');
}

function adviceOn(action: string, code: string, answer: Answered, now: number): string {
  const ahead = aheadMs(answer.headers.get('date'), now);
  const clock = clockAdvice(ahead, SKEW_MS, 'Baidu Cloud');
  if (clock !== undefined) return clock;
  switch (code) {
    case 'RequestExpired':
    case 'RequestTimeTooSkewed':
      return ' (set the clock of this machine right)';
    case 'InvalidAccessKeyId':
      return ' (check the access key; that of temporary credentials may have expired)';
    case 'SignatureDoesNotMatch':
      return ' (check the secret of the access key)';
    case 'AccountOverdue':
      return ' (the account is in arrears)';
    default: {
      const [service, permission] = action.split(':');
      return ` (allow ${permission} of bce:${service})`;
    }
  }
}
