import { aheadMs, clockAdvice } from '../../shared/collect/ahead.ts';
import type { Answered } from '../../shared/collect/exchange.ts';
import { retryAfterMs } from '../../shared/collect/exchange.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import type { Reason } from '../../shared/collect/errors.ts';
import { table } from '../../shared/collect/table.ts';
import { adviceFor, reasonFor } from './codes.ts';

/** `policy user over ratelimit,limit:200,time:5 minute`, also from services that have codes of their own. */
const OVER_RATE = /over ratelimit|too many requests|throttl/i;
const WINDOW = /\blimit:\s*(\d+)\s*,\s*time:\s*(\d+)\s*(second|minute|hour)/i;
const UNIT_MS = table<number>({ second: 1000, minute: 60_000, hour: 3_600_000 });

/** Fifteen minutes are allowed: https://github.com/huaweicloud/huaweicloud-sdk-java-v3/issues/44 */
const SKEW_MS = 14 * 60_000;

/** The code and message of an answer that says that something went wrong. */
export interface Said {
  readonly code: string;
  readonly message: string;
}

/**
 * The forms that core/exception/ExceptionUtil.ts of the vendor's SDK reads: `{error_code, error_msg}`,
 * `{errorCode, errorMessage}` (CCE), `{code, message}`, and the latter inside of another
 * object (`error`, `NeutronError` with a `type`, `forbidden`, `badRequest` …).
 */
export function saidIn(status: number, body: unknown): Said {
  for (const one of [body, ...Object.values(Object(body))]) {
    const fields: Readonly<Record<string, unknown>> = Object(one);
    const code = fields['error_code'] ?? fields['errorCode'] ?? fields['code'] ?? fields['type'];
    const message = fields['error_msg'] ?? fields['errorMessage'] ?? fields['message'];
    // IAM repeats the status as the code and says the code as a title.
    const named = typeof code === 'number' ? (fields['title'] ?? String(code)) : code;
    if (typeof message === 'string' && typeof named === 'string') return { code: named, message };
  }
  return { code: `HTTP ${status}`, message: '' };
}

/** Does the gateway say no, under whatever status? Answers of services have no code. */
export function isRefusal(body: unknown): boolean {
  const { error_code }: Readonly<Record<string, unknown>> = Object(body);
  return typeof error_code === 'string' && error_code !== '';
}

export function toCloudError(
  action: string,
  { code, message }: Said,
  answer: Answered,
  now: number,
): CloudError {
  const reason = reasonOf(code, message, answer.status);
  const [line = ''] = message.split('\n', 1);
  // What was signed is printed back by some gateways.
  const short = line.replace(/,?\s*canonicalRequest:.*/i, '');
  const advice = reason === 'denied' ? adviceOn(action, { code, message: short }, answer, now) : '';
  return new CloudError(reason, `${action}: ${code}${short === '' ? '' : `: ${short}`}${advice}`, {
    code,
    retryAfterMs: retryAfterMs(answer, now) ?? (reason === 'throttled' ? slotMs(message) : undefined),
  });
}

function reasonOf(code: string, message: string, status: number): Reason {
  const reason = reasonFor(code);
  if (reason !== undefined) return reason;
  if (status === 429 || OVER_RATE.test(message)) return 'throttled';
  if (status === 401 || status === 403 || status === 407) return 'denied';
  return status >= 500 && status !== 501 ? 'unavailable' : 'invalid';
}

/**
 * The time of one call in a window that is full: where it slides, nothing sooner helps. Where it does not, the end
 * of it is nowhere said, and backing off finds it.
 */
function slotMs(message: string): number | undefined {
  const [, calls, count, unit = ''] = WINDOW.exec(message) ?? [];
  const window = Number(count) * (UNIT_MS[unit.toLowerCase()] ?? 0);
  return calls === undefined || Number(calls) === 0 ? undefined : Math.ceil(window / Number(calls));
}

function adviceOn(action: string, { code, message }: Said, answer: Answered, now: number): string {
  const ahead = aheadMs(answer.headers.get('date'), now);
  const clock = clockAdvice(ahead, SKEW_MS, 'Huawei Cloud');
  if (clock !== undefined) return clock;
  if (/signature expired/i.test(message)) return ' (set the clock of this machine right)';
  if (/token (?:is )?(?:invalid|expired)|decrypt token/i.test(message))
    return ' (the temporary credentials have expired or are not valid: renew them)';
  if (/ak:\S+,err:ak not exist/i.test(message)) return ' (check the access key)';
  if (/aksk signature fail|failed to reach the limit/i.test(message))
    return ' (check the secret of the access key)';
  const advice = adviceFor(code, action) ?? (answer.status === 403 ? `allow ${action}` : undefined);
  return advice === undefined ? '' : ` (${advice})`;
}
