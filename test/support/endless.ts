import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';

export interface Endless {
  readonly url: string;
  /** Bytes of bodies that were handed to the network. */
  sent(): number;
}

export interface EndlessOptions {
  readonly status?: number;
  /** Each byte that is sent unpacks to a thousand. */
  readonly packed?: boolean;
}

/** Answers everything with a body that never ends, as fast as it is read. */
export async function startEndless({ status = 200, packed = false }: EndlessOptions = {}): Promise<Endless> {
  let sent = 0;
  const blanks = Buffer.alloc(2 ** 20, ' ');
  const piece = packed ? gzipSync(blanks) : blanks;
  const encoding = packed ? { 'content-encoding': 'gzip' } : {};
  const pour = (answer: ServerResponse): void => {
    while (!answer.destroyed) {
      sent += piece.length;
      if (!answer.write(piece)) return void answer.once('drain', () => pour(answer));
    }
  };
  const server = createServer((request, answer) => {
    answer.on('error', () => {});
    request.resume();
    answer.writeHead(status, { etag: '"1"', 'content-type': 'application/json', ...encoding });
    pour(answer);
  });
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  onTestFinished(
    () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  );
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, sent: () => sent };
}
