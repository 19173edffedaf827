/** A client of the simulator's own, for its own tests: it signs as the simulator reads, and asks as it is told. */
import type { Credentials } from './identities.ts';
import { OPERATIONS } from './products/all.ts';
import { signatureOf } from './signature.ts';

export interface Question {
  readonly url: string;
  readonly keys: Credentials;
  /** `vpc:DescribeVpcs` */
  readonly action: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly region?: string;
  readonly version?: string;
  readonly method?: 'GET' | 'POST';
  /** The product of the scope, where it is not the action's. */
  readonly scope?: string;
  /** Milliseconds since the epoch. */
  readonly now?: number;
}

export interface Told {
  readonly status: number;
  readonly result: Readonly<Record<string, unknown>> | undefined;
  /** Of an error: its code, or its number. */
  readonly code: string | undefined;
}

export async function ask(question: Question): Promise<Told> {
  const { url: base, keys, action, params = {}, region = 'cn-beijing', now = Date.now() } = question;
  const [service = '', name = ''] = action.split(':');
  const of = OPERATIONS.find((operation) => operation.action === action);
  const { method = of?.method ?? 'GET', version = of?.version ?? '2020-04-01' } = question;
  const url = new URL(base);
  url.searchParams.set('Action', name);
  url.searchParams.set('Version', version);
  if (method === 'GET') {
    for (const [key, value] of Object.entries(params)) url.searchParams.set(key, String(value));
  }
  const body = method === 'GET' ? '' : JSON.stringify(params);
  const date = new Date(now).toISOString().replace(/[:-]|\.\d{3}/g, '');
  const headers = {
    ...(body !== '' && { 'content-type': 'application/json' }),
    'x-date': date,
    ...(keys.sessionToken !== undefined && { 'x-security-token': keys.sessionToken }),
  };
  const signedHeaders = Object.keys(headers).filter((one) => one.startsWith('x-'));
  const scope = { day: date.slice(0, 8), region, service: question.scope ?? service, signedHeaders };
  const signature = signatureOf({ method, url, headers, body }, scope, keys.secretAccessKey, date);
  const authorization = `HMAC-SHA256 Credential=${keys.accessKeyId}/${scope.day}/${region}/${scope.service}/request, SignedHeaders=${signedHeaders.join(';')}, Signature=${signature}`;
  const reply = await fetch(url, {
    method,
    headers: { ...headers, authorization },
    ...(body !== '' && { body }),
  });
  const { ResponseMetadata, Result } = (await reply.json()) as {
    readonly ResponseMetadata: { readonly Error?: { readonly Code: string; readonly CodeN?: number } };
    readonly Result?: Readonly<Record<string, unknown>>;
  };
  const { Error: error } = ResponseMetadata;
  return {
    status: reply.status,
    result: Result,
    code: error === undefined ? undefined : error.Code || String(error.CodeN),
  };
}
