/**
 * AWS on loopback: one HTTP server that speaks the protocols of every API our
 * collectors call, so that the vendor's clients work against it unmodified
 * (`AWS_ENDPOINT_URL`, or `endpoint`).
 */
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { send } from './answer.ts';
import type { Call } from '../cloud/calls.ts';
import { Cloud, type CloudOptions } from './cloud.ts';
import type { Estate } from './estate.ts';
import type { FaultScope, Faults } from '../cloud/faults.ts';
import type { Credentials } from './identities.ts';

export interface AwsOptions extends CloudOptions {
  /** Added to every call, in real time. */
  readonly latencyMs?: number;
}

export interface Aws {
  readonly url: string;
  readonly estate: Estate;
  readonly faults: Faults;
  /** Long-lived keys of an account. */
  credentials(account: string): Credentials;
  calls(): readonly Call[];
  resetCalls(): void;
  /** IAM actions that were called, sorted; denied ones too. */
  actions(): readonly string[];
  /** Runs once before the next answer that the scope covers, or `times` times. */
  beforePage(scope: FaultScope, run: () => void): void;
  close(): Promise<void>;
}

export async function startAws({ latencyMs = 0, ...options }: AwsOptions): Promise<Aws> {
  const cloud = new Cloud(options);
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    void serve(cloud, latencyMs, request, response).catch((error: unknown) => {
      // A bug of the simulator: loud, and not to be taken for a fault of the cloud.
      if (response.headersSent || response.destroyed) return;
      response.writeHead(501, { 'content-type': 'text/plain' });
      response.end(`simulator: ${error instanceof Error ? error.stack : String(error)}`);
    });
  });
  server.keepAliveTimeout = 60_000;
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    estate: cloud.estate,
    faults: cloud.faults,
    credentials: (account) => cloud.identities.credentials(account),
    calls: () => cloud.calls,
    resetCalls: () => {
      cloud.calls = [];
    },
    actions: () =>
      [...new Set(cloud.calls.map(({ action }) => action))].filter((action) => action !== '').toSorted(),
    beforePage: (scope, run) => cloud.beforePage(scope, run),
    close: async () => {
      const closed = new Promise<void>((done) => {
        server.close(() => done());
      });
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

async function serve(
  cloud: Cloud,
  latencyMs: number,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { method = '', url = '', headers } = request;
  if (latencyMs > 0) await sleep(latencyMs);
  const { reply, fault } = cloud.answer({ method, url, headers, body: Buffer.concat(chunks) });
  if (fault?.kind === 'delay') await sleep(fault.ms);
  send(response, reply, fault, cloud.wallClock());
}
