/**
 * `bce-auth-v1` from the receiving side: the hex text of one HMAC is the key of the next.
 *
 * Sources
 * - What is signed and how: https://cloud.baidu.com/doc/Reference/s/njwvz1yfu, and bce-sdk-go auth/signer.go
 * - The validity is part of what is signed; afterwards the answer is `RequestExpired`. How far ahead a clock may be is
 *   not published: five minutes here, so that a test with a wrong clock sees it.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Request } from '../cloud/server.ts';
import type { Identities, Identity } from './identities.ts';
import { badAuth, expired, mismatch, skewed, unknownKey } from './refusals.ts';

const AHEAD_MS = 5 * 60_000;
const AUTHORIZATION =
  /^bce-auth-v1\/([\w-]+)\/(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)\/(\d+)\/([a-z0-9;-]*)\/([0-9a-f]{64})$/;
const BY_DEFAULT = ['host', 'content-md5', 'content-length', 'content-type'];

export class Verifier {
  readonly #identities: Identities;

  constructor(identities: Identities) {
    this.#identities = identities;
  }

  /** Who signed; throws `Refusal` in the cloud's words. */
  verify(request: Request, now: number): Identity {
    const text = header(request, 'authorization');
    const [, accessKeyId, date = '', seconds = '', names = '', signature] =
      AUTHORIZATION.exec(text ?? '') ?? [];
    if (accessKeyId === undefined || signature === undefined)
      throw badAuth('The Authorization header is invalid.');
    const signedHeaders = names === '' ? BY_DEFAULT.filter((name) => has(request, name)) : names.split(';');
    if (!signedHeaders.includes('host')) throw badAuth('The header host is not signed.');
    const unsigned = Object.keys(request.headers).filter(
      (name) => name.startsWith('x-bce-') && name !== 'x-bce-request-id' && !signedHeaders.includes(name),
    );
    if (unsigned.length > 0) throw badAuth(`The header ${unsigned.join()} is not signed.`);
    const claimed = header(request, 'x-bce-date');
    if (claimed !== undefined && claimed !== date)
      throw badAuth('x-bce-date is not the time of the signature.');
    const at = Date.parse(date);
    if (at - now > AHEAD_MS) throw skewed();
    if (now - at > Number(seconds) * 1000) throw expired();
    const identity = this.#identities.find(accessKeyId);
    if (identity === undefined) throw unknownKey();
    const prefix = `bce-auth-v1/${accessKeyId}/${date}/${seconds}`;
    const key = hmac(identity.secretAccessKey, prefix);
    const must = hmac(key, canonicalOf(request, signedHeaders));
    if (!timingSafeEqual(Buffer.from(must), Buffer.from(signature))) throw mismatch();
    // Temporary keys are none without their token, and after their time.
    const token = header(request, 'x-bce-security-token');
    if (token !== identity.sessionToken) throw unknownKey();
    if (identity.expires !== undefined && identity.expires <= now) throw unknownKey();
    return identity;
  }
}

function canonicalOf(request: Request, signedHeaders: readonly string[]): string {
  const { method, url } = request;
  const path = url.pathname.split('/').map((part) => escaped(decodeURIComponent(part)));
  const query = pairsOf(url.search)
    .filter(([name]) => name.toLowerCase() !== 'authorization')
    .map(([name, value]) => `${escaped(name)}=${escaped(value)}`)
    .toSorted();
  const headers = signedHeaders
    .map((name) => [name, (header(request, name) ?? '').trim()] as const)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${escaped(name)}:${escaped(value)}`)
    .toSorted();
  return [method, path.join('/'), query.join('&'), headers.join('\n')].join('\n');
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

/** RFC 3986: everything but letters, digits and `-._~`. */
function escaped(text: string): string {
  let out = '';
  for (const byte of Buffer.from(text)) {
    const char = String.fromCodePoint(byte);
    out += /[A-Za-z0-9\-._~]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return out;
}

const hmac = (key: string, text: string): string => createHmac('sha256', key).update(text).digest('hex');
const has = (request: Request, name: string): boolean => header(request, name) !== undefined;

export function header({ headers }: Request, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}
