export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string | undefined;
}

/** Several values of one name are sent one by one. */
export type Params = Readonly<Record<string, string | readonly string[]>>;

export interface Signable {
  readonly method: 'GET' | 'POST';
  /** With its path, without a query. */
  readonly url: URL;
  readonly params: Params;
  /** Lower-case names, without `host`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/**
 * All headers of the request, signed by the vendor's own signer: this module of its
 * SDK and nothing else of it. Its transport is never loaded: it writes requests, their
 * `Authorization` included, to the console. The time is a header, so that the clock is ours.
 * https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-algorithm.html
 */
export async function signed(keys: Keys, { method, url, params, headers, body }: Signable, now: number) {
  const { AKSKSigner } = await import('./signer.ts');
  const request = {
    endpoint: `${url.origin}${url.pathname}`,
    method,
    headers: {
      ...headers,
      ...(keys.sessionToken !== undefined && { 'x-security-token': keys.sessionToken }),
      'X-Sdk-Date': dateOf(now),
    },
    // The signer sorts what it is given.
    queryParams: Object.fromEntries(
      Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? value : [...value]]),
    ),
    data: body,
  };
  const all: Readonly<Record<string, string>> = AKSKSigner.sign(request, {
    getAk: () => keys.accessKeyId,
    getSk: () => keys.secretAccessKey,
    processAuthRequest: unused,
    processAuthParams: unused,
  });
  const own = Object.entries(all).filter(([name]) => name !== 'host'); // the transport's own
  return Object.fromEntries(own.map(([name, value]) => [name.toLowerCase(), value]));
}

/** `20261123T011613Z` */
export function dateOf(now: number): string {
  return `${new Date(now).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

/** As the signature has it: RFC 3986, by name. */
export function queryOf(params: Params): string {
  return Object.keys(params)
    .toSorted()
    .flatMap((name) => [params[name] ?? ''].flat().map((value) => `${encoded(name)}=${encoded(value)}`))
    .join('&');
}

function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The signer asks a credential for its keys only. */
function unused(): Promise<never> {
  return Promise.reject(new Error('not part of signing'));
}
