import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export interface Received {
  readonly method: string;
  /** Path and query as they came. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Expected {
  readonly service: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
  /** Milliseconds since 1970; `undefined` where skew is not looked at. */
  readonly now?: number | undefined;
}

export interface Rejected {
  readonly status: 400 | 403;
  readonly code: string;
}

const SKEW_MS = 15 * 60_000;
const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/,]+)\/(\d{8})\/([^/,]+)\/([^/,]+)\/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/;

/** Signature Version 4 from the receiver's side, written without the library that signs. */
export function verify(request: Received, expected: Expected): Rejected | undefined {
  const { headers } = request;
  const parts = AUTHORIZATION.exec(headers.authorization ?? '');
  const date = single(headers['x-amz-date']);
  if (parts === null || date === undefined) return { status: 403, code: 'AccessDenied' };
  const [, accessKeyId, day, region, service, names = '', signature = ''] = parts;
  if (accessKeyId !== expected.accessKeyId) return { status: 403, code: 'InvalidAccessKeyId' };
  if (region !== expected.region || service !== expected.service) {
    return { status: 400, code: 'AuthorizationHeaderMalformed' };
  }
  if (single(headers['x-amz-security-token']) !== expected.sessionToken) {
    return { status: 400, code: 'InvalidToken' };
  }
  if (!date.startsWith(`${day}`)) return { status: 403, code: 'SignatureDoesNotMatch' };
  if (expected.now !== undefined && Math.abs(timeOf(date) - expected.now) > SKEW_MS) {
    return { status: 403, code: 'RequestTimeTooSkewed' };
  }
  const signedNames = names.split(';');
  const mustSign = Object.keys(headers).filter((name) => name === 'host' || name.startsWith('x-amz-'));
  if (mustSign.some((name) => !signedNames.includes(name))) return { status: 403, code: 'AccessDenied' };
  const digest = sha256(request.body);
  const stated = single(headers['x-amz-content-sha256']);
  if (service === 's3' && stated !== digest) return { status: 400, code: 'XAmzContentSHA256Mismatch' };

  const scope = `${day}/${region}/${service}/aws4_request`;
  const canonical = [request.method, ...canonicalTarget(request.target, service)];
  for (const name of signedNames) {
    canonical.push(`${name}:${single(headers[name])?.trim().replaceAll(/ +/g, ' ') ?? ''}`);
  }
  canonical.push('', names, digest);
  const toSign = ['AWS4-HMAC-SHA256', date, scope, sha256(canonical.join('\n'))].join('\n');
  const key = [region, service, 'aws4_request'].reduce<Buffer>(
    (last, part) => hmac(last, part ?? ''),
    hmac(`AWS4${expected.secretAccessKey}`, day ?? ''),
  );
  const right = timingSafeEqual(hmac(key, toSign), Buffer.from(signature, 'hex'));
  return right ? undefined : { status: 403, code: 'SignatureDoesNotMatch' };
}

function canonicalTarget(target: string, service: string): [path: string, query: string] {
  const [path = '/', query = ''] = target.split('?');
  const pairs = query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => pair.split('=').map((part) => encode(decodeURIComponent(part))))
    .map(([name = '', value = '']) => [name, value] as const)
    .toSorted((a, b) => (a[0] === b[0] ? compare(a[1], b[1]) : compare(a[0], b[0])));
  const signedPath = service === 's3' ? path : path.split('/').map(encode).join('/');
  return [signedPath, pairs.map(([name, value]) => `${name}=${value}`).join('&')];
}

function timeOf(date: string): number {
  return Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

function encode(text: string): string {
  return Array.from(Buffer.from(text), (byte) =>
    /[A-Za-z0-9._~-]/.test(String.fromCharCode(byte))
      ? String.fromCharCode(byte)
      : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  ).join('');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function single(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : value?.join(',');
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest();
}
