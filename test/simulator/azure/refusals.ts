/**
 * What Azure says when something is wrong. `{error: {code, message}}`:
 * https://github.com/Azure/azure-rest-api-specs specification/common-types/resource-management (`ErrorResponse`).
 * Codes: https://learn.microsoft.com/en-us/azure/azure-resource-manager/troubleshooting/common-deployment-errors .
 * Throttles: https://learn.microsoft.com/en-us/azure/azure-resource-manager/management/request-limits-and-throttling ,
 * https://learn.microsoft.com/en-us/azure/virtual-machines/compute-throttling-limits (no `error` around it),
 * https://learn.microsoft.com/en-us/azure/governance/resource-graph/concepts/guidance-for-throttled-requests .
 * Tokens: https://learn.microsoft.com/en-us/entra/identity-platform/reference-error-codes .
 */
import { Refusal } from '../cloud/server.ts';
import type { Reply } from '../cloud/server.ts';

type Headers = Readonly<Record<string, string>>;

export const replyOf = (status: number, code: string, message: string, headers: Headers = {}): Reply => ({
  status,
  headers,
  body: { error: { code, message } },
});

export const refusal = (status: number, code: string, message: string, headers: Headers = {}): Refusal =>
  new Refusal(replyOf(status, code, message, headers), code);

export const unauthenticated = (code: string, message: string): Refusal =>
  refusal(401, code, message, {
    'www-authenticate': `Bearer authorization_uri="https://login.microsoftonline.com/common", error="invalid_token"`,
  });

export const forbidden = (action: string, scope: string): Reply =>
  replyOf(
    403,
    'AuthorizationFailed',
    `The client 'app' with object id 'app' does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
  );

/** By whom: the gateway in front of all, a provider behind it, the graph. */
export function throttled(action: string): Reply {
  if (action.startsWith('Microsoft.ResourceGraph/')) return overQuota('00:00:01');
  if (action.startsWith('Microsoft.Compute/')) {
    return {
      status: 429,
      headers: { 'retry-after': '1' },
      body: {
        code: 'OperationNotAllowed',
        message:
          'The server rejected the request because too many requests have been received for this subscription.',
        details: [
          { code: 'TooManyRequests', target: 'HighCostGet', message: '{"operationGroup":"HighCostGet"}' },
        ],
      },
    };
  }
  return replyOf(
    429,
    'SubscriptionRequestsThrottled',
    'Number of requests for subscription and operation GET exceeded the backend storage limit. Please try again after 1 seconds.',
    { 'retry-after': '1' },
  );
}

/** Without `Retry-After`: when the window ends is told by a header of its own. */
export const overQuota = (resetsAfter: string): Reply => ({
  status: 429,
  headers: { 'x-ms-user-quota-remaining': '0', 'x-ms-user-quota-resets-after': resetsAfter },
  body: {
    error: {
      code: 'RateLimiting',
      message: 'Please provide below info when asking for support.',
      details: [
        {
          code: 'RateLimiting',
          message:
            'Client application has been throttled and should not attempt to repeat the request until an amount of time has elapsed.',
        },
      ],
    },
  },
});

export const tokenRefusal = (status: number, error: string, code: number, text: string): Refusal =>
  new Refusal(
    {
      status,
      body: {
        error,
        error_description: `AADSTS${code}: ${text} Trace ID: 0 Correlation ID: 0 Timestamp: 2026-01-01 00:00:00Z`,
        error_codes: [code],
      },
    },
    `AADSTS${code}`,
  );
