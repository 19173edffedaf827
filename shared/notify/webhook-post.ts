import { request as httpRequest } from 'node:http';
import type { Agent, IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';

export interface Post {
  readonly url: URL;
  readonly agent: Agent;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Of silence on the connection. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

export interface Posted {
  readonly status: number;
  readonly retryAfter: string | undefined;
  /** The beginning of a body that is not an acknowledgement. */
  readonly excerpt: string;
}

/** More of an answer is not read. */
const ENOUGH = 16_384;

/** One POST. `node:https` and not `fetch`, which takes neither an authority nor a client certificate. */
export function post({ url, agent, headers, body, timeoutMs, signal }: Post): Promise<Posted> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = send(url, { method: 'POST', agent, headers, signal, timeout: timeoutMs }, (response) => {
      const { statusCode: status = 0, headers: received } = response;
      const answer = (excerpt: string): void =>
        resolve({ status, retryAfter: received['retry-after'], excerpt });
      if (status >= 200 && status < 300) answer(''); // acknowledged, whatever the body still does
      excerptOf(response).then(answer, reject);
    });
    request.on('timeout', () => request.destroy());
    request.on('error', reject);
    request.end(body);
  });
}

/** Reads to the end, so that the connection can be used again, unless there is no end in sight. */
function excerptOf(response: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const done = (): void => resolve(Buffer.concat(chunks).toString('utf8'));
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > ENOUGH) response.destroy();
    });
    response.on('error', done);
    response.on('close', done);
  });
}
