/**
 * `SDK-HMAC-SHA256` from the receiving side: the key signs the hash of a canonical request, without scopes or
 * derived keys.
 *
 * Sources
 * - What is signed and how: https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-algorithm.html , and
 *   huaweicloud-sdk-nodejs-v3 core/auth/AKSKSigner.ts (the canonical path always ends in `/`, the header
 *   `X-Sdk-Content-Sha256` may stand for the hash of the body)
 * - A canonical request as the gateway prints it back: github.com/huaweicloud/huaweicloud-sdk-nodejs-v3/issues/2
 * - 15 minutes: github.com/huaweicloud/huaweicloud-sdk-java-v3/issues/44, which has the message as well
 * - `ak … not exist`: github.com/jeessy2/ddns-go/issues/844
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Request } from '../cloud/server.ts';
import type { Identities, Identity } from './identities.ts';
import { unauthenticated } from './refusals.ts';

const SKEW_MS = 15 * 60_000;
const ALGORITHM = 'SDK-HMAC-SHA256';
const AUTHORIZATION = /^SDK-HMAC-SHA256 Access=([^,\s]+), SignedHeaders=([^,\s]+), Signature=([0-9a-f]{64})$/;
const DATE = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

export interface Claim {
  readonly accessKeyId: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

export class Verifier {
  readonly #identities: Identities;

  constructor(identities: Identities) {
    this.#identities = identities;
  }

  /** Who signed; throws `Refusal` in the gateway's words. */
  verify(request: Request, now: number): Identity {
    const claim = claimOf(request);
    checkTime(request, now);
    const identity = this.#identities.find(claim.accessKeyId);
    if (identity === undefined) {
      throw unauthenticated(`Get secretKey failed,ak:${claim.accessKeyId},err:ak not exist`);
    }
    const must = signatureOf(request, claim.signedHeaders, identity.secretAccessKey);
    if (!timingSafeEqual(Buffer.from(must), Buffer.from(claim.signature))) {
      const canonical = canonicalOf(request, claim.signedHeaders).replaceAll('\n', '|');
      throw unauthenticated(`verify aksk signature fail, canonicalRequest:${canonical}`);
    }
    checkToken(header(request, 'x-security-token'), identity, now);
    return identity;
  }
}

export function claimOf(request: Request): Claim {
  const text = header(request, 'authorization');
  if (text === undefined) throw unauthenticated('token or aksk is required');
  const [, accessKeyId, names = '', signature] = AUTHORIZATION.exec(text) ?? [];
  if (accessKeyId === undefined || signature === undefined) {
    throw unauthenticated('the Authorization header is not well formed');
  }
  const signedHeaders = names.split(';');
  const needed = ['host', 'x-sdk-date', 'x-project-id', 'x-domain-id', 'x-security-token'];
  const unsigned = needed.filter(
    (name) => header(request, name) !== undefined && !signedHeaders.includes(name),
  );
  if (unsigned.length > 0) throw unauthenticated(`header ${unsigned.join()} is not signed`);
  return { accessKeyId, signedHeaders, signature };
}

/** Hex, over what the request itself holds. */
export function signatureOf(
  request: Request,
  signedHeaders: readonly string[],
  secretAccessKey: string,
): string {
  const date = header(request, 'x-sdk-date') ?? '';
  const toSign = [ALGORITHM, date, sha256(canonicalOf(request, signedHeaders))].join('\n');
  return createHmac('sha256', secretAccessKey).update(toSign).digest('hex');
}

function canonicalOf(request: Request, signedHeaders: readonly string[]): string {
  const { method, url, body } = request;
  const segments = url.pathname.split('/').map((segment) => escaped(decodeURIComponent(segment)));
  const path = segments.join('/');
  const query = pairsOf(url.search)
    .map(([name, value]) => [escaped(name), escaped(value)] as const)
    .toSorted(byBytes)
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  const headers = signedHeaders.map((name) => `${name}:${(header(request, name) ?? '').trim()}\n`).join('');
  return [
    method,
    path.endsWith('/') ? path : `${path}/`,
    query,
    headers,
    signedHeaders.join(';'),
    header(request, 'x-sdk-content-sha256') ?? sha256(body),
  ].join('\n');
}

/** Without taking `+` for a space: the query of a signed request is percent-encoded. */
function pairsOf(search: string): (readonly [name: string, value: string])[] {
  const text = search.replace(/^\?/, '');
  if (text === '') return [];
  return text.split('&').map((pair) => {
    const [name = '', ...value] = pair.split('=');
    return [decodeURIComponent(name), decodeURIComponent(value.join('='))] as const;
  });
}

function byBytes(a: readonly [string, string], b: readonly [string, string]): number {
  const [left, right] = a[0] === b[0] ? [a[1], b[1]] : [a[0], b[0]];
  return Number(left > right) - Number(left < right);
}

function checkTime(request: Request, now: number): void {
  const date = header(request, 'x-sdk-date') ?? '';
  const [, year, month, day, hour, minute, second] = DATE.exec(date) ?? [];
  if (year === undefined) throw unauthenticated(`calc aksk signature fail:date format error,date:${date}`);
  const signed = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Math.abs(signed - now) <= SKEW_MS) return;
  const server = new Date(now).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  throw unauthenticated(
    `calc aksk signature fail:signature expired, signature time:${date},server time:${server}`,
  );
}

function checkToken(token: string | undefined, identity: Identity, now: number): void {
  if (token !== identity.securityToken) throw unauthenticated('security token is invalid');
  if (identity.expires !== undefined && identity.expires <= now) {
    throw unauthenticated('security token expired');
  }
}

/** RFC 3986: everything but letters, digits and `-._~`. */
function escaped(text: string): string {
  let out = '';
  for (const byte of Buffer.from(text)) {
    const char = String.fromCodePoint(byte);
    out += /[A-Za-z0-9\-._~]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return out;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export function header({ headers }: Request, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}
