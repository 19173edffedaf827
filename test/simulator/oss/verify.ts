import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Addressed } from '../s3/server.ts';
import type { Received, Rejected } from '../s3/verify.ts';

export interface Identity {
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

const SKEW_MS = 15 * 60_000;
const AUTHORIZATION =
  /^OSS4-HMAC-SHA256 Credential=([^/,]+)\/(\d{8})\/([^/,]+)\/oss\/aliyun_v4_request,(?: ?AdditionalHeaders=([a-z0-9;-]*),)? ?Signature=([0-9a-f]{64})$/;

/**
 * OSS Signature Version 4 from the receiver's side, written from the page without the signer's code.
 * https://www.alibabacloud.com/help/en/oss/developer-reference/recommend-to-use-signature-version-4
 * Codes: https://www.alibabacloud.com/help/en/oss/how-to-troubleshoot-403-status-code-when-you-access-oss,
 * and, for another region, https://github.com/aliyun/alibabacloud-oss-go-sdk-v2/issues/29
 */
export function verify(
  request: Received,
  at: Addressed,
  expected: Identity,
  now: number | undefined,
): Rejected | undefined {
  const { headers } = request;
  const of = (name: string): string | undefined => {
    const value = headers[name];
    return typeof value === 'string' ? value : value?.join(',');
  };
  const parts = AUTHORIZATION.exec(of('authorization') ?? '');
  const date = of('x-oss-date');
  if (parts === null || date === undefined) return { status: 403, code: 'AccessDenied' };
  const [, id, day = '', region, additional = '', signature = ''] = parts;
  if (id !== expected.accessKeyId) return { status: 403, code: 'InvalidAccessKeyId' };
  if (of('x-oss-security-token') !== expected.sessionToken) {
    return { status: 403, code: 'InvalidSecurityToken' };
  }
  if (region !== expected.region) return { status: 400, code: 'InvalidArgument' };
  if (now !== undefined && Math.abs(timeOf(date) - now) > SKEW_MS) {
    return { status: 403, code: 'RequestTimeTooSkewed' };
  }
  if (of('x-oss-content-sha256') !== 'UNSIGNED-PAYLOAD') return { status: 400, code: 'InvalidArgument' };
  const digest = of('content-md5');
  if (digest !== undefined && digest !== createHash('md5').update(request.body).digest('base64')) {
    return { status: 400, code: 'InvalidDigest' };
  }

  let canonical = `${request.method}\n${encodedPath(at)}\n${canonicalQuery(request.target)}\n`;
  const more = additional === '' ? [] : additional.split(';');
  for (const name of Object.keys(headers).toSorted()) {
    const always = name.startsWith('x-oss-') || name === 'content-type' || name === 'content-md5';
    if (always || more.includes(name)) canonical += `${name}:${of(name)?.trim() ?? ''}\n`;
  }
  canonical += `\n${additional}\nUNSIGNED-PAYLOAD`;
  const hashed = createHash('sha256').update(canonical).digest('hex');
  const toSign = `OSS4-HMAC-SHA256\n${date}\n${day}/${region}/oss/aliyun_v4_request\n${hashed}`;
  const daily = hmac(Buffer.from(`aliyun_v4${expected.secretAccessKey}`), day);
  const key = hmac(hmac(hmac(daily, region), 'oss'), 'aliyun_v4_request');
  const right = timingSafeEqual(hmac(key, toSign), Buffer.from(signature, 'hex'));
  return right && date.startsWith(day) ? undefined : { status: 403, code: 'SignatureDoesNotMatch' };
}

function encodedPath({ bucket, key }: Addressed): string {
  return `/${bucket}/${key.split('/').map(encode).join('/')}`;
}

/** A parameter without a value is signed without `=`. */
function canonicalQuery(target: string): string {
  const start = target.indexOf('?');
  if (start < 0) return '';
  return target
    .slice(start + 1)
    .split('&')
    .map((pair) => pair.split('=').map((part) => encode(decodeURIComponent(part))))
    .toSorted(([a = ''], [b = '']) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map(([name = '', value = '']) => (value === '' ? name : `${name}=${value}`))
    .join('&');
}

function encode(text: string): string {
  return Array.from(Buffer.from(text), (byte) =>
    /[A-Za-z0-9._~-]/.test(String.fromCharCode(byte))
      ? String.fromCharCode(byte)
      : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  ).join('');
}

function timeOf(date: string): number {
  return Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

function hmac(key: Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest();
}
