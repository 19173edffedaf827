import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Clock } from '../collect/clock.ts';

export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

export interface AwsRequest {
  readonly method: string;
  /** With scheme and host, without query. */
  readonly base: string;
  /** As it goes over the wire, percent-encoded. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface Signing {
  /** As the credential scope spells it: `s3`, `ssm`. */
  readonly service: string;
  readonly region: string;
  readonly credentials: AwsCredentials;
  readonly clock: Pick<Clock, 'now'>;
}

export interface SignedRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * AWS Signature Version 4 in headers. S3 alone signs the path as it is and
 * wants the body's digest in a header.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export async function signed(request: AwsRequest, signing: Signing): Promise<SignedRequest> {
  const url = new URL(request.base);
  const s3 = signing.service === 's3';
  const signer = new SignatureV4({
    service: signing.service,
    region: signing.region,
    credentials: fitForHeaders(signing.credentials),
    sha256: Sha256,
    uriEscapePath: !s3,
    applyChecksum: s3,
  });
  const { headers } = await signer.sign(
    {
      method: request.method,
      protocol: url.protocol,
      hostname: url.hostname,
      path: request.path,
      query: { ...request.query },
      headers: { ...request.headers, host: url.host },
      body: request.body,
    },
    { signingDate: new Date(signing.clock.now()) },
  );
  const { host: _, ...sent } = headers; // the HTTP client writes it from the URL
  const query = Object.entries(request.query).map(([name, value]) => `${rfc3986(name)}=${rfc3986(value)}`);
  return {
    url: `${url.origin}${request.path}${query.length > 0 ? `?${query.join('&')}` : ''}`,
    headers: sent,
  };
}

export function rfc3986(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Shorter ones are of simulators, and taking them out would make the text unreadable. */
const SECRET = 8;

/** Takes out what must not be seen of an answer that may repeat the request. */
export function withoutSecrets(
  text: string,
  { accessKeyId, secretAccessKey, sessionToken }: AwsCredentials,
): string {
  return [secretAccessKey, sessionToken, accessKeyId].reduce<string>(
    (rest, secret) => (secret && secret.length >= SECRET ? rest.replaceAll(secret, '***') : rest),
    text,
  );
}

/** HTTP clients name the value of a header that they refuse; so it never gets that far. */
export function fitForHeaders({ accessKeyId, secretAccessKey, sessionToken }: AwsCredentials) {
  for (const part of [accessKeyId, secretAccessKey, sessionToken]) {
    if (part !== undefined && !/^[!-~]+$/.test(part)) {
      throw new Error('the credentials are empty or have spaces, line breaks or other odd characters');
    }
  }
  return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
}

class Sha256 {
  readonly #make: () => ReturnType<typeof createHash> | ReturnType<typeof createHmac>;
  #hash;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#make = () => (secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret)));
    this.#hash = this.#make();
  }
  update(chunk: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(bytesOf(chunk));
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
  reset(): void {
    this.#hash = this.#make();
  }
}

function bytesOf(data: string | ArrayBuffer | ArrayBufferView): Uint8Array {
  if (typeof data === 'string') return Buffer.from(data);
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}
