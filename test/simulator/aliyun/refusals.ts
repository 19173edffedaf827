/**
 * What Alibaba Cloud says when something is wrong.
 *
 * Sources
 * - What any product answers (missing and unknown parameters, keys, signatures, throttles, RAM):
 *   https://help.aliyun.com/en/polardb/client-error-codes , https://help.aliyun.com/en/dns/error-code
 * - The form of an error: https://help.aliyun.com/en/ecs/developer-reference/error-code-error-code-troubleshooting-ideas
 * - The gateway's codes for signatures of version 3 (time stamps, nonces, security tokens), as the vendor's own
 *   credential chains list them: `InvalidTimeStamp.Expired`, `SignatureDoesNotMatch`, `SignatureNonceUsed`,
 *   `MissingSecurityToken`, `InvalidSecurityToken.Expired`, `InvalidSecurityToken.MismatchWithAccessKey`.
 *   https://help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature
 * - STS: https://help.aliyun.com/zh/ram/developer-reference/api-sts-2015-04-01-assumerole (`NoPermission`,
 *   `EntityNotExist.Role`)
 * - Throttles: https://help.aliyun.com/zh/ecs/developer-reference/api-throttling . Their status is not one: 400 is
 *   seen most, and 403, 429 and 503 are documented by single products, so each product here has its own.
 * - Not found on any page, and so only like what is: `Missing<Name>`, `InvalidParameter.<Name>`, `NotOpenService`,
 *   `InvalidContentSha256`; and which product throttles with which status.
 * - ACK answers errors of its own in small letters; the vendor's SDK reads both (`Code` and `code`,
 *   openapi-core's `doROARequest`).
 */
import { Refusal } from '../cloud/server.ts';
import type { Reply } from '../cloud/server.ts';

export type ProductName =
  | 'sts'
  | 'resourcedirectorymaster'
  | 'ecs'
  | 'vpc'
  | 'slb'
  | 'alb'
  | 'nlb'
  | 'vpcpeer'
  | 'cbn'
  | 'rds'
  | 'polardb'
  | 'r-kvstore'
  | 'cs'
  | 'tag';

export interface Said {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

let served = 0;

export function requestId(): string {
  return `00000000-0000-5000-8000-${String(served++).padStart(12, '0')}`;
}

export function replyOf({ status, code, message }: Said, product: ProductName | undefined): Reply {
  const id = requestId();
  if (product === 'cs' && !code.startsWith('Throttling')) {
    return { status, body: { code, message, requestId: id, status } };
  }
  const HostId = `${product ?? 'pop'}.aliyuncs.com`;
  return { status, body: { RequestId: id, HostId, Code: code, Message: message } };
}

export function refusal(said: Said, product?: ProductName): Refusal {
  return new Refusal(replyOf(said, product));
}

export const missing = (name: string): Said => ({
  status: 400,
  code: `Missing${name}`,
  message: `${name} is mandatory for this action.`,
});

export const invalid = (name: string, value: string): Said => ({
  status: 400,
  code: `InvalidParameter.${name}`,
  message: `The specified parameter ${name} is not valid: ${value}.`,
});

/** The gateway itself passes over a parameter that nobody knows; a misspelt one has to be seen here. */
export const unsupported = (name: string): Said => ({
  status: 400,
  code: 'UnsupportedParameter',
  message: `The parameter "${name}" is not supported.`,
});

const THROTTLES: Readonly<Record<ProductName, readonly [status: number, code: string]>> = {
  sts: [400, 'Throttling.User'],
  resourcedirectorymaster: [400, 'Throttling.User'],
  ecs: [400, 'Throttling.User'],
  vpc: [400, 'Throttling.User'],
  slb: [503, 'Throttling.Api'],
  alb: [429, 'Throttling.User'],
  nlb: [429, 'Throttling.User'],
  vpcpeer: [400, 'Throttling.User'],
  cbn: [400, 'Throttling.Api'],
  rds: [400, 'Throttling'],
  polardb: [400, 'Throttling'],
  'r-kvstore': [403, 'Throttling.User'],
  cs: [429, 'Throttling.User'],
  tag: [503, 'Throttling'],
};

export function throttled(product: ProductName): Said {
  const [status, code] = THROTTLES[product];
  return { status, code, message: 'Request was denied due to user flow control.' };
}

const NO_PERMISSION = new Set<ProductName>(['sts', 'resourcedirectorymaster', 'tag', 'vpcpeer', 'cbn']);

export function denied(product: ProductName, action: string): Said {
  if (product === 'cs') {
    return { status: 403, code: 'StatusForbidden', message: `Forbidden: no permission for ${action}.` };
  }
  if (NO_PERMISSION.has(product)) {
    return { status: 403, code: 'NoPermission', message: `You are not authorized to do ${action}.` };
  }
  const message =
    "User not authorized to operate on the specified resource, or this API doesn't support RAM.";
  return { status: 403, code: 'Forbidden.RAM', message };
}

export const EXPIRED_TOKEN: Said = {
  status: 400,
  code: 'InvalidSecurityToken.Expired',
  message: 'Specified SecurityToken is expired.',
};

/** The region exists, and this product does not work there. */
export const notOffered = (region: string): Said => ({
  status: 404,
  code: 'InvalidRegionId.NotFound',
  message: `The specified RegionId does not exist: ${region}.`,
});

/** The product was never opened by this account. */
export const NOT_OPENED: Said = {
  status: 403,
  code: 'NotOpenService',
  message: 'The service is not opened for this account.',
};
