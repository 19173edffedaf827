// The one way of the vendor's clients to a host, without a network.
import { Readable } from 'node:stream';
import { EC2Client } from '@aws-sdk/client-ec2';
import { sharedHandler } from '../../../functions/aws/transport.ts';
import type { Send, Sent } from './wire.ts';
import type { Process } from './world.ts';

/** `processOf`: who asks, for no host names it. From here on everything goes by `send`; what is given back undoes that. */
export function replaceHandler(send: Send, processOf: (sent: Sent) => Process | undefined): () => void {
  const handler = sharedHandler();
  const before = handler.handle.bind(handler);
  handler.handle = async ({ method, hostname, path, query, headers, body }, { abortSignal } = {}) => {
    const url = new URL(path, `https://${hostname}`);
    for (const [name, value] of Object.entries(query)) url.searchParams.append(name, String(value));
    const sent = { method, url, headers, body: typeof body === 'string' ? body : '' };
    const process = processOf(sent);
    if (process === undefined) throw new Error(`nobody asks ${hostname}`);
    const signal = abortSignal instanceof AbortSignal ? abortSignal : undefined;
    const answered = await send(process, 'cloud', sent, signal);
    const response = {
      statusCode: answered.status,
      headers: { ...answered.headers },
      body: Readable.from([Buffer.from(answered.body)]),
    };
    return { response };
  };
  return () => {
    handler.handle = before;
  };
}

/** The vendor's clients look for their shared files once in a process, and go on as soon as a real disk has answered. */
export const clientsRead = async (): Promise<unknown> =>
  new EC2Client({ region: 'us-east-1' }).config.useFipsEndpoint();
