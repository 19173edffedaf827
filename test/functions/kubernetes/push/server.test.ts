import { afterEach, describe, expect, test } from 'vitest';
import { deepflowServer } from '../../../../functions/kubernetes/push/server.ts';
import type { Message, Server, ServerOptions } from '../../../../functions/kubernetes/push/server.ts';
import { contentReader } from '../../../../functions/kubernetes/push/content.ts';
import { startDouble } from '../../../simulator/deepflow/kubernetes/double.ts';
import type { Double, DoubleOptions } from '../../../simulator/deepflow/kubernetes/double.ts';
import { certificates } from '../../../support/certificates.ts';
import { VERSION, fakeCluster, fill } from './cluster.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

const NEVER = new AbortController().signal;
const NOTHING: Message = { clusterId: 'c1', version: 7n, entries: [], errorMsg: '' };

async function start(
  options: DoubleOptions = {},
  over: Partial<ServerOptions> = {},
): Promise<[Double, Server]> {
  const double = await startDouble(options);
  closing.push(() => double.close());
  return [double, connect(double.url, over)];
}

function connect(url: string, over: Partial<ServerOptions> = {}): Server {
  const server = deepflowServer({
    url,
    teamId: undefined,
    ca: undefined,
    cert: undefined,
    key: undefined,
    ...over,
  });
  closing.push(() => server.close());
  return server;
}

function wholeState(): readonly Uint8Array[] {
  const cluster = fakeCluster();
  fill(cluster);
  const reader = contentReader({ namespace: () => false, kind: () => false });
  return [...reader.read(cluster.cache, VERSION).messages];
}

describe('over HTTP/2', () => {
  test('a push and a heartbeat', async () => {
    const [double, server] = await start();
    expect(await server.sync(NOTHING, NEVER)).toBe(0n);
    expect(await server.sync({ ...NOTHING, entries: wholeState() }, NEVER)).toBe(7n);
    expect(await server.sync(NOTHING, NEVER)).toBe(7n);
    expect(double.known('c1').pods).toMatchObject([{ name: 'web-7d4b9c-x', ip: '10.1.0.5', node: 'n1' }]);
    expect(double.paths).toEqual(Array<string>(3).fill('/agent.Synchronizer/KubernetesAPISync'));
    expect(double.synchronizer.received.map(({ agentId }) => agentId)).toEqual([1, 1, 1]);
  });

  test('a version keeps all of its 64 bits', async () => {
    const [, server] = await start();
    const version = 2n ** 64n - 2n;
    expect(await server.sync({ ...NOTHING, version, entries: wholeState() }, NEVER)).toBe(version);
  });

  test('a server of 6.5 is asked under its old name, and from then on only so', async () => {
    const [double, server] = await start({ packages: ['trident'] });
    expect(await server.sync({ ...NOTHING, entries: wholeState() }, NEVER)).toBe(7n);
    expect(await server.sync(NOTHING, NEVER)).toBe(7n);
    expect(double.paths).toEqual([
      '/agent.Synchronizer/KubernetesAPISync',
      '/trident.Synchronizer/KubernetesAPISync',
      '/trident.Synchronizer/KubernetesAPISync',
    ]);
  });

  test('one that was upgraded meanwhile is found again', async () => {
    const [double, server] = await start({ packages: ['trident'] });
    await server.sync(NOTHING, NEVER);
    const { port } = double;
    await double.close();
    const upgraded = await startDouble({ port });
    closing.push(() => upgraded.close());
    await expect(server.sync(NOTHING, NEVER)).rejects.toMatchObject({ name: 'CloudError' });
    expect(await server.sync(NOTHING, NEVER)).toBe(0n);
  });

  test('what is no DeepFlow server says so', async () => {
    const [, server] = await start({ packages: [] });
    await expect(server.sync(NOTHING, NEVER)).rejects.toMatchObject({
      reason: 'invalid',
      message: expect.stringMatching(
        /knows neither .* \(push.servers names the gRPC port of a DeepFlow server: 20035/,
      ),
    });
  });

  test('a message too large for it names what to leave out', async () => {
    const [, server] = await start({ maxMessage: 100 });
    await expect(server.sync({ ...NOTHING, entries: wholeState() }, NEVER)).rejects.toMatchObject({
      reason: 'invalid',
      message: expect.stringMatching(
        /refused the message for its size: .* \(leave something out with push.skip/,
      ),
    });
  });

  test('a team that it does not know is ignored without a word: the answer is no version', async () => {
    const [double, server] = await start({ teams: ['t-1'] }, { teamId: 't-2' });
    expect(await server.sync({ ...NOTHING, entries: wholeState() }, NEVER)).toBe(0n);
    expect(double.synchronizer.heldOf('c1')).toBeUndefined();
    const known = connect(double.url, { teamId: 't-1' });
    expect(await known.sync({ ...NOTHING, entries: wholeState() }, NEVER)).toBe(7n);
  });

  test('nobody there, a broken connection, an error of its own: unavailable, with the address', async () => {
    const [double, server] = await start();
    double.behaviours.push('lose the answer', { status: 14, message: 'leader election' });
    for (const said of [/cannot be reached/, /leader election/]) {
      await expect(server.sync(NOTHING, NEVER)).rejects.toMatchObject({
        reason: 'unavailable',
        message: expect.stringMatching(said),
      });
    }
    await double.close();
    await expect(server.sync(NOTHING, NEVER)).rejects.toMatchObject({
      reason: 'unavailable',
      message: expect.stringContaining(`DeepFlow at ${double.url} cannot be reached`),
    });
  });

  test('a server that hangs is left when the signal says so', async () => {
    const [double, server] = await start();
    double.behaviours.push('hang');
    const end = new AbortController();
    const asked = server.sync(NOTHING, end.signal);
    while (double.paths.length === 0) {
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
    }
    end.abort(new Error('SIGTERM'));
    await expect(asked).rejects.toThrow('SIGTERM');
  });
});

describe('over TLS', () => {
  const { ca, serverCert, serverKey, clientCert, clientKey } = certificates();

  test('a certificate is verified, by the CA that is configured', async () => {
    const [double] = await start({ tls: { cert: serverCert, key: serverKey } });
    await expect(connect(double.url).sync(NOTHING, NEVER)).rejects.toMatchObject({
      reason: 'unavailable',
      message: expect.stringMatching(/certificate.* \(push\.ca is the CA of its certificate/),
    });
    expect(await connect(double.url, { ca }).sync(NOTHING, NEVER)).toBe(0n);
  });

  test('the server is shown one of ours where it asks for it', async () => {
    const [double] = await start({ tls: { cert: serverCert, key: serverKey, ca, requestCert: true } });
    const server = connect(double.url, { ca, cert: clientCert, key: clientKey });
    expect(await server.sync(NOTHING, NEVER)).toBe(0n);
    await expect(connect(double.url, { ca }).sync(NOTHING, NEVER)).rejects.toMatchObject({
      reason: 'unavailable',
    });
  });
});
