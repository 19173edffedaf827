import { createServer, request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface MutatingProxy {
  readonly url: string;
  close(): Promise<void>;
}

/** Passes every request on as it is, and answers with what `damage` makes of the answer; `undefined`: as it is. */
export async function startProxy(
  target: string,
  damage: (body: string) => string | undefined,
): Promise<MutatingProxy> {
  const { hostname, port } = new URL(target);
  const server = createServer((incoming, outgoing) => {
    const { method, url: path, headers } = incoming;
    const onward = request({ hostname, port, method, path, headers }, (answer) => {
      const { 'content-length': _, 'transfer-encoding': __, ...kept } = answer.headers;
      const pass = (body: string): unknown =>
        outgoing.writeHead(answer.statusCode ?? 500, kept).end(damage(body) ?? body);
      textOf(answer).then(pass, () => outgoing.destroy());
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

async function textOf(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
