/**
 * Signature version 3, `ACS3-HMAC-SHA256`, from the receiving side.
 * https://help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature
 *
 * What is signed: the method, the path, the query sorted and encoded, the headers that `SignedHeaders` names, and
 * the SHA-256 of the body, which has to be what `x-acs-content-sha256` says. `host`, `content-type` (if there is
 * one) and every header that begins with `x-acs-` have to be among the signed ones.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Request } from '../cloud/server.ts';
import type { Identities, Identity } from './identities.ts';
import { EXPIRED_TOKEN, type Said, refusal } from './refusals.ts';

/** A request is good for 15 minutes around its `x-acs-date`. */
const SKEW_MS = 15 * 60_000;
const ALGORITHM = 'ACS3-HMAC-SHA256';
const AUTHORIZATION = /^ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),Signature=([0-9a-f]{64})$/;

export interface Claim {
  readonly accessKeyId: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

export class Verifier {
  readonly #identities: Identities;
  readonly #nonces = new Map<string, number>();

  constructor(identities: Identities) {
    this.#identities = identities;
  }

  /** Who signed; throws `Refusal` in the gateway's words. */
  verify(request: Request, now: number): Identity {
    const claim = claimOf(request);
    this.checkTime(request, now);
    const identity = this.#identities.find(claim.accessKeyId);
    if (identity === undefined) {
      throw said(404, 'InvalidAccessKeyId.NotFound', 'Specified access key is not found.');
    }
    const signed = signatureOf(request, claim.signedHeaders, identity.accessKeySecret);
    if (!timingSafeEqual(Buffer.from(signed), Buffer.from(claim.signature))) {
      throw said(400, 'SignatureDoesNotMatch', 'Specified signature is not matched with our calculation.');
    }
    checkToken(header(request, 'x-acs-security-token'), identity, now);
    return identity;
  }

  /** For requests that nobody signs, too. */
  checkTime(request: Request, now: number): void {
    const date = header(request, 'x-acs-date') ?? '';
    if (date === '') throw said(400, 'MissingTimestamp', 'Timestamp is mandatory for this action.');
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(date)) {
      throw said(
        400,
        'InvalidTimeStamp.Format',
        `Specified time stamp or date value is not well formatted: ${date}`,
      );
    }
    if (Math.abs(Date.parse(date) - now) > SKEW_MS) {
      throw said(400, 'InvalidTimeStamp.Expired', 'Specified time stamp or date value is expired.');
    }
    const nonce = header(request, 'x-acs-signature-nonce') ?? '';
    if (nonce === '')
      throw said(400, 'MissingSignatureNonce', 'SignatureNonce is mandatory for this action.');
    if (this.#nonces.has(nonce)) {
      throw said(400, 'SignatureNonceUsed', 'Specified signature nonce was used already.');
    }
    this.#nonces.set(nonce, now);
  }
}

function claimOf(request: Request): Claim {
  const authorization = header(request, 'authorization') ?? '';
  const [, accessKeyId, names, signature] = AUTHORIZATION.exec(authorization) ?? [];
  if (accessKeyId === undefined || names === undefined || signature === undefined) {
    throw said(400, 'IncompleteSignature', 'The request signature does not conform to Aliyun standards.');
  }
  const signedHeaders = names.split(';');
  const due = Object.keys(request.headers).filter(
    (name) => name.startsWith('x-acs-') || name === 'host' || name === 'content-type',
  );
  const sorted = signedHeaders.toSorted();
  if (sorted.join(';') !== names || due.some((name) => !signedHeaders.includes(name))) {
    throw said(
      400,
      'IncompleteSignature',
      `Signed headers must be sorted, and hold ${due.toSorted().join(';')}.`,
    );
  }
  if (header(request, 'x-acs-content-sha256') !== sha256(request.body)) {
    throw said(400, 'InvalidContentSha256', 'x-acs-content-sha256 is not the digest of the body.');
  }
  return { accessKeyId, signedHeaders, signature };
}

export function signatureOf(request: Request, names: readonly string[], secret: string): string {
  const canonical = [
    request.method,
    request.url.pathname,
    canonicalQuery(request.url),
    ...names.map((name) => `${name}:${(header(request, name) ?? '').trim()}`),
    '',
    names.join(';'),
    sha256(request.body),
  ].join('\n');
  return createHmac('sha256', secret)
    .update(`${ALGORITHM}\n${sha256(canonical)}`)
    .digest('hex');
}

/** Sorted by the encoded name; a name without a value ends in `=`. */
export function canonicalQuery(url: URL): string {
  const pairs = url.search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair): [string, string] => {
      const at = pair.indexOf('=');
      const [name, value] = at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
      return [encoded(decoded(name)), encoded(decoded(value))];
    });
  const sorted = pairs.toSorted(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : x > y ? 1 : 0));
  return sorted.map(([name, value]) => `${name}=${value}`).join('&');
}

/** RFC 3986: letters, digits and `-_.~` stay. */
export function encoded(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) =>
      /[A-Za-z0-9\-_.~]/.test(String.fromCharCode(byte))
        ? String.fromCharCode(byte)
        : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
    )
    .join('');
}

const decoded = (text: string): string => decodeURIComponent(text.replaceAll('+', '%20'));

function checkToken(token: string | undefined, identity: Identity, now: number): void {
  if (identity.securityToken === undefined && token === undefined) return;
  if (token === undefined) {
    throw said(400, 'MissingSecurityToken', 'SecurityToken is mandatory for this action.');
  }
  if (token !== identity.securityToken) {
    throw said(
      400,
      'InvalidSecurityToken.MismatchWithAccessKey',
      'Specified SecurityToken mismatch with the AccessKey.',
    );
  }
  if (identity.expires !== undefined && identity.expires <= now) throw refusal(EXPIRED_TOKEN);
}

export function header({ headers }: Request, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(',') : value;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function said(status: number, code: string, message: string) {
  const what: Said = { status, code, message };
  return refusal(what);
}
