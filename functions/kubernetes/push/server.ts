import { Code, ConnectError, createClient } from '@connectrpc/connect';
import type { Transport } from '@connectrpc/connect';
import { Http2SessionManager, createNodeHttpClient } from '@connectrpc/connect-node';
import { createTransport } from '@connectrpc/connect/protocol-grpc';
import { CloudError } from '../../../shared/collect/errors.ts';
import { Synchronizer as Agent } from './agent_pb.ts';
import { withEntries } from './streamed.ts';
import type { Messages } from './streamed.ts';
import { Synchronizer as Trident } from './trident_pb.ts';

/** What a server is told: the whole content, or no entries for "as before". */
export interface Message {
  readonly clusterId: string;
  readonly version: bigint;
  readonly entries: Messages;
  /** Why the cluster cannot be read; empty if it can. */
  readonly errorMsg: string;
}

export interface Server {
  /** As it is configured. */
  readonly url: string;
  /** The version that the server holds now; 0 for "nothing", and for a message that it ignored. */
  sync(message: Message, signal: AbortSignal): Promise<bigint>;
  close(): void;
}

export interface ServerOptions {
  /** `http://` for gRPC in plain text (20035, as NodePort 30035), `https://` for TLS (20135). */
  readonly url: string;
  readonly teamId: string | undefined;
  readonly ca: string | undefined;
  readonly cert: string | undefined;
  readonly key: string | undefined;
}

/**
 * Any number but 0: the server forgets at once what an agent without an id says
 * between two changes. It is compared with nothing.
 */
const AGENT_ID = 1;
const TIMEOUT_MS = 60_000;
/** The server has no decompressor linked in; entries are compressed one by one, and carried beside the message. */
const GRPC = {
  useBinaryFormat: true,
  interceptors: [],
  acceptCompression: [],
  sendCompression: null,
  compressMinBytes: 0,
  readMaxBytes: 2 ** 20,
  writeMaxBytes: 2 ** 20,
};

export function deepflowServer({ url, teamId, ...tls }: ServerOptions): Server {
  const session = new Http2SessionManager(url, { idleConnectionTimeoutMs: 5 * 60_000 }, secure(tls));
  const http = createNodeHttpClient({ httpVersion: '2', sessionProvider: () => session });
  const carrying = (entries: Message['entries']): Transport =>
    createTransport({ ...GRPC, baseUrl: url, httpClient: withEntries(http, entries) });
  let isOld = false;

  return {
    url,
    async sync({ clusterId, version, entries, errorMsg }, signal) {
      const request = {
        clusterId,
        version,
        agentId: AGENT_ID,
        ...(errorMsg !== '' && { errorMsg }),
        ...(teamId !== undefined && { teamId }),
      };
      const options = { signal, timeoutMs: TIMEOUT_MS };
      const transport = carrying(entries);
      try {
        if (!isOld) return (await createClient(Agent, transport).kubernetesAPISync(request, options)).version;
      } catch (error) {
        if (!isUnimplemented(error)) throw errorOf(url, error, signal);
      }
      try {
        const { version: held } = await createClient(Trident, transport).kubernetesAPISync(request, options);
        isOld = true;
        return held;
      } catch (error) {
        isOld = false;
        throw errorOf(url, error, signal);
      }
    },
    close: () => session.abort(),
  };
}

function secure(tls: Pick<ServerOptions, 'ca' | 'cert' | 'key'>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tls).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

const isUnimplemented = (error: unknown): boolean => ConnectError.from(error).code === Code.Unimplemented;

function errorOf(url: string, cause: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  const { code, rawMessage } = ConnectError.from(cause);
  const options = { cause, code: Code[code] };
  const at = `DeepFlow at ${url}`;
  if (code === Code.Unimplemented) {
    return new CloudError(
      'invalid',
      `${at} knows neither agent.Synchronizer nor trident.Synchronizer (push.servers names the gRPC port of a DeepFlow server: 20035, or 30035 as NodePort)`,
      options,
    );
  }
  if (code === Code.ResourceExhausted) {
    return new CloudError(
      'invalid',
      `${at} refused the message for its size: ${rawMessage} (leave something out with push.skip, or raise grpc-max-message-length of the server)`,
      options,
    );
  }
  if (code === Code.DeadlineExceeded) {
    return new CloudError(
      'unavailable',
      `${at} did not answer in ${TIMEOUT_MS / 1000} s (it is tried again)`,
      options,
    );
  }
  const remedy = /certificate/.test(rawMessage)
    ? 'push.ca is the CA of its certificate; push.cert and push.key are what it is shown where it asks for one'
    : 'is that its gRPC address, and open from here?';
  return new CloudError('unavailable', `${at} cannot be reached: ${rawMessage} (${remedy})`, options);
}
