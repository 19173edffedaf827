import { createSecureServer, createServer } from 'node:http2';
import type {
  Http2SecureServer,
  Http2Server,
  SecureServerOptions,
  ServerHttp2Session,
  ServerHttp2Stream,
} from 'node:http2';
import type { AddressInfo } from 'node:net';
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { gather } from './gather.ts';
import type { GatherOptions } from './gather.ts';
import type { Known } from './known.ts';
import { createSynchronizer } from './synchronizer.ts';
import type { Synchronizer } from './synchronizer.ts';
import { RequestSchema, ResponseSchema } from './synchronizer_pb.ts';

/** What the server does with one request, instead of answering it. */
export type Behaviour =
  | 'hang'
  /** Takes the request and breaks the connection. */
  | 'lose the answer'
  | { readonly status: number; readonly message: string };

export interface DoubleOptions {
  readonly now?: () => number;
  readonly teams?: readonly string[];
  /** Of 6.5 and before: `trident`. */
  readonly packages?: readonly string[];
  /** `grpc-max-message-length`. */
  readonly maxMessage?: number;
  readonly port?: number;
  readonly tls?: SecureServerOptions;
}

/** A DeepFlow server on the loopback interface, as far as a cluster is pushed to it. */
export interface Double {
  readonly url: string;
  readonly port: number;
  readonly synchronizer: Synchronizer;
  /** For the next requests, in their order. */
  readonly behaviours: Behaviour[];
  /** Paths that were asked for. */
  readonly paths: string[];
  /** Bytes of all messages. */
  readonly bytes: () => number;
  /** What it would know of a cluster once its domain gathered; throws what the domain would show. */
  known(clusterId: string, options?: GatherOptions): Known;
  /** Resolves when the next message was taken. */
  heard(): Promise<void>;
  close(): Promise<void>;
}

export async function startDouble(options: DoubleOptions = {}): Promise<Double> {
  const {
    now = Date.now,
    teams = [],
    packages = ['agent'],
    maxMessage = 104_857_600,
    port = 0,
    tls,
  } = options;
  const synchronizer = createSynchronizer(now, teams);
  const behaviours: Behaviour[] = [];
  const paths: string[] = [];
  const sessions = new Set<ServerHttp2Session>();
  let total = 0;
  const waiting: (() => void)[] = [];

  async function answer(stream: ServerHttp2Stream, path: string): Promise<void> {
    paths.push(path);
    if (!packages.some((name) => path === `/${name}.Synchronizer/KubernetesAPISync`)) {
      const [, service = ''] = path.split('/');
      return fail(stream, 12, `unknown service ${service}`);
    }
    const frame = await read(stream);
    total += frame.length;
    const length = frame.readUInt32BE(1);
    if (frame[0] === 1)
      return fail(stream, 12, 'grpc: Decompressor is not installed for grpc-encoding "gzip"');
    if (length > maxMessage) {
      return fail(stream, 8, `grpc: received message larger than max (${length} vs. ${maxMessage})`);
    }
    const behaviour = behaviours.shift();
    if (behaviour === 'hang') return undefined;
    if (typeof behaviour === 'object') return fail(stream, behaviour.status, behaviour.message);
    const version = synchronizer.handle(fromBinary(RequestSchema, frame.subarray(5)));
    for (const heard of waiting.splice(0)) heard();
    if (behaviour === 'lose the answer') return stream.session?.destroy();
    const response = toBinary(ResponseSchema, create(ResponseSchema, version === 0n ? {} : { version }));
    const head = Buffer.alloc(5);
    head.writeUInt32BE(response.length, 1);
    stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
    stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
    stream.end(Buffer.concat([head, response]));
    return undefined;
  }

  const server = tls === undefined ? createServer() : createSecureServer(tls);
  server.on('session', (session) => {
    sessions.add(session);
    session.on('close', () => sessions.delete(session));
  });
  server.on('stream', (stream, headers) => {
    stream.on('error', () => {});
    answer(stream, headers[':path'] ?? '').catch((error: unknown) => fail(stream, 13, String(error)));
  });
  const listening = await listen(server, port);
  return {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${listening}`,
    port: listening,
    synchronizer,
    behaviours,
    paths,
    bytes: () => total,
    heard: () => new Promise((resolve) => void waiting.push(resolve)),
    known: (clusterId, gathering) => gather(synchronizer.entriesOf(clusterId), gathering),
    async close() {
      for (const session of sessions) session.destroy();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

function listen(server: Http2Server | Http2SecureServer, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

async function read(stream: ServerHttp2Stream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}

/** https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md: trailers only. */
function fail(stream: ServerHttp2Stream, status: number, message: string): void {
  if (stream.destroyed || stream.headersSent) return;
  stream.respond(
    {
      ':status': 200,
      'content-type': 'application/grpc',
      'grpc-status': String(status),
      'grpc-message': encodeURIComponent(message),
    },
    { endStream: true },
  );
}
