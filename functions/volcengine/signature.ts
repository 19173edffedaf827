import { createHash, createHmac } from 'node:crypto';

/** An access key with its secret, and the token that temporary ones come with. */
export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

export interface Signable {
  readonly method: 'GET' | 'POST';
  readonly service: string;
  readonly region: string;
  /** Sorted and encoded, as it is sent. */
  readonly query: string;
  /** As it is sent, with the port if it is not the usual one. */
  readonly host: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly body: string;
}

/**
 * What a request has to carry, `host` aside: the headers that are signed, and the signature.
 * https://github.com/volcengine/volc-sdk-nodejs (lib/base/sign.js of @volcengine/openapi)
 */
export function signedHeaders(
  { accessKeyId, secretAccessKey, sessionToken }: Keys,
  { method, service, region, query, host, now, body }: Signable,
): Readonly<Record<string, string>> {
  const date = new Date(now).toISOString().replace(/[:-]|\.\d{3}/g, '');
  const digest = sha256(body);
  const own = {
    'x-content-sha256': digest,
    'x-date': date,
    ...(sessionToken !== undefined && { 'x-security-token': sessionToken }),
  };
  const lines = Object.entries({ host, ...own });
  const names = lines.map(([name]) => name).join(';');
  const canonical = [
    method,
    '/',
    query,
    ...lines.map(([name, value]) => `${name}:${value}`),
    '',
    names,
    digest,
  ].join('\n');
  const scope = [date.slice(0, 8), region, service, 'request'];
  const key = scope.reduce<string | Buffer>((secret, part) => hmac(secret, part), secretAccessKey);
  const signature = hmac(key, [ALGORITHM, date, scope.join('/'), sha256(canonical)].join('\n')).toString(
    'hex',
  );
  const credential = `${accessKeyId}/${scope.join('/')}`;
  return {
    ...own,
    authorization: `${ALGORITHM} Credential=${credential}, SignedHeaders=${names}, Signature=${signature}`,
  };
}

/** Sorted by name and encoded: what is signed is what is sent. */
export function queryOf(params: Readonly<Record<string, string>>): string {
  return Object.keys(params)
    .toSorted()
    .map((name) => `${encoded(name)}=${encoded(params[name] ?? '')}`)
    .join('&');
}

/** https://www.rfc-editor.org/rfc/rfc3986#section-2.3 */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

const ALGORITHM = 'HMAC-SHA256';

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
