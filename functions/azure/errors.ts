import { aheadMs, clockAdvice } from '../../shared/collect/ahead.ts';
import { retryAfterMs } from '../../shared/collect/exchange.ts';
import type { Answered } from '../../shared/collect/exchange.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import type { Reason } from '../../shared/collect/errors.ts';

/**
 * What an error code means to us, whatever HTTP status it came with; the first row that fits counts, and `*` ends one.
 * https://learn.microsoft.com/en-us/azure/azure-resource-manager/troubleshooting/common-deployment-errors
 * https://learn.microsoft.com/en-us/azure/azure-resource-manager/management/request-limits-and-throttling
 * https://learn.microsoft.com/en-us/azure/governance/resource-graph/concepts/guidance-for-throttled-requests
 */
const CODES: readonly (readonly [code: string, reason: Reason])[] = [
  ['RateLimiting', 'throttled'],
  ['TooManyRequests*', 'throttled'],
  ['SubscriptionRequestsThrottled', 'throttled'],
  ['TenantRequestsThrottled', 'throttled'],
  ['ResourceRequestsThrottled', 'throttled'],
  // The target is locked by somebody else's operation.
  ['RetryableError*', 'unavailable'],
  ['AuthorizationFailed', 'denied'],
  ['LinkedAuthorizationFailed', 'denied'],
  ['InvalidAuthenticationToken*', 'denied'],
  ['ExpiredAuthenticationToken', 'denied'],
  ['AuthenticationFailed*', 'denied'],
  // Not paid, or cancelled: what is there can be read, and nothing else be asked of it.
  // https://learn.microsoft.com/en-us/azure/cost-management-billing/manage/subscription-states
  ['ReadOnlyDisabledSubscription', 'denied'],
  // Not there, or not for us: neither says that what was in it is gone.
  ['SubscriptionNotFound', 'denied'],
  ['InvalidSubscriptionId', 'denied'],
  ['MissingSubscriptionRegistration', 'unsupported'],
  ['SubscriptionNotRegistered', 'unsupported'],
  ['MissingRegistrationForType', 'unsupported'],
  ['InvalidResourceType', 'unsupported'],
  ['InvalidResourceNamespace', 'unsupported'],
  ['NoRegisteredProviderFound', 'unsupported'],
  ['LocationNotAvailableFor*', 'unsupported'],
];

/** The code and message of an answer that says that something went wrong, and the codes of its details. */
export interface Said {
  readonly code: string;
  readonly message: string;
  readonly details: readonly string[];
}

/** `{ error: { code, message, details } }`, or, from Microsoft.Compute, without `error` around it. */
export function saidIn(status: number, body: unknown): Said {
  const { error = body }: Readonly<Record<string, unknown>> = Object(body);
  const { code, message, details }: Readonly<Record<string, unknown>> = Object(error);
  const list: readonly unknown[] = Array.isArray(details) ? details : [];
  return {
    code: typeof code === 'string' && code !== '' ? code : `HTTP ${status}`,
    message: typeof message === 'string' ? message : '',
    details: list.flatMap((one) => {
      const { code: inner }: Readonly<Record<string, unknown>> = Object(one);
      return typeof inner === 'string' ? [inner] : [];
    }),
  };
}

export function toCloudError(action: string, said: Said, answer: Answered, now: number): CloudError {
  const reason = reasonOf(said, answer.status);
  const [line = ''] = said.message.split(/\r?\n/, 1);
  const advice = reason === 'denied' ? adviceOn(action, said, answer, now) : '';
  return new CloudError(reason, `${action}: ${said.code}${line === '' ? '' : `: ${line}`}${advice}`, {
    code: said.code,
    retryAfterMs: waitMs(answer, now),
  });
}

function reasonOf({ code, details }: Said, status: number): Reason {
  // Whatever the code: compute refuses what is too much as an operation that is not allowed.
  if (status === 429) return 'throttled';
  for (const one of [code, ...details]) {
    const row = CODES.find(([pattern]) => fits(pattern, one));
    if (row !== undefined) return row[1];
  }
  if (status === 401 || status === 403 || status === 407) return 'denied';
  return status === 408 || (status >= 500 && status !== 501) ? 'unavailable' : 'invalid';
}

/** `Retry-After`; where the graph gives none, the end of its window. */
export function waitMs(answer: Answered, now: number): number | undefined {
  return retryAfterMs(answer, now) ?? resetsAfterMs(answer);
}

/** `hh:mm:ss` https://learn.microsoft.com/en-us/azure/governance/resource-graph/concepts/guidance-for-throttled-requests */
export function resetsAfterMs({ headers }: Pick<Answered, 'headers'>): number | undefined {
  const [, h, m, s] = /^(\d+):(\d\d):(\d\d)/.exec(headers.get('x-ms-user-quota-resets-after') ?? '') ?? [];
  return s === undefined ? undefined : ((Number(h) * 60 + Number(m)) * 60 + Number(s)) * 1000;
}

function adviceOn(action: string, { code }: Said, answer: Answered, now: number): string {
  const ahead = aheadMs(answer.headers.get('date'), now);
  const clock = clockAdvice(ahead, SKEW_MS, 'Azure');
  if (clock !== undefined) return clock;
  if (code === 'ReadOnlyDisabledSubscription')
    return ' (the subscription is disabled: pay what is due or enable it again; what is stored of it stands)';
  if (/Subscription(?:NotFound|Id)$/.test(code))
    return ' (the subscription is not there, or this identity has no role in it)';
  if (/Authentication/.test(code)) return ' (the token is not accepted: check tenant and cloud)';
  return answer.status === 403 ? ` (allow ${action}: assign the role at the subscription or above it)` : '';
}

const MINUTE = 60_000;
/** Tokens are good from five minutes before they are given. */
const SKEW_MS = 5 * MINUTE;

function fits(pattern: string, code: string): boolean {
  return pattern.endsWith('*') ? code.startsWith(pattern.slice(0, -1)) : code === pattern;
}
