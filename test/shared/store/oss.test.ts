import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ossStore } from '../../../shared/store/oss.ts';
import type { OssOptions } from '../../../shared/store/oss.ts';
import { NotCreateOnly, proveCreateOnly } from '../../../shared/store/probe.ts';
import { StoreError } from '../../../shared/store/store.ts';
import { startOss } from '../../simulator/oss/server.ts';
import type { Fault, S3Simulator } from '../../simulator/s3/server.ts';
import { fakeClock } from './fake-clock.ts';
import type { FakeClock } from './fake-clock.ts';

const KEYS = {
  accessKeyId: 'CANARYACCESSKEY',
  secretAccessKey: 'canary-secret-key',
  sessionToken: 'canary-session-token',
};
const REGION = 'cn-hangzhou';
const body = new TextEncoder().encode('some bytes');

let oss: S3Simulator;
let clock: FakeClock;
beforeEach(async () => {
  clock = fakeClock();
  oss = await startOss({ ...KEYS, region: REGION, buckets: ['tags'] });
  oss.now = clock.now;
});
afterEach(() => oss.close());

function open(options: Partial<OssOptions> = {}) {
  const place = { bucket: 'tags', prefix: 'net', region: REGION, endpoint: oss.endpoint, pathStyle: true };
  return ossStore({ ...place, credentials: async () => KEYS, clock, ...options });
}

async function failureOf(work: Promise<unknown>): Promise<string> {
  const failure: unknown = await work.then(
    () => 'no failure',
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(StoreError);
  const told = `${String(failure)} ${JSON.stringify(failure)}`;
  expect(told).not.toMatch(/canary/i);
  return told;
}

it.each<[Partial<OssOptions>, string, string]>([
  [{}, 'https://tags.oss-cn-hangzhou.aliyuncs.com/net/log/a%252Fb', 'oss://tags/net'],
  [
    { internal: true },
    'https://tags.oss-cn-hangzhou-internal.aliyuncs.com/net/log/a%252Fb',
    'oss://tags/net',
  ],
  [
    { endpoint: 'https://oss.example.org' },
    'https://tags.oss.example.org/net/log/a%252Fb',
    'oss://tags/net?endpoint=https://oss.example.org',
  ],
])('goes to the host of the bucket: %j', async (where, address, name) => {
  const seen: string[] = [];
  const capture: typeof fetch = async (input) => {
    seen.push(input instanceof Request ? input.url : input.toString());
    return new Response('', { status: 200 });
  };
  const place = { bucket: 'tags', prefix: 'net', region: REGION, clock, fetch: capture, ...where };
  const store = ossStore({ ...place, credentials: async () => KEYS });
  await store.put('log/a%2Fb', body);
  expect(seen).toEqual([address]);
  expect(store.url).toBe(name);
});

it('asks to create only with the header of OSS, and with no other', async () => {
  expect(await open().putIfAbsent('a', body)).toBe('created');
  expect(await open().putIfAbsent('a', new Uint8Array())).toBe('exists');
  expect((await open().get('a'))?.body).toEqual(body);
  const { headers = {} } = oss.seen[0] ?? {};
  // The digest: printf 'some bytes' | openssl md5 -binary | base64
  expect(headers).toMatchObject({
    'x-oss-forbid-overwrite': 'true',
    'content-length': '10',
    'content-md5': 'nQVoRp0gbBrt8bcfEvR0vA==',
  });
  expect(Object.keys(headers).filter((name) => /amz|none-match|checksum/.test(name))).toEqual([]);
});

it.each<[string, Fault]>([
  ['500', { kind: 'error', status: 500, code: 'InternalError' }],
  ['a 409 of another kind', { kind: 'error', status: 409, code: 'FileImmutable' }],
])('creating throws after %s, for the log to find out', async (_, fault) => {
  oss.faults.push({ fault });
  await failureOf(open().putIfAbsent('a', body));
  expect(oss.requests).toHaveLength(1);
});

it('proves a bucket that never had versioning, and costs a create and a get the next time', async () => {
  await proveCreateOnly(open());
  oss.requests.length = 0;
  await proveCreateOnly(open());
  expect(oss.requests.map((request) => request.split(' ')[0])).toEqual(['PUT', 'GET']);
});

it('refuses a versioned bucket, which ignores the header, and says why', async () => {
  oss.createOnly = 'ignored';
  const failure = await proveCreateOnly(open()).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(NotCreateOnly);
  expect(String(failure)).toMatch(
    /oss:\/\/tags\/net\S* cannot hold the log: it created the same object twice.*never had versioning/,
  );
});

it('refuses a bucket that was versioned after a good start', async () => {
  await proveCreateOnly(open());
  oss.createOnly = 'ignored';
  await expect(proveCreateOnly(open())).rejects.toThrow(NotCreateOnly);
});

const elsewhere = async () =>
  new Response('<Error><Code>AccessDenied</Code><Endpoint>oss-cn-beijing.aliyuncs.com</Endpoint></Error>', {
    status: 403,
  });

describe('errors say what to do', () => {
  it('of a clock that is off, wrong keys, another region, a missing bucket', async () => {
    oss.now = () => clock.now() + 16 * 60_000;
    expect(await failureOf(open().get('a'))).toMatch(/RequestTimeTooSkewed.*clock/);
    oss.now = clock.now;
    const other = (change: Partial<typeof KEYS>) =>
      open({ credentials: async () => ({ ...KEYS, ...change }) });
    expect(await failureOf(other({ accessKeyId: 'CANARYOTHER' }).get('a'))).toMatch(/InvalidAccessKeyId/);
    expect(await failureOf(other({ secretAccessKey: 'canary-other' }).get('a'))).toMatch(
      /SignatureDoesNotMatch.*check the secret/,
    );
    expect(await failureOf(other({ sessionToken: 'canary-other' }).get('a'))).toMatch(
      /InvalidSecurityToken.*get new credentials/,
    );
    expect(await failureOf(other({ secretAccessKey: 'canary\n' }).get('a'))).toMatch(/odd characters/);
    expect(await failureOf(open({ region: 'cn-beijing' }).get('a'))).toMatch(/InvalidArgument.*set region/);
    expect(await failureOf(open({ bucket: 'missing' }).get('a'))).toMatch(/NoSuchBucket.*"missing"/);
  });

  it('of a permission that is missing, and of a bucket that is elsewhere', async () => {
    oss.faults.push({ fault: { kind: 'error', status: 403, code: 'AccessDenied' } });
    expect(await failureOf(open().get('a'))).toContain('oss:ListObjects on acs:oss:*:*:tags');
    expect(await failureOf(open({ fetch: elsewhere }).get('a'))).toContain(
      'not in region "cn-hangzhou": it is at oss-cn-beijing.aliyuncs.com',
    );
  });
});
