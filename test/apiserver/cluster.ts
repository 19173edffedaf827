import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectionOf } from '../../functions/kubernetes/accounts.ts';
import { connect } from '../../functions/kubernetes/client.ts';
import type { Kubernetes } from '../../functions/kubernetes/client.ts';
import { httpTransport } from '../../functions/kubernetes/transport.ts';
import { RETRY, createCalls } from '../../shared/collect/call.ts';
import { systemClock } from '../../shared/runtime/clock.ts';

export const URL_OF = process.env['APISERVER_URL'] ?? '';
export const CA = (): string => readFileSync(process.env['APISERVER_CA'] ?? '', 'utf8');

export interface Answer {
  readonly status: number;
  readonly body: { readonly [field: string]: unknown };
}

/** A request as an administrator, or as whom the token is of. */
export function send(method: string, path: string, body?: object, token = 'admin-token'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json',
    };
    const sent = request(`${URL_OF}${path}`, { method, headers, ca: CA() }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => void chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({
          status: response.statusCode ?? 0,
          body: text.startsWith('{') ? JSON.parse(text) : { text },
        });
      });
    });
    sent.on('error', reject);
    sent.end(body && JSON.stringify(body));
  });
}

export async function must(method: string, path: string, body?: object): Promise<Answer> {
  const answer = await send(method, path, body);
  if (answer.status >= 300)
    throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer;
}

/** It writes its certificate first, and answers a while later. */
export async function ready(): Promise<void> {
  for (let n = 0; n < 300; n++) {
    const { status } = await send('GET', '/readyz').catch(() => ({ status: 0 }));
    if (status === 200) return;
    await sleep(200);
  }
  throw new Error('the API server did not become ready');
}

export function apiAs(token: string, pageSize?: number): Kubernetes {
  const calls = createCalls({
    limits: [],
    policy: { ...RETRY, attempts: 1 },
    clock: systemClock,
    signal: new AbortController().signal,
    onAttempt: () => {},
  });
  const connection = connectionOf(
    { id: 'real', server: URL_OF, ca: CA(), token },
    { clock: systemClock, env: {} },
  );
  return connect(
    { id: 'real', name: 'real', endpoint: undefined },
    {
      call: calls({ provider: 'kubernetes', account: 'real', region: 'global', principal: 'real' }),
      transport: httpTransport(connection),
      keepAnnotation: () => false,
      ...(pageSize !== undefined && { pageSize }),
    },
  );
}
