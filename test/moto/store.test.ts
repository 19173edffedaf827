/** The S3 driver against the S3 of moto: the suite that every S3 server passes. Moto takes anybody's signature. */
import { expect, test } from 'vitest';
import { storeIn, testS3Server } from '../contract/s3-server.ts';
import { KEYS } from '../e2e/aws/on-moto.ts';

const endpoint = process.env['MOTO_ENDPOINT'] ?? '';

const server = {
  endpoint,
  region: 'us-east-1',
  keys: KEYS,
  async makeBucket(name: string): Promise<void> {
    const { status } = await fetch(`${endpoint}/${name}`, { method: 'PUT' });
    expect(status).toBe(200);
  },
};

testS3Server('moto', server, { histories: 5 });

test('objects carry the tags and the encryption they are put with', async () => {
  await server.makeBucket('tagged');
  const objectTags = { team: 'platform + data', cost: 'a/b' };
  await storeIn(server, 'tagged', { objectTags, sse: 'AES256' }).putIfAbsent('a', Buffer.from('x'));
  // Moto looks who asks, and believes it.
  const headers = {
    authorization: `AWS4-HMAC-SHA256 Credential=${KEYS.accessKeyId}/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0`,
  };
  const tagging = await (await fetch(`${endpoint}/tagged/a?tagging`, { headers })).text();
  const found = [...tagging.matchAll(/<Key>(.*?)<\/Key><Value>(.*?)<\/Value>/g)].map(([, key, value]) => [
    key,
    value,
  ]);
  expect(found).toEqual([
    ['team', 'platform + data'],
    ['cost', 'a/b'],
  ]);
  const answer = await fetch(`${endpoint}/tagged/a`, { headers });
  expect(answer.headers.get('x-amz-server-side-encryption')).toBe('AES256');
});
