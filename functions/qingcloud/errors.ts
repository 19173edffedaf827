import { aheadMs, clockAdvice } from '../../shared/collect/ahead.ts';
import { retryAfterMs } from '../../shared/collect/exchange.ts';
import type { Answered } from '../../shared/collect/exchange.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import type { Reason } from '../../shared/collect/errors.ts';

/**
 * What a `ret_code` means to us. It comes with HTTP 200, so the status says nothing.
 * https://docsv3.qingcloud.com/development_docs/api/error_code/
 */
const CODES: Readonly<Record<number, Reason>> = {
  1200: 'denied',
  1400: 'denied',
  1610: 'denied',
  1662: 'denied',
  2000: 'denied',
  // In arrears a person has to pay.
  2400: 'denied',
  // There is no such module here: of a private cloud that has not bought it.
  3300: 'unsupported',
  4000: 'denied',
  4001: 'denied',
  4003: 'denied',
  4004: 'denied',
  4005: 'denied',
  5000: 'unavailable',
  5100: 'throttled',
  5200: 'unavailable',
  5300: 'unavailable',
  5400: 'unavailable',
  5500: 'unsupported',
};

/** More requests than the account may send in a day; of a list it has no other meaning. */
export const QUOTA = 2500;

/** Signed more than a minute ago: on a slow way, or by a clock that is wrong. */
const EXPIRED = 1300;
const SKEW_MS = 45_000;

const ADVICE: Readonly<Record<number, string>> = {
  1200: 'check the access key and its secret; temporary ones may have expired: renew them',
  2000: 'renew the temporary credentials',
  2400: 'the account is in arrears',
};

/** The code and message of an answer; every one has a code, and 0 says that nothing is wrong. */
export interface Said {
  readonly code: number;
  readonly message: string;
}

/** `undefined` for what is no answer of the API. */
export function saidIn(body: unknown): Said | undefined {
  const { ret_code: code, message }: Readonly<Record<string, unknown>> = Object(body);
  const number = typeof code === 'string' && /^\d+$/.test(code) ? Number(code) : code;
  if (typeof number !== 'number') return undefined;
  return { code: number, message: typeof message === 'string' ? message : '' };
}

export function toCloudError(action: string, said: Said, answer: Answered, now: number): CloudError {
  const { code } = said;
  const ahead = aheadMs(answer.headers.get('date'), now);
  const skewed = code === EXPIRED ? clockAdvice(ahead, SKEW_MS, 'QingCloud') : undefined;
  const late = skewed === undefined ? 'unavailable' : 'denied';
  const reason = code === EXPIRED ? late : (CODES[code] ?? 'invalid');
  const [line = ''] = said.message.split('\n', 1);
  const advice = skewed ?? (reason === 'denied' ? adviceOn(code, action) : '');
  return new CloudError(reason, `${action}: ${code}${line === '' ? '' : `: ${line}`}${advice}`, {
    code: String(code),
    retryAfterMs: retryAfterMs(answer, now),
  });
}

/** Of whoever stands in between, and has no `ret_code`. */
export function statusError(action: string, answer: Answered, now: number): CloudError {
  const { status } = answer;
  const reason = reasonOf(status);
  return new CloudError(reason, `${action}: HTTP ${status} without a ret_code`, {
    code: `HTTP ${status}`,
    retryAfterMs: retryAfterMs(answer, now),
  });
}

function reasonOf(status: number): Reason {
  if (status === 429) return 'throttled';
  if (status === 401 || status === 403 || status === 407) return 'denied';
  return status >= 500 && status !== 501 ? 'unavailable' : 'invalid';
}

function adviceOn(code: number, action: string): string {
  const advice = ADVICE[code] ?? (code === 1400 ? `allow ${action}` : undefined);
  return advice === undefined ? '' : ` (${advice})`;
}
