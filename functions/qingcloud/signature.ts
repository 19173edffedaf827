import { createHmac } from 'node:crypto';

/** A key of the API, or the temporary one of an IAM role, which comes with a token. */
export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string | undefined;
}

/** A list is sent as `name.1`, `name.2` …; what is `undefined` is left out. */
export type Params = Readonly<Record<string, string | number | readonly string[] | undefined>>;

/**
 * Path and query of a GET, signed. The time stamp is good for a minute, so this is done for every attempt anew.
 * Temporary keys go to a path of their own, with their token among the parameters, as the page and the
 * vendor's Python SDK have it (`signature_version` 2; its Go SDK says 1 there, too).
 * https://docsv3.qingcloud.com/development_docs/api/signature/
 */
export function signed(keys: Keys, params: Params, now: number): string {
  const { accessKeyId, secretAccessKey, sessionToken: token } = keys;
  const path = token === undefined ? '/iaas/' : '/iam/';
  const query = queryOf({
    ...params,
    access_key_id: accessKeyId,
    signature_method: 'HmacSHA256',
    signature_version: token === undefined ? 1 : 2,
    time_stamp: `${new Date(now).toISOString().slice(0, 19)}Z`,
    token,
    version: 1,
  });
  const signature = createHmac('sha256', secretAccessKey).update(`GET\n${path}\n${query}`).digest('base64');
  return `${path}?${query}&signature=${encoded(signature)}`;
}

/** In the order of the names' bytes: `a.1`, `a.10`, `a.2`. */
function queryOf(params: Params): string {
  return Object.entries(params)
    .flatMap(([name, value]) => {
      if (value === undefined) return [];
      if (typeof value === 'string' || typeof value === 'number') return [[name, String(value)] as const];
      return value.map((one, index) => [`${name}.${index + 1}`, one] as const);
    })
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .join('&');
}

function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
