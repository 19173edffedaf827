import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a kubelet asks of a process that runs for ever. */
export interface Health {
  /** It works, or will again by itself; if not, it should be started anew. */
  readonly isAlive: () => boolean;
  /** What keeps it from being up to date; `undefined`: nothing. */
  readonly notReady: () => string | undefined;
}

export interface Probes {
  readonly port: number;
  close(): Promise<void>;
}

/** `/healthz` and `/readyz`. https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/ */
export async function serveProbes(port: number, { isAlive, notReady }: Health): Promise<Probes> {
  const server = createServer(({ url }, response) => {
    const why = url === '/readyz' ? notReady() : isAlive() ? undefined : 'it has stopped';
    const isKnown = url === '/healthz' || url === '/readyz';
    response.writeHead(isKnown ? (why === undefined ? 200 : 503) : 404, { 'content-type': 'text/plain' });
    response.end(`${isKnown ? (why ?? 'ok') : 'not found'}\n`);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
