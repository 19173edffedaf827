import { createRequire } from 'node:module';
import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentReader } from '../../functions/kubernetes/push/content.ts';
import { deepflowServer } from '../../functions/kubernetes/push/server.ts';
import type { Server } from '../../functions/kubernetes/push/server.ts';
import { VERSION, fakeCluster, fill } from '../functions/kubernetes/push/cluster.ts';

/** What is pushed, read by a gRPC server and a decoder that are not ours: `@grpc/grpc-js` and `@grpc/proto-loader`. */
interface Received {
  readonly cluster_id: string;
  readonly version: string;
  readonly agent_id: number;
  readonly error_msg: string;
  readonly entries: readonly { readonly type: string; readonly compressed_info: Buffer }[];
}
interface GrpcServer {
  addService(definition: unknown, implementation: unknown): void;
  bindAsync(address: string, credentials: unknown, done: (error: Error | null, port: number) => void): void;
  forceShutdown(): void;
}
interface Grpc {
  readonly Server: new () => GrpcServer;
  readonly ServerCredentials: { createInsecure(): unknown };
  readonly status: Readonly<Record<string, number>>;
  loadPackageDefinition(definition: unknown): {
    readonly agent: { readonly Synchronizer: { readonly service: unknown } };
  };
}
interface Loader {
  loadSync(file: string, options: object): unknown;
}

const require = createRequire(import.meta.url);
const grpc = require('@grpc/grpc-js') as Grpc;
const loader = require('@grpc/proto-loader') as Loader;
const signal = new AbortController().signal;
const received: Received[] = [];
let refusal: { readonly code: number; readonly message: string } | undefined;
let listening: GrpcServer | undefined;
let server: Server | undefined;

beforeAll(async () => {
  const file = new URL('agent.proto', import.meta.url).pathname;
  const definition = loader.loadSync(file, { keepCase: true, longs: String, defaults: true });
  const { service } = grpc.loadPackageDefinition(definition).agent.Synchronizer;
  listening = new grpc.Server();
  listening.addService(service, {
    KubernetesAPISync(
      { request }: { readonly request: Received },
      answer: (error: unknown, response?: object) => void,
    ) {
      received.push(request);
      if (refusal === undefined) answer(null, { version: request.version });
      else answer(refusal);
    },
  });
  const port = await new Promise<number>((resolve, reject) => {
    listening?.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  const none = { teamId: undefined, ca: undefined, cert: undefined, key: undefined };
  server = deepflowServer({ url: `http://127.0.0.1:${port}`, ...none });
});
afterAll(() => {
  server?.close();
  listening?.forceShutdown();
});

test('a push is what its messages say, entry by entry', async () => {
  const cluster = fakeCluster();
  fill(cluster);
  const reader = contentReader({ namespace: () => false, kind: () => false });
  const { messages } = reader.read(cluster.cache, VERSION);
  const version = 2n ** 63n + 5n;
  expect(await server?.sync({ clusterId: 'c1', version, entries: messages, errorMsg: '' }, signal)).toBe(
    version,
  );
  const request = received.at(-1);
  expect(request).toMatchObject({ cluster_id: 'c1', version: String(version), agent_id: 1, error_msg: '' });
  const entries = request?.entries.map(({ type, compressed_info }) => ({
    type,
    object: JSON.parse(inflateSync(compressed_info).toString()),
  }));
  expect(entries?.map(({ type }) => type)).toEqual([
    '*version.Info',
    '*v1.Node',
    '*v1.Namespace',
    '*v1.Deployment',
    '*v1.ReplicaSet',
    '*v1.Pod',
  ]);
  expect(entries?.[0]?.object).toEqual(VERSION);
  expect(entries?.[5]?.object.metadata).toMatchObject({ name: 'web-7d4b9c-x', namespace: 'shop' });
});

test('a heartbeat has no entries, and a reason is one', async () => {
  const message = { clusterId: 'c1', version: 7n, entries: [] };
  await server?.sync({ ...message, errorMsg: '' }, signal);
  expect(received.at(-1)?.entries).toEqual([]);
  await server?.sync({ ...message, errorMsg: 'unreadable' }, signal);
  expect(received.at(-1)).toMatchObject({ error_msg: 'unreadable', entries: [] });
});

test('a refusal is read with its message, of whatever language', async () => {
  refusal = { code: grpc.status['UNAVAILABLE'] ?? 14, message: '正在选主' };
  await expect(
    server?.sync({ clusterId: 'c1', version: 7n, entries: [], errorMsg: '' }, signal),
  ).rejects.toThrow('正在选主');
  refusal = undefined;
});
