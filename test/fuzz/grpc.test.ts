/** What a DeepFlow server answers to a push, damaged in its frame or in its message: a version, or an error with a name. */
import { createServer } from 'node:http2';
import type { ServerHttp2Session } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { create, toBinary } from '@bufbuild/protobuf';
import { expect, it, onTestFinished } from 'vitest';
import { deepflowServer } from '../../functions/kubernetes/push/server.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import { ResponseSchema } from '../simulator/deepflow/kubernetes/synchronizer_pb.ts';
import { expectRefused } from './refused.ts';

const MESSAGE = Buffer.from(toBinary(ResponseSchema, create(ResponseSchema, { version: 2n ** 63n + 5n })));

/** Bytes as text, one character each. */
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const bytesOf = (text: string): Buffer => Buffer.from(text, 'latin1');

function framed(message: Uint8Array): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
}

it.each([
  ['frame', textOf(framed(MESSAGE)), bytesOf],
  ['message', textOf(MESSAGE), (text: string) => framed(bytesOf(text))],
] as const)('a damaged %s', async (_, sound, answerOf) => {
  let answer: Buffer = Buffer.alloc(0);
  const url = await answering(() => answer);
  const tls = { ca: undefined, cert: undefined, key: undefined };
  const server = deepflowServer({ url, teamId: undefined, ...tls });
  onTestFinished(() => server.close());
  const { signal } = new AbortController();
  await expectRefused({
    sound: [sound],
    read: async (text) => {
      answer = answerOf(text);
      const version = await server.sync({ clusterId: 'c1', version: 1n, entries: [], errorMsg: '' }, signal);
      expect(version).toBeTypeOf('bigint');
    },
    isNamed: (error) => error instanceof CloudError,
    atLeast: 1 / 4,
  });
});

it('a frame that says it is longer than any answer is refused before it comes', async () => {
  const head = Buffer.alloc(5 + 100);
  head.writeUInt32BE(2 ** 32 - 1, 1);
  const url = await answering(() => head);
  const server = deepflowServer({ url, teamId: undefined, ca: undefined, cert: undefined, key: undefined });
  onTestFinished(() => server.close());
  const asked = server.sync(
    { clusterId: 'c1', version: 1n, entries: [], errorMsg: '' },
    new AbortController().signal,
  );
  await expect(asked).rejects.toMatchObject({ name: 'CloudError', reason: 'invalid' });
});

async function answering(body: () => Buffer): Promise<string> {
  const sessions = new Set<ServerHttp2Session>();
  const server = createServer();
  server.on('session', (session) => sessions.add(session));
  server.on('stream', (stream) => {
    stream.on('error', () => {});
    stream.resume();
    stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
    stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
    stream.end(body());
  });
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    for (const session of sessions) session.destroy();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
