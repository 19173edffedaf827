/**
 * What Baidu Cloud says when something is wrong: `{code, message, requestId}`, with the common codes and their statuses
 * of https://cloud.baidu.com/doc/BCC/s/Ojwvyo6nc-en. `RequestTimeTooSkewed` is what the vendor's SDK for JavaScript corrects its
 * clock by (@baiducloud/sdk src/bce_base_client.js). No code of a throttle is published: `RateLimit` is what Baidu's own
 * network driver looks for (github.com/baidubce/baiducloud-cce-cni-driver cce-network-v2/pkg/bce/api/cloud/error.go).
 */
import { Refusal } from '../cloud/server.ts';
import type { Reply } from '../cloud/server.ts';

export interface Said {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

let served = 0;

export const requestId = (): string => (served++).toString(16).padStart(36, '0');

export function replyOf({ status, code, message }: Said): Reply {
  const id = requestId();
  return { status, headers: { 'x-bce-request-id': id }, body: { code, message, requestId: id } };
}

export const refusal = (status: number, code: string, message: string): Refusal =>
  new Refusal(replyOf({ status, code, message }), code);

export const badAuth = (message: string): Refusal => refusal(400, 'InvalidHTTPAuthHeader', message);
export const unknownKey = (): Refusal =>
  refusal(403, 'InvalidAccessKeyId', 'The Access Key ID you provided does not exist in our records.');
export const mismatch = (): Refusal =>
  refusal(
    400,
    'SignatureDoesNotMatch',
    'The request signature we calculated does not match the one you provided.',
  );
export const expired = (): Refusal => refusal(400, 'RequestExpired', 'Request has expired.');
export const skewed = (): Refusal =>
  refusal(
    403,
    'RequestTimeTooSkewed',
    'The difference between the request time and the current time is too large.',
  );
export const badUri = (message: string): Refusal => refusal(400, 'InvalidURI', message);
export const badRequest = (message: string): Refusal => refusal(400, 'InvalidHTTPRequest', message);
export const notFound = (): Refusal =>
  refusal(404, 'NoSuchObject', 'The specified object is not found or resource do not exist.');

export const DENIED: Said = { status: 403, code: 'AccessDenied', message: 'Access denied.' };
export const NOT_OPENED: Said = {
  status: 403,
  code: 'OptInRequired',
  message: 'A subscription for the service is required.',
};
export const THROTTLED: Said = { status: 429, code: 'RateLimit', message: 'Request rate limit exceeded.' };
