/** The S3 driver against the S3 of moto: the same suite that every driver passes. */
import { expect, test } from 'vitest';
import { s3Store } from '../../shared/store/s3.ts';
import type { S3Options } from '../../shared/store/s3.ts';
import { proveCreateOnly } from '../../shared/store/probe.ts';
import { systemClock } from '../../shared/runtime/clock.ts';
import { testStore } from '../contract/store.ts';
import { KEYS } from '../e2e/aws/on-moto.ts';

const endpoint = process.env['MOTO_ENDPOINT'] ?? '';

let buckets = 0;
async function bucket(): Promise<string> {
  const name = `contract-${++buckets}`;
  const { status } = await fetch(`${endpoint}/${name}`, { method: 'PUT' });
  expect(status).toBe(200);
  return name;
}

const storeIn = (name: string, over: Partial<S3Options> = {}) =>
  s3Store({
    bucket: name,
    prefix: 'teams/net & co',
    region: 'us-east-1',
    endpoint,
    credentials: async () => ({ ...KEYS, sessionToken: undefined }),
    clock: systemClock,
    ...over,
  });

testStore('the S3 of moto', async () => ({ store: storeIn(await bucket()), dispose: async () => {} }), {
  histories: 5,
});

test('it honours create-only', async () => {
  await expect(proveCreateOnly(storeIn(await bucket()))).resolves.toBeUndefined();
});

test('objects carry the tags and the encryption they are put with', async () => {
  const name = await bucket();
  const objectTags = { team: 'platform + data', cost: 'a/b' };
  await storeIn(name, { prefix: '', objectTags, sse: 'AES256' }).putIfAbsent('a', Buffer.from('x'));
  // Moto looks who asks, and believes it.
  const headers = {
    authorization: `AWS4-HMAC-SHA256 Credential=${KEYS.accessKeyId}/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0`,
  };
  const tagging = await (await fetch(`${endpoint}/${name}/a?tagging`, { headers })).text();
  const found = [...tagging.matchAll(/<Key>(.*?)<\/Key><Value>(.*?)<\/Value>/g)].map(([, key, value]) => [
    key,
    value,
  ]);
  expect(found).toEqual([
    ['team', 'platform + data'],
    ['cost', 'a/b'],
  ]);
  const answer = await fetch(`${endpoint}/${name}/a`, { headers });
  expect(answer.headers.get('x-amz-server-side-encryption')).toBe('AES256');
});
