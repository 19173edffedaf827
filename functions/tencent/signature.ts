import { createHash, createHmac } from 'node:crypto';

/** A secret id (`accessKeyId`) with its secret key, and the token that temporary ones come with. */
export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/** A POST of JSON to `/`. */
export interface Signable {
  /** As in the host name: `cvm`. */
  readonly service: string;
  /** As it is sent, with the port if it is not the usual one. */
  readonly host: string;
  /** Seconds since 1970, as in `x-tc-timestamp`. */
  readonly timestamp: number;
  readonly body: string;
}

export const CONTENT_TYPE = 'application/json';

/**
 * The `authorization` header of signature version 3.
 * https://cloud.tencent.com/document/api/213/30654
 */
export function authorization(
  { accessKeyId, secretAccessKey }: Keys,
  { service, host, timestamp, body }: Signable,
): string {
  const day = new Date(timestamp * 1000).toISOString().slice(0, 10);
  const scope = `${day}/${service}/tc3_request`;
  const lines = `content-type:${CONTENT_TYPE}\nhost:${host}\n`;
  const canonical = ['POST', '/', '', lines, SIGNED, sha256(body)].join('\n');
  const key = hmac(hmac(hmac(`TC3${secretAccessKey}`, day), service), 'tc3_request');
  const signature = hmac(key, [ALGORITHM, timestamp, scope, sha256(canonical)].join('\n')).toString('hex');
  return `${ALGORITHM} Credential=${accessKeyId}/${scope}, SignedHeaders=${SIGNED}, Signature=${signature}`;
}

const ALGORITHM = 'TC3-HMAC-SHA256';
const SIGNED = 'content-type;host';

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
