import { createHash, createHmac } from 'node:crypto';
import type { Clock } from '../collect/clock.ts';
import { fitForHeaders, rfc3986 } from './sigv4.ts';
import type { AwsCredentials, AwsRequest, SignedRequest } from './sigv4.ts';

export interface OssSigning {
  readonly region: string;
  readonly credentials: AwsCredentials;
  readonly clock: Pick<Clock, 'now'>;
  /** What is signed in place of the request's path: `/bucket/key`, percent-encoded, wherever the bucket is said. */
  readonly resource: string;
}

const ALGORITHM = 'OSS4-HMAC-SHA256';
/** The only value there is for requests in headers: a body is protected by `content-md5`, which is signed. */
const PAYLOAD = 'UNSIGNED-PAYLOAD';

/**
 * OSS Signature Version 4 in headers.
 * https://www.alibabacloud.com/help/en/oss/developer-reference/recommend-to-use-signature-version-4
 */
export async function ossSigned(request: AwsRequest, signing: OssSigning): Promise<SignedRequest> {
  const { accessKeyId, secretAccessKey, sessionToken } = fitForHeaders(signing.credentials);
  const date = new Date(signing.clock.now()).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const headers: Readonly<Record<string, string>> = {
    ...request.headers,
    'x-oss-content-sha256': PAYLOAD,
    'x-oss-date': date,
    ...(sessionToken === undefined ? {} : { 'x-oss-security-token': sessionToken }),
  };
  const query = Object.entries(request.query)
    .map(([name, value]) => [rfc3986(name), rfc3986(value)] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => (value === '' ? name : `${name}=${value}`))
    .join('&');
  const lines = Object.keys(headers)
    .filter(isSigned)
    .toSorted()
    .map((name) => `${name}:${headers[name]?.trim() ?? ''}`);
  // The empty line before the payload's is for headers that are signed beyond those of OSS.
  const canonical = [request.method, signing.resource, query, ...lines, '', '', PAYLOAD].join('\n');
  const scope = [date.slice(0, 8), signing.region, 'oss', 'aliyun_v4_request'];
  const text = [ALGORITHM, date, scope.join('/'), sha256(canonical)].join('\n');
  const key = scope.reduce<string | Buffer>((last, part) => hmac(last, part), `aliyun_v4${secretAccessKey}`);
  const authorization = `${ALGORITHM} Credential=${[accessKeyId, ...scope].join('/')},Signature=${hmac(key, text).toString('hex')}`;
  return {
    url: `${request.base}${request.path}${query === '' ? '' : `?${query}`}`,
    headers: { ...headers, authorization },
  };
}

function isSigned(name: string): boolean {
  return name === 'content-type' || name === 'content-md5' || name.startsWith('x-oss-');
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
