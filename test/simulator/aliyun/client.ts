/** A caller for tests of the simulator itself: signs what it is given, and takes what comes. */
import { createHash } from 'node:crypto';
import type { Credentials } from './identities.ts';
import { encoded, signatureOf } from './signature.ts';

export interface Sent {
  readonly url: string;
  readonly credentials?: Credentials;
  readonly version: string;
  readonly action: string;
  readonly params?: Readonly<Record<string, string>>;
  /** The host it is for, as the first part of the path; and what follows. */
  readonly path?: string;
  readonly method?: 'GET' | 'POST';
  readonly date?: string;
  readonly nonce?: string;
  /** Over the headers, before they are signed. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Got {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

let nonces = 0;

export async function send(sent: Sent): Promise<Got> {
  const { credentials, params = {}, path = '/', method = 'POST' } = sent;
  const query = Object.entries(params).map(([name, value]) => `${encoded(name)}=${encoded(value)}`);
  const url = new URL(`${sent.url}${path}?${query.join('&')}`);
  const headers: Record<string, string> = {
    host: url.host,
    'x-acs-action': sent.action,
    'x-acs-version': sent.version,
    'x-acs-date': sent.date ?? `${new Date().toISOString().slice(0, 19)}Z`,
    'x-acs-signature-nonce': sent.nonce ?? `${process.pid} ${nonces++}`,
    'x-acs-content-sha256': createHash('sha256').update('').digest('hex'),
    ...(credentials?.securityToken !== undefined && { 'x-acs-security-token': credentials.securityToken }),
    ...sent.headers,
  };
  if (credentials !== undefined) {
    const names = Object.keys(headers).toSorted();
    const signature = signatureOf({ method, url, headers, body: '' }, names, credentials.accessKeySecret);
    headers['authorization'] =
      `ACS3-HMAC-SHA256 Credential=${credentials.accessKeyId},SignedHeaders=${names.join(';')},Signature=${signature}`;
  }
  const answer = await fetch(url, { method, headers });
  return { status: answer.status, body: (await answer.json()) as Got['body'] };
}
