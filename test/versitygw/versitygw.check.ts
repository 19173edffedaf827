/** The S3 driver against the Versity S3 Gateway, over a directory: the suite that every S3 server passes. */
import { expect, test } from 'vitest';
import { systemClock } from '../../shared/runtime/clock.ts';
import { signed } from '../../shared/store/sigv4.ts';
import type { AwsCredentials } from '../../shared/store/sigv4.ts';
import { storeIn, testRefusals, testS3Server } from '../contract/s3-server.ts';

const NAME = 'the Versity S3 Gateway';
const region = 'eu-west-1';
const endpoint = process.env['VERSITYGW_ENDPOINT'] ?? '';
const keys: AwsCredentials = {
  accessKeyId: process.env['ROOT_ACCESS_KEY_ID'] ?? '',
  secretAccessKey: process.env['ROOT_SECRET_ACCESS_KEY'] ?? '',
  sessionToken: undefined,
};

/** As its root account, which is who may. */
async function ask(
  method: string,
  path: string,
  query: Readonly<Record<string, string>> = {},
): Promise<string> {
  const asked = { method, base: endpoint, path, query, headers: {}, body: new Uint8Array() };
  const { url, headers } = await signed(asked, {
    service: 's3',
    region,
    credentials: keys,
    clock: systemClock,
  });
  const answer = await fetch(url, { method, headers });
  const body = await answer.text();
  if (answer.status !== 200) throw new Error(`${method} ${path}: HTTP ${answer.status} ${body}`);
  return body;
}

const server = {
  endpoint,
  region,
  keys,
  makeBucket: async (name: string): Promise<void> => void (await ask('PUT', `/${name}`)),
};

testS3Server(NAME, server, { histories: 20 });
testRefusals(NAME, server);

test('objects carry the tags that they are put with', async () => {
  await server.makeBucket('tagged');
  const objectTags = { team: 'platform + data', cost: 'a/b' };
  await storeIn(server, 'tagged', { objectTags }).putIfAbsent('a', Buffer.from('x'));
  const tagging = await ask('GET', '/tagged/a', { tagging: '' });
  const found = [...tagging.matchAll(/<Key>(.*?)<\/Key><Value>(.*?)<\/Value>/g)];
  expect(Object.fromEntries(found.map(([, key, value]) => [key, value]))).toEqual(objectTags);
});
