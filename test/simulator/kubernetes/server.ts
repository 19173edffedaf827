import { createServer as createHttp } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { ServerOptions } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { systemClock } from '../../../shared/runtime/clock.ts';
import { Api } from './api.ts';
import type { ApiOptions, Reply } from './api.ts';
import type { Cluster } from './cluster.ts';

export interface KubernetesServer {
  readonly api: Api;
  readonly url: string;
  /** Connections that are open now. */
  readonly connections: () => number;
  /** What every request came with. */
  readonly headers: readonly IncomingMessage['headers'][];
  close(): Promise<void>;
}

/** An API server on loopback; with `tls`, over HTTPS. */
export async function startKubernetes(
  cluster: Cluster,
  { tls, ...options }: Partial<ApiOptions> & { readonly tls?: ServerOptions } = {},
): Promise<KubernetesServer> {
  const api = new Api(cluster, { clock: systemClock, ...options });
  const sockets = new Set<Socket>();
  const headers: IncomingMessage['headers'][] = [];
  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    headers.push(request.headers);
    void answer(api, request, response);
  };
  const server: Server = tls === undefined ? createHttp(serve) : createHttps(tls, serve);
  // A busy machine lets a client reach for a connection that was idle for Node's five seconds as it is closed.
  server.keepAliveTimeout = 60_000;
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    api,
    headers,
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    connections: () => sockets.size,
    close: () =>
      new Promise((resolve) => {
        api.restart();
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

async function answer(api: Api, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const gone = new AbortController();
  response.on('close', () => gone.abort(new Error('the client went away')));
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  try {
    const reply = await api.get(request.url ?? '/', token, gone.signal);
    await send(reply, response);
  } catch {
    response.socket?.resetAndDestroy();
  }
}

async function send({ status, headers, body }: Reply, response: ServerResponse): Promise<void> {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.flushHeaders();
  for await (const chunk of body) {
    if (!response.write(chunk)) await new Promise((resolve) => void response.once('drain', resolve));
  }
  response.end();
}
