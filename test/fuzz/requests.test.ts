/** Requests to `tagsync serve`, damaged on the wire: answered or refused, and never its own mistake. */
import { once } from 'node:events';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { openLookup } from '../../shared/lookup/lookup.ts';
import { lookupServer } from '../../shared/lookup/server.ts';
import { made } from '../support/estate.ts';
import { organization } from '../support/organization.ts';
import { expectRefused } from './refused.ts';

const HEADERS = 'HTTP/1.1\r\nHost: 10.0.0.9\r\nAuthorization: Bearer canary\r\nConnection: close\r\n\r\n';
const REQUESTS = [
  '/v1/lookup?ip=10.0.0.1&ip=2001:db8::1&vpc=v1',
  '/v1/prometheus?port=9100',
  '/healthz',
  '/metrics',
].map((path) => `GET ${path} ${HEADERS}`);

class NotAnswered extends Error {}

it('requests are answered, or refused', { timeout: 120_000 }, async () => {
  const { store, run } = organization();
  await run('a1/r1', { vpc: [made('vpc', 'v1')], vm: [made('vm', 'i1', { tags: [['team', 'a']] })] });
  const errors: unknown[] = [];
  const server = lookupServer({
    lookup: await openLookup({ store }),
    token: 'canary',
    now: () => 5_000,
    refreshedAt: () => 2_000,
    state: () => '',
    onError: (error) => errors.push(error),
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  await expectRefused({
    sound: REQUESTS,
    read: async (text) => {
      const answer = await sent(port, text);
      const [, status] = /^HTTP\/1\.1 (\d{3}) /.exec(answer) ?? [];
      if (status === undefined || /^4|^505/.test(status)) throw new NotAnswered();
      expect(status).toBe('200');
      expect(text.includes('/v1/') && !text.includes('canary'), 'told without the token').toBe(false);
    },
    isNamed: (error) => error instanceof NotAnswered,
    atLeast: 1 / 4,
  });
  expect(errors).toEqual([]);
});

/** Everything that comes back until the server hangs up; we have nothing more to say. */
async function sent(port: number, text: string): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1' });
  socket.on('error', () => {});
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.end(Buffer.from(text, 'latin1'));
  await once(socket, 'close');
  return Buffer.concat(chunks).toString('latin1');
}
