import * as z from 'zod/mini';
import { CloudError } from '../../shared/collect/errors.ts';
import type { Reason } from '../../shared/collect/errors.ts';

/** What the API says when it refuses. https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/ */
const Status = z.object({
  kind: z.literal('Status'),
  code: z.optional(z.int()),
  reason: z.optional(z.string()),
  message: z.optional(z.string()),
  details: z.nullish(
    z.object({
      retryAfterSeconds: z.optional(z.number()),
      causes: z.nullish(z.array(z.object({ reason: z.optional(z.string()) }))),
    }),
  ),
});

/** The version that was asked for, or the token of a list, is older than what the server remembers. */
export const EXPIRED = 'Expired';
/** The version that was asked for is newer than what this server has seen yet. */
export const TOO_LARGE = 'ResourceVersionTooLarge';
/** It has no such request: an option that its version, or a feature gate, does not know. */
export const INVALID = 'Invalid';

/**
 * HTTP status → what to do. 404 is a kind that is not served. 410 is mended by
 * listing anew; the same request again would get the same answer.
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#410-gone-responses
 */
const REASONS: Readonly<Record<number, Reason>> = {
  400: 'invalid',
  401: 'denied',
  403: 'denied',
  404: 'unsupported',
  405: 'unsupported',
  406: 'invalid',
  410: 'invalid',
  422: 'invalid',
  429: 'throttled',
};

export interface Refused {
  readonly status: number;
  readonly body: string;
  readonly retryAfterMs: number | undefined;
}

export function toCloudError(what: string, { status, body, retryAfterMs }: Refused): CloudError {
  const told = Status.safeParse(orUndefined(body)).data;
  const code = told?.code ?? status;
  const reason = REASONS[code] ?? (code >= 500 ? 'unavailable' : 'invalid');
  const said = (told?.message ?? '').slice(0, 300);
  const wait = told?.details?.retryAfterSeconds;
  return new CloudError(reason, `${what}: HTTP ${code}${said && `: ${said}`}${remedyOf(code)}`, {
    code: codeOf(code, told),
    retryAfterMs: retryAfterMs ?? (wait === undefined ? undefined : wait * 1000),
  });
}

/** An `ERROR` event of a watch carries the same status that a refusal has as its body. */
export function statusError(what: string, status: unknown): CloudError {
  return toCloudError(what, { status: 500, body: JSON.stringify(status), retryAfterMs: undefined });
}

function codeOf(code: number, told: z.infer<typeof Status> | undefined): string {
  const causes = told?.details?.causes ?? [];
  // Servers up to 1.17 have the message only.
  if (
    causes.some(({ reason }) => reason === TOO_LARGE) ||
    /Too large resource version/.test(told?.message ?? '')
  )
    return TOO_LARGE;
  if (code === 410) return EXPIRED;
  if (code === 400 || code === 422) return INVALID;
  return told?.reason ?? `HTTP ${code}`;
}

function remedyOf(code: number): string {
  if (code === 401) return ' (renew the credentials of this cluster, or check which context they are of)';
  if (code === 403) return ' (allow it: "tagsync policy kubernetes" prints the ClusterRole)';
  return '';
}

function orUndefined(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
