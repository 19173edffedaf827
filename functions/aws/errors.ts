import { aheadMs, clockAdvice } from '../../shared/collect/ahead.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import type { Reason } from '../../shared/collect/errors.ts';
import { retryAfter } from '../../shared/collect/retry-after.ts';
import { ADVICE, CODES, NETWORK } from './error-codes.ts';

const NOT_ALLOWED = new Set(['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation']);
/** AWS refuses a signature that is more than five minutes off: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html */
const SKEW_MS = 4 * 60_000;

/**
 * STS answers alike whoever refuses: who runs this may not assume it, there is no such role, or its trust policy wants
 * somebody else or another ExternalId.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_roles.html#troubleshoot_roles_cant-assume-role
 */
const TRUST =
  'check roleArn, that its trust policy names whoever runs this, that externalId is the one it asks for, and that sts:AssumeRole is allowed to whoever runs this';

/** Node's name for a header that it cannot send: those that are not fixed hold a key or a token. */
const UNSENDABLE = 'ERR_INVALID_CHAR';

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
  const advice = reason === 'denied' ? adviceOn(said, operation, aheadMs(headers['date'], now)) : '';
  return new CloudError(reason, `${operation}: ${said.name}: ${firstLine(said.message)}${advice}`, {
    cause: thrown,
    code: said.name,
    retryAfterMs: retryAfter(headers['retry-after'], now),
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
    if (code === UNSENDABLE) return 'denied';
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
  const clock = clockAdvice(ahead, SKEW_MS, 'AWS');
  if (clock !== undefined) return clock;
  if (NOT_ALLOWED.has(name) && operation === 'sts:AssumeRole') return ` (${TRUST})`;
  if (NOT_ALLOWED.has(name)) return ` (allow ${operation})`;
  if (code === 'ERR_PROXY_TUNNEL') return ' (let the proxy pass this host, or name it in NO_PROXY)';
  if (code === UNSENDABLE) return ' (the credentials hold a character that is not theirs: give them again)';
  if (typeof code === 'string' && CODES[name] === undefined) {
    return ' (name the private certificate authority in NODE_EXTRA_CA_CERTS)';
  }
  const advice = ADVICE[name];
  return advice === undefined ? '' : ` (${advice})`;
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? '';
}
