import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Got {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly text: string;
}

export interface Server {
  readonly url: string;
  readonly got: readonly Got[];
  close(): Promise<void>;
}

/** A server on loopback that says what it is told to, and dates it `now`. */
export async function serve(now: number, reply: (got: Got) => Reply): Promise<Server> {
  const got: Got[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const one = { method: request.method ?? '', url, headers: request.headers, body };
      got.push(one);
      const { status = 200, headers = {}, text } = reply(one);
      response.writeHead(status, { date: new Date(now).toUTCString(), ...headers }).end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    got,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
