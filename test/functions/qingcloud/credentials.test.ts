import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { ownCredentials } from '../../../functions/qingcloud/credentials.ts';
import { caller, callsOnce, clock } from './cloud.ts';

/** As https://docsv3.qingcloud.com/development_docs/api/signature/ prints it: an object in a text. */
const issued = (n: number, expiration: number) =>
  JSON.stringify(
    JSON.stringify({
      jti: `key-${n}`,
      id_token: `token-${n}`,
      access_key: `key-${n}`,
      secret_key: `secret-${n}`,
      expiration,
    }),
  );

let close = (): Promise<void> => Promise.resolve();
afterEach(() => close());

async function metadata(answer: (n: number) => { readonly status?: number; readonly text: string }) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const { status = 200, text } = answer(asked.length);
    response.writeHead(status).end(text);
  });
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  close = () =>
    new Promise((closed) => {
      server.close(() => closed());
      server.closeAllConnections();
    });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, asked };
}

describe('the role of a server', () => {
  it('is asked for once, and again before it expires', async () => {
    let now = 1_590_315_923_000;
    const { url, asked } = await metadata((n) => ({ text: issued(n, 1_590_319_523 + n) }));
    const asking = { call: callsOnce()(caller), clock: { ...clock, now: () => now }, metadata: url };
    const credentials = ownCredentials({}, {}, asking);
    const first = { accessKeyId: 'key-1', secretAccessKey: 'secret-1', sessionToken: 'token-1' };
    expect(await Promise.all([credentials(), credentials()])).toEqual([first, first]);
    now += 3_200_000;
    expect(await credentials()).toEqual(first);
    now += 200_000;
    expect(await credentials()).toMatchObject({ sessionToken: 'token-2' });
    expect(asked).toEqual(Array.from({ length: 2 }, () => '/latest/meta-data/security-credentials'));
  });

  it.each([
    [404, 'no such thing'],
    [200, '<html>a proxy</html>'],
  ])('is none where the answer is %d %s, and says what to give', async (status, text) => {
    const { url } = await metadata(() => ({ status, text }));
    const credentials = ownCredentials({}, {}, { call: callsOnce()(caller), clock, metadata: url });
    await expect(credentials()).rejects.toMatchObject({
      reason: 'denied',
      message: expect.stringMatching(/QINGCLOUD_ACCESS_KEY/) as string,
    });
  });
});
