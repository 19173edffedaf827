import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer as createHttpServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';

/** What the receiver does with one request, instead of 204. */
export type Behaviour =
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string }
  | 'hang'
  | 'reset'
  /** Answers with the request's own headers, as debugging endpoints do. */
  | 'echo';

export interface Delivery {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Whether one of the signatures is right; `undefined` without a secret. */
  readonly verified: boolean | undefined;
}

export interface WebhookReceiver {
  readonly url: string;
  readonly deliveries: Delivery[];
  /** For the next requests, in their order; 204 after them. */
  readonly behaviours: Behaviour[];
  /** Resolves when the next delivery came. */
  heard(): Promise<void>;
  close(): Promise<void>;
}

export interface ReceiverOptions {
  /** `whsec_…`, to verify with. */
  readonly secret?: string;
  readonly tls?: ServerOptions;
}

/** A webhook receiver on the loopback interface. */
export async function startWebhook({ secret, tls }: ReceiverOptions = {}): Promise<WebhookReceiver> {
  const deliveries: Delivery[] = [];
  const behaviours: Behaviour[] = [];
  const waiting: (() => void)[] = [];
  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await read(request);
    const { headers } = request;
    const verified = secret === undefined ? undefined : isSigned(headers, body, secret);
    deliveries.push({ headers, body: body.toString(), verified });
    for (const heard of waiting.splice(0)) heard();
    const behaviour = behaviours.shift() ?? { status: 204 };
    if (behaviour === 'hang') return;
    if (behaviour === 'reset') response.destroy();
    else if (behaviour === 'echo') response.writeHead(400).end(JSON.stringify({ headers, url: request.url }));
    else response.writeHead(behaviour.status, behaviour.headers).end(behaviour.body);
  };
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    receive(request, response).catch(() => response.destroy());
  };
  const server = tls ? createHttpsServer(tls, listener) : createHttpServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}/hook`,
    deliveries,
    behaviours,
    heard: () => new Promise((resolve) => void waiting.push(resolve)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The receiver's side of Standard Webhooks, without the code that signs. */
function isSigned(headers: IncomingHttpHeaders, body: Buffer, secret: string): boolean {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const content = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body.toString('utf8')}`;
  const right = createHmac('sha256', key).update(content).digest();
  return String(headers['webhook-signature'])
    .split(' ')
    .map((entry) => entry.split(','))
    .some(([version, given = '']) => {
      const bytes = Buffer.from(given, 'base64');
      return version === 'v1' && bytes.length === right.length && timingSafeEqual(bytes, right);
    });
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
