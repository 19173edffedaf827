/** A client of the simulator's own, for its own tests: it signs as the simulator reads, and asks as it is told. */
import type { Credentials } from './identities.ts';
import { signatureOf } from './signature.ts';

export interface Question {
  readonly url: string;
  readonly keys: Credentials;
  /** `vpc:DescribeVpcs` */
  readonly action: string;
  readonly version: string;
  readonly region?: string;
  readonly params?: object;
  /** The product of the scope, where it is not the action's. */
  readonly scope?: string;
  /** Milliseconds since the epoch. */
  readonly now?: number;
}

export type Answer = Readonly<Record<string, unknown>>;

/** What `Response` holds; of an error, its code. */
export async function ask(question: Question): Promise<Answer | string> {
  const {
    url: base,
    keys,
    action,
    version,
    region = 'ap-guangzhou',
    params = {},
    now = Date.now(),
  } = question;
  const [product = '', name = ''] = action.split(':');
  const url = new URL(base);
  const timestamp = String(Math.floor(now / 1000));
  const scope = {
    day: new Date(now).toISOString().slice(0, 10),
    service: question.scope ?? product,
    signedHeaders: ['content-type', 'host'],
  };
  const headers = {
    'content-type': 'application/json',
    'x-tc-action': name,
    'x-tc-version': version,
    'x-tc-timestamp': timestamp,
    ...(region !== '' && { 'x-tc-region': region }),
    ...(keys.token !== undefined && { 'x-tc-token': keys.token }),
  };
  const body = JSON.stringify(params);
  const request = { method: 'POST', url, headers: { ...headers, host: url.host }, body };
  const signature = signatureOf(request, scope, keys.secretKey, timestamp);
  const authorization = `TC3-HMAC-SHA256 Credential=${keys.secretId}/${scope.day}/${scope.service}/tc3_request, SignedHeaders=content-type;host, Signature=${signature}`;
  const reply = await fetch(url, { method: 'POST', headers: { ...headers, authorization }, body });
  const { Response: response } = (await reply.json()) as { readonly Response: Answer };
  const error = response['Error'] as { readonly Code: string } | undefined;
  return error === undefined ? response : error.Code;
}
