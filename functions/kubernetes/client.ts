import { MOST, bytesOf } from '../../shared/collect/body.ts';
import type { Call } from '../../shared/collect/call.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import { longerThan } from '../../shared/collect/exchange.ts';
import { linked } from '../../shared/collect/linked.ts';
import { createDiscovery } from './discovery.ts';
import type { Discovery } from './discovery.ts';
import { toCloudError } from './errors.ts';
import type { Listed } from './listed.ts';
import type { Response, Transport } from './transport.ts';
import { withoutUnread } from './unread.ts';

/** What collectors and watches talk to: one cluster. */
export interface Kubernetes {
  readonly cluster: Cluster;
  readonly discovery: Discovery;
  /** One answer as JSON. */
  readonly get: (action: string, path: string) => Promise<unknown>;
  /** An answer of 200 whose body is still coming; `signal` ends it. */
  readonly open: (action: string, path: string, signal: AbortSignal) => Promise<Response>;
  readonly keepAnnotation: (key: string) => boolean;
  /** How many objects to ask for at once. */
  readonly pageSize: number;
  /** What of it was listed whole, for who publishes it; `undefined`: nobody does. */
  readonly listed: Listed | undefined;
}

export interface Cluster {
  readonly id: string;
  readonly name: string;
  /** Of its API as the cloud tells it, where there is one. */
  readonly endpoint: string | undefined;
}

export interface Sending {
  readonly call: Call;
  readonly transport: Transport;
  readonly keepAnnotation: (key: string) => boolean;
  readonly pageSize?: number;
  readonly listed?: Listed;
  /** Of one answer; of a watch, see `lines.ts`. */
  readonly mostBytes?: number;
}

/** client-go asks for 500; objects are trimmed as they come, so more at once costs little. */
const PAGE = 1000;

export function connect(cluster: Cluster, { call, transport, ...options }: Sending): Kubernetes {
  const { mostBytes: most = MOST.whole } = options;
  const get: Kubernetes['get'] = (action, path) =>
    call(action, async (signal) => {
      const response = await transport(path, signal);
      const body = await bodyOf(response, action, signal, most);
      if (response.status !== 200) throw refused(action, response, body);
      return jsonOf(body, action);
    });
  return {
    cluster,
    discovery: createDiscovery(get),
    get,
    open: (action, path, own) =>
      call(action, async (signal) => {
        // The attempt's signal is for the way to the first byte; what follows has its own, and ends with it.
        const { signal: opening } = linked(own, signal);
        const response = await transport(path, opening);
        if (response.status === 200) return response;
        throw refused(action, response, await bodyOf(response, action, opening, most));
      }),
    keepAnnotation: options.keepAnnotation,
    pageSize: options.pageSize ?? PAGE,
    listed: options.listed,
  };
}

/** A body that breaks off is no answer. */
async function bodyOf(
  { body }: Response,
  action: string,
  signal: AbortSignal,
  mostBytes: number,
): Promise<Buffer> {
  try {
    const bytes = await bytesOf(body, mostBytes, (most) => longerThan(most, action));
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  } catch (cause) {
    if (signal.aborted) throw signal.reason;
    if (cause instanceof CloudError) throw cause;
    throw new CloudError('unavailable', `${action}: the answer broke off: ${String(cause)}`, { cause });
  }
}

function refused(action: string, { status, retryAfter }: Response, body: Buffer): CloudError {
  const seconds = Number(retryAfter ?? Number.NaN);
  return toCloudError(action, {
    status,
    body: body.toString(),
    retryAfterMs: Number.isNaN(seconds) ? undefined : seconds * 1000,
  });
}

/** Without what nobody reads of an object. */
export function jsonOf(text: Buffer, what: string): unknown {
  try {
    return JSON.parse(withoutUnread(text));
  } catch (cause) {
    throw new CloudError('invalid', `${what}: the answer is not JSON`, { cause });
  }
}
