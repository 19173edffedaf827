import { createHmac, hash } from 'node:crypto';

/** An access key, and the token that temporary ones come with. */
export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

export interface Signable {
  readonly method: string;
  readonly path: string;
  /** As `canonicalQuery` writes it. */
  readonly query: string;
  /** Lower-case names, with `host`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Params = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * The `authorization` header of Aliyun's third signature version; `host`,
 * `content-type` and everything that starts with `x-acs-` is signed.
 * https://help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature
 */
export function authorization({ accessKeyId, secretAccessKey }: Keys, request: Signable): string {
  const { method, path, query, headers, body } = request;
  const names = Object.keys(headers).filter(isSigned).toSorted();
  const lines = names.map((name) => `${name}:${(headers[name] ?? '').trim()}\n`).join('');
  const canonical = [method, path, query, lines, names.join(';'), sha256(body)].join('\n');
  const signature = createHmac('sha256', secretAccessKey)
    .update(`${ALGORITHM}\n${sha256(canonical)}`)
    .digest('hex');
  return `${ALGORITHM} Credential=${accessKeyId},SignedHeaders=${names.join(';')},Signature=${signature}`;
}

/** In the order of the names, encoded as RFC 3986 says; what has no value is left out. */
export function canonicalQuery(params: Params): string {
  return Object.entries(params)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [encoded(name), encoded(String(value))] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

export const sha256 = (text: string): string => (text === '' ? NOTHING : hash('sha256', text));

/** Nearly all requests have no body. */
const NOTHING = hash('sha256', '');

const ALGORITHM = 'ACS3-HMAC-SHA256';

function isSigned(name: string): boolean {
  return name === 'host' || name === 'content-type' || name.startsWith('x-acs-');
}

/** `encodeURIComponent` leaves five characters alone that the RFC reserves. */
function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
