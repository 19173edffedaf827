import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { StoreConfig, openStore } from '../../../shared/store/open.ts';
import type { StorePorts } from '../../../shared/store/store-ports.ts';
import { fakeClock } from './fake-clock.ts';

const clock = fakeClock();
const KEYS = { accessKeyId: 'CANARYID', secretAccessKey: 'canary-secret' };

/** What the first request looks like. */
async function requestOf(config: unknown, ports: Partial<StorePorts> = {}) {
  let seen: { url: string; headers: Record<string, string> } | undefined;
  const capture: typeof fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    seen = { url, headers: init?.headers as Record<string, string> };
    return new Response('', { status: 200 });
  };
  const store = openStore(StoreConfig.parse(config), { env: {}, clock, fetch: capture, ...ports });
  expect(store.url).not.toMatch(/canary/i);
  await store.put('k', new Uint8Array());
  return { url: seen?.url, as: seen?.headers['authorization'], headers: seen?.headers, store };
}

function issues(config: unknown): string[] {
  const { error } = StoreConfig.safeParse(config);
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
}

it('opens a directory, by section and by URL', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'open-'));
  await openStore(StoreConfig.parse({ type: 'file', path: directory }), { env: {}, clock }).put(
    'a',
    Buffer.from('1'),
  );
  const again = openStore(StoreConfig.parse(`file://${directory}`), { env: {}, clock });
  expect((await again.get('a'))?.body.toString()).toBe('1');
  expect(again.url).toBe(`file://${directory}`);
  await rm(directory, { recursive: true });
});

it('opens a bucket with its own keys, by section and by URL', async () => {
  const section = { type: 's3', bucket: 'tags', prefix: '/a/b/', region: 'eu-west-1', ...KEYS };
  const first = await requestOf(section, { env: { AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'y' } });
  expect(first.url).toBe('https://tags.s3.eu-west-1.amazonaws.com/a/b/k');
  expect(first.as).toContain('Credential=CANARYID/');
  expect(first.store.url).toBe('s3://tags/a/b');
  const env = { AWS_ACCESS_KEY_ID: 'FROMENV', AWS_SECRET_ACCESS_KEY: 'y', AWS_SESSION_TOKEN: 'z' };
  const url = 's3://tags/a/b?region=eu-west-1&endpoint=https://store.example.org&pathStyle=false&sse=AES256';
  const second = await requestOf(url, { env });
  expect(second.url).toBe('https://tags.store.example.org/a/b/k');
  expect(second.as).toContain('Credential=FROMENV/');
  expect(second.headers).toMatchObject({
    'x-amz-security-token': 'z',
    'x-amz-server-side-encryption': 'AES256',
  });
  expect(second.store.url).toBe('s3://tags/a/b?endpoint=https://store.example.org');
});

it('asks with the create-only header that is configured', async () => {
  const seen: unknown[] = [];
  const capture: typeof fetch = async (_, init) => {
    seen.push(init?.headers);
    return new Response('', { status: 200 });
  };
  const section = { type: 's3', bucket: 'tags-1250000000', region: 'ap-guangzhou', ...KEYS };
  for (const createOnly of ['cos', 'obs', undefined]) {
    const config = StoreConfig.parse({ ...section, ...(createOnly && { createOnly }) });
    await openStore(config, { env: {}, clock, fetch: capture }).putIfAbsent('k', new Uint8Array());
  }
  expect(seen).toMatchObject([
    { 'x-cos-forbid-overwrite': 'true' },
    { 'x-obs-forbid-overwrite': 'true' },
    { 'if-none-match': '*' },
  ]);
});

it('opens a bucket of OSS with its own keys or those of the environment, by section and by URL', async () => {
  const first = await requestOf({
    type: 'oss',
    bucket: 'tags',
    prefix: '/a/b/',
    region: 'cn-hangzhou',
    ...KEYS,
  });
  expect(first.url).toBe('https://tags.oss-cn-hangzhou.aliyuncs.com/a/b/k');
  expect(first.as).toContain('Credential=CANARYID/');
  expect(first.store.url).toBe('oss://tags/a/b');
  const env = {
    ALIBABA_CLOUD_ACCESS_KEY_ID: 'FROMENV',
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'y',
    ALIBABA_CLOUD_SECURITY_TOKEN: 'z',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
  };
  const second = await requestOf('oss://tags/a/b?region=cn-hangzhou&internal=true', { env });
  expect(second.url).toBe('https://tags.oss-cn-hangzhou-internal.aliyuncs.com/a/b/k');
  expect(second.as).toContain('Credential=FROMENV/');
  expect(second.headers).toMatchObject({ 'x-oss-security-token': 'z' });
  const endpoint = 'https://oss-cn-north-2-gov-1-internal.aliyuncs.com';
  const third = await requestOf({ type: 'oss', bucket: 'tags', endpoint, ...KEYS });
  expect(third.as).toContain('/cn-north-2-gov-1/oss/aliyun_v4_request');
});

it('prefers the credentials of the function to those of the environment', async () => {
  const env = { AWS_ACCESS_KEY_ID: 'FROMENV', AWS_SECRET_ACCESS_KEY: 'y', AWS_REGION: 'us-east-2' };
  const { as, url } = await requestOf(
    { type: 's3', bucket: 'tags' },
    { env, awsCredentials: async () => KEYS },
  );
  expect(as).toContain('Credential=CANARYID/');
  expect(url).toBe('https://tags.s3.us-east-2.amazonaws.com/k');
});

it('honours the standard endpoint variables', async () => {
  const keys = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' };
  const all = { ...keys, AWS_ENDPOINT_URL: 'http://127.0.0.1:1', AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:2' };
  const config = { type: 's3', bucket: 'tags' };
  expect((await requestOf(config, { env: all })).url).toBe('http://127.0.0.1:2/tags/k');
  const { AWS_ENDPOINT_URL_S3: _, ...general } = all;
  expect((await requestOf(config, { env: general })).url).toBe('http://127.0.0.1:1/tags/k');
  const off = { ...all, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true', AWS_REGION: 'us-east-1' };
  expect((await requestOf(config, { env: off })).url).toBe('https://tags.s3.us-east-1.amazonaws.com/k');
});

it('asks for KMS with its key', async () => {
  const { headers } = await requestOf({
    type: 's3',
    bucket: 'tags',
    region: 'eu-west-1',
    sse: 'aws:kms',
    kmsKeyId: 'alias/tags',
    ...KEYS,
  });
  expect(headers).toMatchObject({
    'x-amz-server-side-encryption': 'aws:kms',
    'x-amz-server-side-encryption-aws-kms-key-id': 'alias/tags',
  });
});

it('tags objects as it is told', async () => {
  const tags = { team: 'platform & data', 成本: 'a/b' };
  const { headers } = await requestOf({
    type: 's3',
    bucket: 'tags',
    region: 'eu-west-1',
    objectTags: tags,
    ...KEYS,
  });
  expect(Object.fromEntries(new URLSearchParams(headers?.['x-amz-tagging']))).toEqual(tags);
});

const open = (config: unknown, env = {}) => openStore(StoreConfig.parse(config), { env, clock });

it('says what is missing', () => {
  expect(() => open({ type: 's3', bucket: 'tags' })).toThrow(/s3:\/\/tags has no region.*AWS_REGION/);
  expect(() => open('s3://tags/a?region=eu-west-1')).toThrow(
    /no credentials for store s3:\/\/tags.*AWS_ACCESS_KEY_ID/,
  );
  expect(() => open('oss://tags/a')).toThrow(/oss:\/\/tags has no region.*cn-hangzhou/);
  expect(() => open('oss://tags/a?region=cn-hangzhou')).toThrow(
    /no credentials for store oss:\/\/tags.*ALIBABA_CLOUD_ACCESS_KEY_ID/,
  );
  expect(() => open('s3://tags', { AWS_REGION: 'x', AWS_ACCESS_KEY_ID: 'only' })).toThrow('no credentials');
});

it.each<[unknown, RegExp]>([
  ['ftp://host/path', /^type: /],
  ['just text', /^type: /],
  [{ type: 'gcs', bucket: 'b' }, /^type: /],
  [{ type: 'file' }, /^path: /],
  [{ type: 'file', path: '' }, /^path: must not be empty/],
  ['file://elsewhere/path', /^path: must not be empty/],
  [{ type: 's3', bucket: 'a/b' }, /^bucket: expected the name of a bucket/],
  [{ type: 's3', bucket: 'tags', prefix: 'a/../b' }, /^prefix: expected names/],
  [{ type: 's3', bucket: 'tags', prefix: 'a//b' }, /^prefix: expected names/],
  [{ type: 's3', bucket: 'tags', endpoint: 'https://user:pass@host' }, /^endpoint: expected http/],
  [{ type: 's3', bucket: 'tags', sse: 'aws:kms' }, /kmsKeyId go together/],
  [{ type: 's3', bucket: 'tags', objectTags: { ['k'.repeat(129)]: '' } }, /^objectTags/],
  [{ type: 's3', bucket: 'tags', accessKeyId: 'only' }, /secretAccessKey go together/],
  [{ type: 's3', bucket: 'tags', colour: 'red' }, /^: /],
  ['s3://tags/a?pathStyle=perhaps', /^pathStyle: /],
  ['s3://tags/a?secretAccessKey=canary&accessKeyId=canary', /^: /],
  ['s3://user:canary@tags/a', /^: /],
  [{ type: 's3', bucket: 'tags', createOnly: 'gcs' }, /^createOnly: /],
  [{ type: 'oss', bucket: 'Tags_1' }, /^bucket: expected the name of a bucket/],
  [{ type: 'oss', bucket: 'tags', region: 'oss-cn-hangzhou' }, /^region: expected the id/],
  [{ type: 'oss', bucket: 'tags', prefix: 'a//b' }, /^prefix: expected names/],
  [{ type: 'oss', bucket: 'tags', secretAccessKey: 'canary' }, /secretAccessKey go together/],
  [{ type: 'oss', bucket: 'tags', internal: true, endpoint: 'https://x.y' }, /either internal or endpoint/],
  [{ type: 'oss', bucket: 'tags', sse: 'AES256' }, /^: /],
  ['oss://tags/a?internal=perhaps', /^internal: /],
  ['oss://tags/a?secretAccessKey=canary&accessKeyId=canary', /^: /],
])('refuses %j', (config, message) => {
  const told = issues(config);
  expect(told[0]).toMatch(message);
  expect(told.join()).not.toContain('canary');
});
