import { createHmac } from 'node:crypto';

export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string | undefined;
}

export type Params = Readonly<Record<string, string>>;

export interface Signable {
  readonly method: 'GET' | 'POST';
  /** With its path, without a query. */
  readonly url: URL;
  readonly params: Params;
  /** Lower-case names, without `host`. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What the vendor's SDKs ask for: github.com/baidubce/bce-sdk-go auth/signer.go, DEFAULT_EXPIRE_SECONDS. */
const EXPIRES_S = 1800;

/**
 * `bce-auth-v1`: all headers of the request, signed. The key of the signature is the hex text of another one, and
 * every header that is sent is signed. https://cloud.baidu.com/doc/Reference/s/njwvz1yfu
 */
export function signed(keys: Keys, { method, url, params, headers }: Signable, now: number) {
  const { accessKeyId, secretAccessKey, sessionToken } = keys;
  const date = `${new Date(now).toISOString().slice(0, 19)}Z`;
  const all: Readonly<Record<string, string>> = {
    ...headers,
    ...(sessionToken !== undefined && { 'x-bce-security-token': sessionToken }),
    'x-bce-date': date,
  };
  const lines = Object.entries({ ...all, host: url.host })
    .filter(([, value]) => value.trim() !== '')
    .map(([name, value]) => `${encoded(name)}:${encoded(value.trim())}`)
    .toSorted();
  const names = lines.map((line) => line.slice(0, line.indexOf(':')));
  const path = url.pathname.split('/').map((part) => encoded(decodeURIComponent(part)));
  const prefix = `bce-auth-v1/${accessKeyId}/${date}/${EXPIRES_S}`;
  const canonical = [method, path.join('/'), queryOf(params), lines.join('\n')].join('\n');
  const signature = hmac(hmac(secretAccessKey, prefix), canonical);
  return { ...all, authorization: `${prefix}/${names.toSorted().join(';')}/${signature}` };
}

/** As the signature has it: RFC 3986, sorted; a name without a value keeps its `=`. */
export function queryOf(params: Params): string {
  return Object.entries(params)
    .filter(([name]) => name.toLowerCase() !== 'authorization')
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .toSorted()
    .join('&');
}

function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

const hmac = (key: string, text: string): string => createHmac('sha256', key).update(text).digest('hex');
