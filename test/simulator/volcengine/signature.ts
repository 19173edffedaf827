/**
 * `HMAC-SHA256`, Volcengine's own version of AWS's Signature Version 4, from the receiving side.
 * https://github.com/volcengine/volc-sdk-nodejs (lib/base/sign.js of @volcengine/openapi)
 *
 * What is signed: the method, the path, the query sorted and encoded, the headers that `SignedHeaders` names (`x-date`
 * at least, and the token where there is one), and the SHA-256 of the body. The key is made of the day of `X-Date`, the
 * region, the product, and `request`.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Request } from '../cloud/server.ts';
import type { Identities, Identity } from './identities.ts';
import { PLATFORM, refusal } from './refusals.ts';

/** https://volcengine.com/docs/6466/1170864: fifteen minutes. */
const SKEW_MS = 15 * 60_000;
const AUTHORIZATION =
  /^HMAC-SHA256 Credential=([^/,]+)\/(\d{8})\/([^/,]+)\/([^/,]+)\/request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;

export interface Claim {
  readonly accessKeyId: string;
  readonly day: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

export function claimOf(request: Request): Claim {
  const authorization = header(request, 'authorization');
  if (authorization === undefined) throw refusal(PLATFORM.missingToken);
  const [, accessKeyId, day, region, service, names, signature] = AUTHORIZATION.exec(authorization) ?? [];
  if (
    accessKeyId === undefined ||
    day === undefined ||
    region === undefined ||
    service === undefined ||
    names === undefined ||
    signature === undefined
  ) {
    throw refusal(PLATFORM.missingInfo);
  }
  return { accessKeyId, day, region, service, signedHeaders: names.split(';'), signature };
}

/** Who signed; throws `Refusal` in the gateway's words. */
export function verify(request: Request, claim: Claim, identities: Identities, now: number): Identity {
  const date = header(request, 'x-date') ?? '';
  const [, year, month, day, time] = /^(\d{4})(\d\d)(\d\d)T(\d{6})Z$/.exec(date) ?? [];
  const at = Date.parse(`${year}-${month}-${day}T${time?.replace(/(..)(..)(..)/, '$1:$2:$3')}Z`);
  if (!(Math.abs(at - now) <= SKEW_MS)) throw refusal(PLATFORM.timestamp);
  const identity = identities.find(claim.accessKeyId);
  if (identity === undefined) throw refusal(PLATFORM.accessKey);
  const token = header(request, 'x-security-token');
  const { signedHeaders } = claim;
  const sorted = signedHeaders.toSorted();
  const digest = header(request, 'x-content-sha256');
  const isWhole =
    sorted.join(';') === signedHeaders.join(';') &&
    signedHeaders.includes('x-date') &&
    (token === undefined || signedHeaders.includes('x-security-token')) &&
    (digest === undefined || digest === sha256(request.body)) &&
    claim.day === date.slice(0, 8);
  const right = Buffer.from(signatureOf(request, claim, identity.secretAccessKey, date));
  if (!isWhole || !timingSafeEqual(right, Buffer.from(claim.signature))) throw refusal(PLATFORM.signature);
  const isGood =
    token === identity.sessionToken && (identity.expires === undefined || identity.expires > now);
  if (!isGood) throw refusal(PLATFORM.token);
  return identity;
}

export function signatureOf(
  request: Request,
  { day, region, service, signedHeaders }: Pick<Claim, 'day' | 'region' | 'service' | 'signedHeaders'>,
  secretAccessKey: string,
  date: string,
): string {
  const canonical = [
    request.method,
    request.url.pathname,
    queryOf(request.url.searchParams),
    ...signedHeaders.map((name) => `${name}:${(header(request, name) ?? '').trim()}`),
    '',
    signedHeaders.join(';'),
    sha256(request.body),
  ].join('\n');
  const scope = [day, region, service, 'request'];
  const text = ['HMAC-SHA256', date, scope.join('/'), sha256(canonical)].join('\n');
  const key = scope.reduce<string | Buffer>((secret, part) => hmac(secret, part), secretAccessKey);
  return hmac(key, text).toString('hex');
}

const queryOf = (params: URLSearchParams): string =>
  [...params]
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .join('&');

const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

export function header({ headers }: Request, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(',') : value;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
