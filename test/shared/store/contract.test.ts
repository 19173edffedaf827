import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { fileStore } from '../../../shared/store/file.ts';
import { memoryStore } from '../../../shared/store/memory.ts';
import { ossStore } from '../../../shared/store/oss.ts';
import { s3Store } from '../../../shared/store/s3.ts';
import { testStore } from '../../contract/store.ts';
import { startOss } from '../../simulator/oss/server.ts';
import { startS3 } from '../../simulator/s3/server.ts';
import type { S3Simulator } from '../../simulator/s3/server.ts';
import { fakeClock } from './fake-clock.ts';

testStore('memory', async () => ({
  store: memoryStore(() => Date.parse('2026-03-01T12:00:00Z')),
  dispose: async () => {},
}));

testStore('file', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'store-'));
  return {
    store: fileStore(join(directory, 'made', 'on demand')),
    dispose: () => rm(directory, { recursive: true }),
  };
});

const KEYS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };

let s3: S3Simulator;
let oss: S3Simulator;
beforeAll(async () => {
  s3 = await startS3({ ...KEYS, sessionToken: 'a-session', region: 'eu-west-1', buckets: [] });
  oss = await startOss({ ...KEYS, sessionToken: 'a-session', region: 'cn-hangzhou', buckets: [] });
});
afterAll(() => Promise.all([s3.close(), oss.close()]));

const credentials = async () => ({ ...KEYS, sessionToken: 'a-session' });

let buckets = 0;
for (const [name, prefix, pageSize] of [
  ['S3 with a prefix, pages of two', 'teams/net & co', 2],
  ['S3 without a prefix', '', 1000],
] as const) {
  testStore(name, async () => {
    const bucket = `bucket-${++buckets}`;
    s3.buckets.set(bucket, new Map([['foreign/object', { body: Buffer.from('not ours'), modified: 1 }]]));
    if (prefix === '') s3.buckets.get(bucket)?.clear();
    s3.pageSize = pageSize;
    const clock = fakeClock();
    s3.now = clock.now;
    const place = { bucket, prefix, region: 'eu-west-1', endpoint: s3.endpoint };
    return { store: s3Store({ ...place, credentials, clock }), dispose: async () => {} };
  });
}

for (const [name, prefix, pageSize] of [
  ['OSS with a prefix, pages of two', 'teams/net & co', 2],
  ['OSS without a prefix', '', 1000],
] as const) {
  testStore(name, async () => {
    const bucket = `bucket-${++buckets}`;
    const foreign = [['foreign/object', { body: Buffer.from('not ours'), modified: 1 }]] as const;
    oss.buckets.set(bucket, new Map(prefix === '' ? [] : foreign));
    oss.pageSize = pageSize;
    const clock = fakeClock();
    oss.now = clock.now;
    const place = { bucket, prefix, region: 'cn-hangzhou', endpoint: oss.endpoint, pathStyle: true };
    return { store: ossStore({ ...place, credentials, clock }), dispose: async () => {} };
  });
}
