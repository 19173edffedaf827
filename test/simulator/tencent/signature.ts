/**
 * Signature version 3, `TC3-HMAC-SHA256`, from the receiving side.
 * https://cloud.tencent.com/document/api/213/30654 (method), https://cloud.tencent.com/document/api/213/15692
 * (common parameters: the `X-TC-` headers)
 *
 * What is signed: the method, the path, the query, the headers that `SignedHeaders` names (`content-type` and
 * `host` at least) in lower case, and the SHA-256 of the body. The key is made of the UTC day of `X-TC-Timestamp`,
 * of the product, and of `tc3_request`.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Request } from '../cloud/server.ts';
import type { Identities, Identity } from './identities.ts';
import { EXPIRED_TOKEN, refusal } from './refusals.ts';

/** "Timestamp and server time cannot differ by more than five minutes." */
const SKEW_SECONDS = 5 * 60;
const AUTHORIZATION =
  /^TC3-HMAC-SHA256 Credential=([^/,]+)\/(\d{4}-\d\d-\d\d)\/([^/,]+)\/tc3_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;

export interface Claim {
  readonly secretId: string;
  readonly day: string;
  /** The product of the scope. */
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

export function claimOf(request: Request): Claim {
  const [, secretId, day, service, names, signature] =
    AUTHORIZATION.exec(header(request, 'authorization') ?? '') ?? [];
  if (
    secretId === undefined ||
    day === undefined ||
    service === undefined ||
    names === undefined ||
    signature === undefined
  ) {
    throw refusal('AuthFailure.InvalidAuthorization', 'Authorization in the request header is invalid.');
  }
  return { secretId, day, service, signedHeaders: names.split(';'), signature };
}

/** Who signed; throws `Refusal` in the gateway's words. */
export function verify(request: Request, claim: Claim, identities: Identities, now: number): Identity {
  const timestamp = header(request, 'x-tc-timestamp') ?? '';
  if (!/^\d{1,10}$/.test(timestamp)) {
    throw refusal(
      'InvalidParameter',
      'The common parameter `Timestamp` is missing or not a number of seconds.',
    );
  }
  if (Math.abs(Number(timestamp) - now / 1000) > SKEW_SECONDS) {
    throw refusal(
      'AuthFailure.SignatureExpire',
      'The provided credentials could not be validated because of exceeding request timestamp validity period.',
    );
  }
  const { signedHeaders } = claim;
  const sorted = signedHeaders.toSorted();
  if (
    sorted.join(';') !== signedHeaders.join(';') ||
    !['content-type', 'host'].every((name) => signedHeaders.includes(name))
  ) {
    throw refusal(
      'AuthFailure.InvalidAuthorization',
      'SignedHeaders must hold content-type and host, sorted.',
    );
  }
  const identity = identities.find(claim.secretId);
  if (identity === undefined) {
    throw claim.secretId.startsWith('AKID')
      ? refusal(
          'AuthFailure.SecretIdNotFound',
          'The SecretId is not found, please ensure that it is correct.',
        )
      : refusal('AuthFailure.InvalidSecretId', 'Invalid key (not a TencentCloud API key type).');
  }
  const dayOfTimestamp = new Date(Number(timestamp) * 1000).toISOString().slice(0, 10);
  const given = Buffer.from(claim.signature);
  const right = [undefined, hostname(request)].some((host) =>
    timingSafeEqual(Buffer.from(signatureOf(request, claim, identity.secretKey, timestamp, host)), given),
  );
  if (!right || claim.day !== dayOfTimestamp) {
    throw refusal(
      'AuthFailure.SignatureFailure',
      'The provided credentials could not be validated. Please check your signature is correct.',
    );
  }
  checkToken(header(request, 'x-tc-token'), identity, now);
  return identity;
}

/** `host` in the place of the header's value: the vendor's SDK signs the name of the host without the port. */
export function signatureOf(
  request: Request,
  { day, service, signedHeaders }: Pick<Claim, 'day' | 'service' | 'signedHeaders'>,
  secretKey: string,
  timestamp: string,
  host?: string,
): string {
  const valueOf = (name: string): string =>
    (name === 'host' && host !== undefined ? host : (header(request, name) ?? '')).trim().toLowerCase();
  const canonical = [
    request.method,
    request.url.pathname,
    request.url.search.slice(1),
    ...signedHeaders.map((name) => `${name}:${valueOf(name)}`),
    '',
    signedHeaders.join(';'),
    sha256(request.body),
  ].join('\n');
  const scope = `${day}/${service}/tc3_request`;
  const text = ['TC3-HMAC-SHA256', timestamp, scope, sha256(canonical)].join('\n');
  const key = [day, service, 'tc3_request'].reduce<string | Buffer>(
    (secret, part) => hmac(secret, part),
    `TC3${secretKey}`,
  );
  return hmac(key, text).toString('hex');
}

function checkToken(token: string | undefined, identity: Identity, now: number): void {
  if (token === identity.token && (identity.expires === undefined || identity.expires > now)) return;
  throw refusal(EXPIRED_TOKEN.code, EXPIRED_TOKEN.message);
}

export function header({ headers }: Request, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(',') : value;
}

/** Of the header `host`, without the port. */
export const hostname = (request: Request): string => (header(request, 'host') ?? '').replace(/:\d+$/, '');

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
