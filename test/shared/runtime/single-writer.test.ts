import { afterEach, beforeEach, expect, test } from 'vitest';
import { readHead } from '../../../shared/log/head.ts';
import { systemClock } from '../../../shared/runtime/clock.ts';
import { createHandler } from '../../../shared/runtime/handler.ts';
import { openStore } from '../../../shared/store/open.ts';
import { singleWriterStore } from '../../../shared/store/single-writer.ts';
import { startS3 } from '../../simulator/s3/server.ts';
import type { S3Simulator } from '../../simulator/s3/server.ts';
import { accountOf, twoKinds } from './two-kinds.ts';
import type { TwoKinds } from './two-kinds.ts';

const KEYS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'not-a-secret-key' };
const REGION = 'eu-west-1';
const context = { getRemainingTimeInMillis: () => 300_000 };

/** A bucket that overwrites, whatever it is asked. */
let s3: S3Simulator;
let cloud: TwoKinds;
beforeEach(async () => {
  s3 = await startS3({ ...KEYS, region: REGION, buckets: ['tags'] });
  s3.createOnly = 'ignored';
  cloud = { accounts: new Map([['a', accountOf({ r1: ['v1'] })]]), listed: [] };
});
afterEach(() => s3.close());

const section = () => ({ type: 's3', bucket: 'tags', region: REGION, endpoint: s3.endpoint }) as const;
const store = () => singleWriterStore(openStore({ ...section(), ...KEYS }, { env: {}, clock: systemClock }));

function run(config: Readonly<Record<string, unknown>>) {
  const env = { AWS_ACCESS_KEY_ID: KEYS.accessKeyId, AWS_SECRET_ACCESS_KEY: KEYS.secretAccessKey };
  const document = { store: section(), providers: { qingcloud: {} }, ...config };
  const io = {
    env: { ...env, TAGSYNC_CONFIG: JSON.stringify(document) },
    clock: systemClock,
    readFile: async () => '',
    write: () => {},
  };
  return createHandler(twoKinds(cloud), io)(null, context);
}

test('where a store does not honour create-only a run lists nothing, writes nothing but its probe, and says why', async () => {
  await expect(run({})).rejects.toThrow(
    /s3:\/\/tags\S* cannot hold the log: it created the same object twice.*set singleWriter: true, which excludes fan-out/s,
  );
  expect(cloud.listed).toEqual([]);
  expect([...(s3.buckets.get('tags')?.keys() ?? [])]).toEqual(['probe/create-only']);
});

test('a single writer keeps its log where nobody knows of create-only', async () => {
  s3.createOnly = 'refused';
  expect(await run({ singleWriter: true })).toMatchObject({ scopes: 2, added: 2 });
  expect(await run({ singleWriter: true })).toMatchObject({ added: 0, sources: { unchanged: 2 } });
  cloud.accounts.get('a')?.regions.get('r1')?.set('v2', []);
  expect(await run({ singleWriter: true })).toMatchObject({ added: 1 });
  const scope = { provider: 'qingcloud', account: 'a', region: 'r1' };
  expect(await readHead(store(), scope)).toMatchObject({ version: 2, sources: { vpc: { count: 2 } } });
  expect(s3.buckets.get('tags')?.has('probe/create-only')).toBe(false); // a person vouches: nothing is proved
});

test('it looks before it creates, and asks in between', async () => {
  const one = Buffer.from('one');
  const late = new Error('too late');
  const refused = store().putIfAbsent('log/1', one, () => {
    throw late;
  });
  await expect(refused).rejects.toBe(late);
  expect(await store().putIfAbsent('log/1', one)).toBe('created');
  expect(await store().putIfAbsent('log/1', Buffer.from('two'))).toBe('exists');
  expect(Buffer.from((await store().get('log/1'))?.body ?? '').toString()).toBe('one');
});
