import { request as plain } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request as secure } from 'node:https';
import { CloudError } from '../../shared/collect/errors.ts';
import type { Access, Connection } from './connection.ts';

/** An answer whose body is still coming. */
export interface Response {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly body: AsyncIterable<Uint8Array>;
}

/** One GET; rejects with `unavailable` where nothing answers. */
export type Transport = (path: string, signal: AbortSignal) => Promise<Response>;

const UNAUTHORIZED = 401;

/**
 * Over HTTP/1.1, one connection per watch. Credentials that were refused are
 * asked for anew, once: they are renewed in place, and what is remembered of
 * them may be older than the ones that are good.
 */
export function httpTransport(connection: Connection): Transport {
  return async (path, signal) => {
    const url = new URL(`${connection.server.href.replace(/\/+$/, '')}${path}`);
    const first = await send(url, await connection.access(false), signal);
    if (first.statusCode !== UNAUTHORIZED) return responseOf(first);
    first.destroy();
    return responseOf(await send(url, await connection.access(true), signal));
  };
}

function responseOf(message: IncomingMessage): Response {
  return { status: message.statusCode ?? 0, retryAfter: message.headers['retry-after'], body: message };
}

function send(url: URL, { headers, agent }: Access, signal: AbortSignal): Promise<IncomingMessage> {
  const options = { agent, signal, headers: { accept: 'application/json', ...headers } };
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'http:' ? plain : secure)(url, options, resolve);
    request.on('socket', (socket) => socket.setKeepAlive(true, KEEP_ALIVE_MS));
    request.on('error', (cause) => {
      reject(signal.aborted ? signal.reason : unreachable(url, cause));
    });
    request.end();
  });
}

/** A peer that is gone without a word is noticed by the kernel. */
const KEEP_ALIVE_MS = 30_000;

/** https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const UNTRUSTED = /CERT|SELF_SIGNED|ISSUER|ERR_TLS|UNABLE_TO_VERIFY/;

function unreachable(url: URL, cause: NodeJS.ErrnoException): CloudError {
  const code = cause.code ?? '';
  if (UNTRUSTED.test(code)) {
    const message = `the certificate of ${url.host} is not to be trusted: ${cause.message} (give the CA of this cluster)`;
    return new CloudError('denied', message, { cause, code });
  }
  const message = `no answer from ${url.host}: ${cause.message || code} (is this the address of the cluster's API server, and is it reached from here?)`;
  return new CloudError('unavailable', message, { cause, code });
}
