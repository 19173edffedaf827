/**
 * AWS Signature Version 4, checked from the server's side.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { AwsFailure } from './errors.ts';

export interface SignedRequest {
  readonly method: string;
  /** Path and query as they came over the wire. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** What the Authorization header claims. */
export interface Claim {
  readonly accessKeyId: string;
  readonly date: string;
  readonly region: string;
  /** The service's signing name (`ec2`, `elasticloadbalancing`, `tagging` …). */
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;

/** The service refuses a request whose time is further off than this (same source, "Step 1"). */
export const MAX_SKEW_MS = 5 * 60_000;

export function readClaim({ headers }: SignedRequest): Claim {
  const authorization = headerOf(headers, 'authorization');
  if (authorization === undefined) {
    throw new AwsFailure('no-credentials', 'Request is missing Authentication Token');
  }
  const [, accessKeyId, date, region, service, signedHeaders, signature] =
    AUTHORIZATION.exec(authorization) ?? [];
  if (!accessKeyId || !date || !region || !service || !signedHeaders || !signature) {
    throw new AwsFailure([400, 'IncompleteSignature'], 'The Authorization header is not complete.');
  }
  return { accessKeyId, date, region, service, signedHeaders: signedHeaders.split(';'), signature };
}

/** Throws unless the request was signed with this secret, as sent, within the allowed time. */
export function verifySignature(request: SignedRequest, claim: Claim, secret: string, now: number): void {
  const stamp = headerOf(request.headers, 'x-amz-date') ?? '';
  const time = Date.parse(stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (Number.isNaN(time) || !stamp.startsWith(claim.date)) {
    throw new AwsFailure('bad-signature', 'Date in Credential scope does not match the date of the request.');
  }
  if (Math.abs(now - time) > MAX_SKEW_MS) {
    const current = new Date(now).toISOString().replaceAll(/[-:]|\.\d+/g, '');
    const which = time < now ? 'expired' : 'not yet current';
    throw new AwsFailure('clock-skew', `Signature ${which}: ${stamp} is more than 5 min. from ${current}`);
  }
  for (const header of ['host', 'x-amz-date', 'x-amz-security-token', 'x-amz-target']) {
    if (request.headers[header] === undefined || claim.signedHeaders.includes(header)) continue;
    throw new AwsFailure('bad-signature', `'${header}' must be a signed header`);
  }
  const payload = sha256(request.body);
  const stated = headerOf(request.headers, 'x-amz-content-sha256');
  if (stated !== undefined && stated !== payload) throw mismatch();
  const scope = `${claim.date}/${claim.region}/${claim.service}/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', stamp, scope, sha256(canonicalRequest(request, claim, payload))].join(
    '\n',
  );
  let key: Buffer = Buffer.from(`AWS4${secret}`);
  for (const part of [claim.date, claim.region, claim.service, 'aws4_request', toSign]) {
    key = createHmac('sha256', key).update(part).digest();
  }
  if (!timingSafeEqual(key, Buffer.from(claim.signature, 'hex'))) throw mismatch();
}

function canonicalRequest({ method, url, headers }: SignedRequest, claim: Claim, payload: string): string {
  const [path = '/', query = ''] = url.split(/\?(.*)/s, 2);
  return [
    method,
    // Every service but S3 encodes the path as sent once more.
    path.split('/').map(encode).join('/'),
    [...new URLSearchParams(query)]
      .map(([name, value]) => `${encode(name)}=${encode(value)}`)
      .toSorted()
      .join('&'),
    ...claim.signedHeaders.map((name) => `${name}:${trimmed(headerOf(headers, name) ?? '')}`),
    '',
    claim.signedHeaders.join(';'),
    payload,
  ].join('\n');
}

function encode(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function trimmed(value: string): string {
  return value.trim().replaceAll(/ +/g, ' ');
}

function headerOf(headers: SignedRequest['headers'], name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(',') : value;
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

function mismatch(): AwsFailure {
  return new AwsFailure(
    'bad-signature',
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.',
  );
}
