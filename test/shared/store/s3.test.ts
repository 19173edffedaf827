import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NotCreateOnly, proveCreateOnly } from '../../../shared/store/probe.ts';
import { s3Store } from '../../../shared/store/s3.ts';
import type { S3Options } from '../../../shared/store/s3.ts';
import { StoreError } from '../../../shared/store/store.ts';
import { startS3 } from '../../simulator/s3/server.ts';
import type { Fault, S3Simulator } from '../../simulator/s3/server.ts';
import { verify } from '../../simulator/s3/verify.ts';
import { fakeClock } from './fake-clock.ts';
import type { FakeClock } from './fake-clock.ts';

const KEYS = {
  accessKeyId: 'CANARYACCESSKEY',
  secretAccessKey: 'canary-secret-key',
  sessionToken: 'canary-session-token',
};
const credentials = async () => KEYS;
const REGION = 'eu-central-1';
const body = new TextEncoder().encode('some bytes');
const all = { prefix: '', startAfter: '', limit: 100 };

let s3: S3Simulator;
let clock: FakeClock;
beforeEach(async () => {
  clock = fakeClock();
  s3 = await startS3({ ...KEYS, region: REGION, buckets: ['tags'] });
  s3.now = clock.now;
});
afterEach(() => s3.close());

function open(options: Partial<S3Options> = {}) {
  const place = { bucket: 'tags', prefix: 'net', region: REGION, endpoint: s3.endpoint };
  return s3Store({ ...place, credentials, clock, ...options });
}

function fault(...faults: Fault[]): void {
  for (const one of faults) s3.faults.push({ fault: one });
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

const stored = (key: string): string | undefined => s3.buckets.get('tags')?.get(key)?.body.toString();
const slow: Fault = { kind: 'error', status: 503, code: 'SlowDown' };
const broken: Fault = { kind: 'error', status: 500, code: 'InternalError' };
const conflict: Fault = { kind: 'error', status: 409, code: 'ConditionalRequestConflict' };

describe('requests', () => {
  it('goes to the host of the bucket, as AWS wants it', async () => {
    const seen: string[] = [];
    const capture: typeof fetch = async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      seen.push(`${String(init?.method)} ${url.href}`);
      const headers = { ...(init?.headers as Record<string, string>), host: url.host };
      const received = {
        method: init?.method ?? '',
        target: url.pathname + url.search,
        headers,
        body: Buffer.from((init?.body as Uint8Array | undefined) ?? []),
      };
      expect(verify(received, { ...KEYS, service: 's3', region: REGION })).toBeUndefined();
      return new Response('', { status: 200, headers: { etag: '"1"' } });
    };
    const place = { bucket: 'tags', prefix: 'a', region: REGION, fetch: capture, clock };
    await s3Store({ ...place, credentials }).put('log/a%2Fb/1', body);
    await s3Store({ ...place, credentials, prefix: '' }).get('log/1');
    await s3Store({ ...place, credentials, bucket: 'with.dots' }).put('1', body);
    await s3Store({ ...place, credentials, pathStyle: true }).put('1', body);
    expect(seen).toEqual([
      'PUT https://tags.s3.eu-central-1.amazonaws.com/a/log/a%252Fb/1',
      'GET https://tags.s3.eu-central-1.amazonaws.com/log/1',
      'PUT https://s3.eu-central-1.amazonaws.com/with.dots/a/1',
      'PUT https://s3.eu-central-1.amazonaws.com/tags/a/1',
    ]);
    seen.length = 0;
    const china = {
      ...place,
      region: 'cn-north-1',
      fetch: async (input: unknown) => {
        seen.push(String(input));
        return new Response('', { status: 200 });
      },
    };
    await s3Store({ ...china, credentials }).put('1', body);
    const own = { endpoint: 'https://store.example.org:9000/base/', pathStyle: false };
    await s3Store({ ...china, ...own, credentials }).put('1', body);
    expect(seen).toEqual([
      'https://tags.s3.cn-north-1.amazonaws.com.cn/a/1',
      'https://tags.store.example.org:9000/base/a/1',
    ]);
  });

  it('names itself without anything secret', () => {
    expect(open().url).toBe(`s3://tags/net?endpoint=${s3.endpoint}`);
    expect(s3Store({ bucket: 'tags', prefix: '', region: REGION, clock, credentials }).url).toBe(
      's3://tags/',
    );
  });

  it('sends no checksum trailer, and the digest of the body', async () => {
    await open().put('a', body);
    const headers = s3.seen[0]?.headers ?? {};
    expect(headers['x-amz-content-sha256']).toBe(
      '0d22cdcc10e6d049dbe1af5123d50873fdfc1a4f58306e58cb6241be9472014d',
    );
    expect(Object.keys(headers).filter((name) => /checksum|trailer|sdk/.test(name))).toEqual([]);
    expect(headers['content-length']).toBe('10');
  });

  it('asks for encryption, for puts only', async () => {
    const store = open({ sse: { kmsKeyId: 'arn:aws:kms:eu-central-1:1:key/2' } });
    await store.putIfAbsent('a', body);
    await open({ sse: 'AES256' }).put('b', body);
    await store.get('a');
    const named = s3.seen.map(({ headers }) => [
      headers['x-amz-server-side-encryption'],
      headers['x-amz-server-side-encryption-aws-kms-key-id'],
    ]);
    expect(named).toEqual([
      ['aws:kms', 'arn:aws:kms:eu-central-1:1:key/2'],
      ['AES256', undefined],
      [undefined, undefined],
    ]);
  });

  it('asks for credentials each time, so that new ones count', async () => {
    let current = { ...KEYS, sessionToken: 'canary-old' };
    const store = open({ credentials: async () => current });
    expect(await failureOf(store.put('a', body))).toMatch(/InvalidToken/);
    current = KEYS;
    await store.put('a', body);
    expect(stored('net/a')).toBe('some bytes');
  });

  it('says that there are no credentials', async () => {
    const store = open({ credentials: () => Promise.reject(new Error('nobody is logged in')) });
    expect(await failureOf(store.get('a'))).toMatch(
      /GetObject "net\/a" in bucket "tags": no credentials: nobody is logged in/,
    );
    const odd = open({ credentials: async () => ({ ...KEYS, secretAccessKey: 'canary\n' }) });
    expect(await failureOf(odd.get('a'))).toMatch(/odd characters/);
  });
});

describe('what is safe to repeat', () => {
  it.each<[string, Fault]>([
    ['500', broken],
    ['503 SlowDown', slow],
    ['429', { kind: 'error', status: 429, code: 'TooManyRequests' }],
    ['RequestTimeout', { kind: 'error', status: 400, code: 'RequestTimeout' }],
    ['a reset before the effect', { kind: 'reset', effect: 'before' }],
    ['a reset after the effect', { kind: 'reset', effect: 'after' }],
  ])('is repeated after %s, with full jitter', async (_, once) => {
    const store = open();
    clock.chance = 0.5;
    fault(once, once);
    await store.put('a', body);
    fault(once, once);
    expect((await store.get('a'))?.body).toEqual(body);
    fault(once, once);
    expect(await store.list(all)).toMatchObject([{ key: 'a', size: 10 }]);
    fault(once, once);
    await store.delete('a');
    expect(stored('net/a')).toBeUndefined();
    expect(clock.slept).toEqual([50, 100, 50, 100, 50, 100, 50, 100]);
    expect(s3.requests).toHaveLength(12);
  });

  it('is given up after four attempts, with the code', async () => {
    fault(broken, broken, broken, slow);
    expect(await failureOf(open().put('a', body))).toMatch(
      /PutObject "net\/a" in bucket "tags": SlowDown \(HTTP 503/,
    );
    expect(clock.slept).toEqual([100, 200, 400]);
    expect(s3.requests).toHaveLength(4);
  });

  it.each<Fault>([
    { kind: 'cut', how: 'short' },
    { kind: 'cut', how: 'broken' },
  ])('reads a list again that came cut %j', async (cut) => {
    const store = open();
    for (const key of ['a', 'b', 'c']) await store.put(key, body);
    fault(cut);
    expect(await store.list(all)).toMatchObject([{ key: 'a' }, { key: 'b' }, { key: 'c' }]);
    fault(cut, cut, cut, cut);
    expect(await failureOf(store.list(all))).toMatch(/does not read|no answer/);
  });

  it('never takes a broken body for a whole one', async () => {
    const store = open();
    await store.put('a', body);
    fault({ kind: 'cut', how: 'broken' });
    expect((await store.get('a'))?.body).toEqual(body);
    expect(s3.requests).toHaveLength(3);
  });

  it('gives up a request that hangs, and asks again', async () => {
    const hanging = fakeClock([]); // every timeout comes at once
    s3.now = hanging.now;
    fault({ kind: 'hang', effect: 'before' }, { kind: 'hang', effect: 'before' });
    const store = open({ clock: hanging, timeoutMs: 1234, patience: { attempts: 2, baseMs: 10, maxMs: 10 } });
    expect(await failureOf(store.get('a'))).toMatch(/no answer from http.*1234 ms/);
    expect(hanging.slept).toEqual([1234, 10, 1234]);
  });

  it.each(['AccessDenied', 'NoSuchBucket', 'InvalidRequest'])('is not repeated after %s', async (code) => {
    fault({ kind: 'error', status: 403, code });
    expect(await failureOf(open().get('a'))).toContain(code);
    expect(s3.requests).toHaveLength(1);
  });
});

describe('creating', () => {
  it('is repeated after 409, and only so often', async () => {
    fault(conflict, conflict);
    expect(await open().putIfAbsent('a', body)).toBe('created');
    expect(clock.slept).toEqual([100, 200]);
    fault(conflict, conflict, conflict, conflict);
    expect(await failureOf(open().putIfAbsent('b', body))).toContain('ConditionalRequestConflict (HTTP 409');
    expect(s3.requests).toHaveLength(7);
    expect(stored('net/b')).toBeUndefined();
  });

  it.each<[string, Fault, boolean]>([
    ['500', broken, false],
    ['503', slow, false],
    ['a reset before the effect', { kind: 'reset', effect: 'before' }, false],
    ['a reset after the effect', { kind: 'reset', effect: 'after' }, true],
    ['a 409 of another kind', { kind: 'error', status: 409, code: 'OperationAborted' }, false],
  ])('throws after %s, for the log to find out', async (_, once, done) => {
    fault(once);
    await failureOf(open().putIfAbsent('a', body));
    expect(s3.requests).toHaveLength(1);
    expect(stored('net/a') !== undefined).toBe(done);
    expect(await open().putIfAbsent('a', body)).toBe(done ? 'exists' : 'created');
  });

  it('throws when no answer comes, though it may have had its effect', async () => {
    const hanging = fakeClock([]);
    s3.now = hanging.now;
    fault({ kind: 'hang', effect: 'after' });
    await failureOf(open({ clock: hanging }).putIfAbsent('a', body));
    expect(hanging.slept).toEqual([30_000]);
  });

  it('asks for the last time when the request is signed, each time one goes out', async () => {
    const order: string[] = [];
    const noted: Partial<S3Options> = {
      credentials: async () => (order.push('keys'), KEYS),
      clock: { ...clock, now: () => (order.push('signed'), clock.now()) },
      fetch: (url, init) => (order.push('sent'), fetch(url, init)),
    };
    fault(conflict);
    await open(noted).putIfAbsent('a', body, () => void order.push('asked'));
    const once = ['keys', 'signed', 'asked', 'sent'];
    expect(order).toEqual([...once, ...once]);
  });

  it('reads 304 as MinIO meant it', async () => {
    fault({ kind: 'error', status: 304, code: '' });
    expect(await open().putIfAbsent('a', body)).toBe('exists');
  });

  it.each(['ignored', 'refused', 'always-exists'] as const)(
    'proves that a store where it is %s is not fit',
    async (how) => {
      s3.createOnly = how;
      await expect(proveCreateOnly(open())).rejects.toThrow(NotCreateOnly);
      await expect(proveCreateOnly(open())).rejects.toThrow(NotCreateOnly);
    },
  );
});

describe.each([
  ['cos', 'x-cos-forbid-overwrite', 'FileAlreadyExists'],
  ['obs', 'x-obs-forbid-overwrite', 'ObjectAlreadyExists'],
] as const)('the create-only header of %s', (createOnly, name, code) => {
  beforeEach(() => {
    s3.header = { name, value: 'true', status: 409, code };
  });

  it('creates only once, and passes the probe', async () => {
    const store = open({ createOnly });
    expect(await store.putIfAbsent('a', body)).toBe('created');
    expect(await store.putIfAbsent('a', new Uint8Array())).toBe('exists');
    expect(stored('net/a')).toBe('some bytes');
    expect(s3.seen[0]?.headers).toMatchObject({ [name]: 'true' });
    expect(s3.seen[0]?.headers['if-none-match']).toBeUndefined();
    await proveCreateOnly(store);
  });

  it('is needed: with that of S3 the probe refuses the store', async () => {
    await expect(proveCreateOnly(open())).rejects.toThrow(NotCreateOnly);
  });

  it('is refused by the probe where the bucket is versioned, and the header ignored', async () => {
    s3.createOnly = 'ignored';
    await expect(proveCreateOnly(open({ createOnly }))).rejects.toThrow(/never had versioning/);
  });

  it('does not take another 409 for an object that exists', async () => {
    fault({ kind: 'error', status: 409, code: 'OperationAborted' });
    expect(await failureOf(open({ createOnly }).putIfAbsent('a', body))).toContain('OperationAborted');
  });
});

const proxy = async () => new Response('<html>not found</html>', { status: 404 });

describe('errors say what to do', () => {
  it.each<[Fault, RegExp]>([
    [
      { kind: 'error', status: 403, code: 'AccessDenied' },
      /AccessDenied.*s3:ListBucket on arn:aws:s3:::tags /,
    ],
    [
      {
        kind: 'error',
        status: 301,
        code: 'PermanentRedirect',
        headers: { 'x-amz-bucket-region': 'us-west-2' },
      },
      /not in region "eu-central-1": set region to "us-west-2"/,
    ],
    [{ kind: 'error', status: 400, code: 'ExpiredToken' }, /ExpiredToken.*new credentials/],
    [{ kind: 'error', status: 403, code: 'RequestTimeTooSkewed' }, /clock/],
    [{ kind: 'error', status: 404, code: 'NoSuchBucket' }, /create the bucket "tags"/],
    [{ kind: 'error', status: 418, code: 'Teapot' }, /Teapot \(HTTP 418/],
  ])('%j', async (once, message) => {
    fault(once);
    const told = await failureOf(open().get('log/1'));
    expect(told).toMatch(message);
    expect(told).toMatch(/GetObject "net\/log\/1" in bucket "tags"/);
  });

  it('of a clock that is off, a wrong key, a wrong secret', async () => {
    s3.now = () => clock.now() + 16 * 60_000;
    expect(await failureOf(open().get('a'))).toMatch(/RequestTimeTooSkewed.*clock/);
    s3.now = clock.now;
    const other = (change: Partial<typeof KEYS>) =>
      open({ credentials: async () => ({ ...KEYS, ...change }) });
    expect(await failureOf(other({ accessKeyId: 'CANARYOTHER' }).get('a'))).toMatch(/InvalidAccessKeyId/);
    expect(await failureOf(other({ secretAccessKey: 'canary-other' }).get('a'))).toMatch(
      /SignatureDoesNotMatch/,
    );
    expect(await failureOf(other({ sessionToken: 'canary-other' }).get('a'))).toMatch(/InvalidToken.*\*\*\*/);
    expect(await failureOf(open({ region: 'us-east-1' }).get('a'))).toMatch(
      /AuthorizationHeaderMalformed.*set region/,
    );
  });

  it('of a missing bucket and an unreachable store', async () => {
    expect(await failureOf(open({ bucket: 'missing' }).get('a'))).toMatch(/NoSuchBucket.*"missing"/);
    const { endpoint } = s3;
    await s3.close();
    expect(await failureOf(open().get('a'))).toContain(`no answer from ${endpoint} (ECONNREFUSED)`);
  });

  it('does not take a 404 of something else for an absent object', async () => {
    expect(await failureOf(open({ fetch: proxy }).get('a'))).toMatch(/no error code \(HTTP 404/);
    expect(await failureOf(open({ fetch: proxy }).delete('a'))).toMatch(/HTTP 404/);
  });
});

const answer = (inner: string) => async () =>
  new Response(`<ListBucketResult>${inner}</ListBucketResult>`, { status: 200 });
const item = (key: string): string =>
  `<Contents><Key>net/${key}</Key><LastModified>2026-03-01T00:00:00.000Z</LastModified><ETag>&quot;1&quot;</ETag><Size>7</Size></Contents>`;

const listing = (inner: string, query = all) => open({ fetch: answer(inner) }).list(query);

describe('listing', () => {
  it('reads what S3 says', async () => {
    expect(await listing(`<IsTruncated>false</IsTruncated>${item('a%20b')}`)).toEqual([
      { key: 'a%20b', size: 7, etag: '"1"', modified: Date.parse('2026-03-01T00:00:00Z') },
    ]);
    expect(await listing('<IsTruncated>false</IsTruncated>')).toEqual([]);
  });

  it('follows the token where a page is short or empty', async () => {
    const pages = [
      `<IsTruncated>true</IsTruncated><NextContinuationToken>t1</NextContinuationToken>`,
      `<IsTruncated>true</IsTruncated><NextContinuationToken>t2</NextContinuationToken>${item('a')}`,
      `<IsTruncated>false</IsTruncated>${item('b')}`,
    ];
    const asked: (string | null)[] = [];
    const paged: typeof fetch = async (input) => {
      asked.push(
        new URL(input instanceof Request ? input.url : input).searchParams.get('continuation-token'),
      );
      return new Response(`<ListBucketResult>${pages.shift() ?? ''}</ListBucketResult>`, { status: 200 });
    };
    expect(await open({ fetch: paged }).list(all)).toMatchObject([{ key: 'a' }, { key: 'b' }]);
    expect(asked).toEqual([null, 't1', 't2']);
  });

  it.each<[string, string, RegExp]>([
    [
      'an order that is not of bytes',
      `<IsTruncated>false</IsTruncated>${item('b')}${item('a')}`,
      /order of bytes/,
    ],
    ['a key twice', `<IsTruncated>false</IsTruncated>${item('a')}${item('a')}`, /order of bytes/],
    ['more to come without a token', `<IsTruncated>true</IsTruncated>${item('a')}`, /no token/],
    [
      'a token that repeats',
      `<IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken>`,
      /does not advance/,
    ],
    ['no word on whether there is more', item('a'), /does not read/],
    ['no key', '<IsTruncated>false</IsTruncated><Contents><Size>1</Size></Contents>', /does not read/],
  ])('refuses %s', async (_, inner, message) => {
    expect(await failureOf(listing(inner))).toMatch(message);
  });

  it('refuses keys before startAfter, as of a store that does not know it', async () => {
    const inner = `<IsTruncated>false</IsTruncated>${item('a')}${item('b')}`;
    expect(await failureOf(listing(inner, { ...all, startAfter: 'a' }))).toMatch(/order of bytes/);
  });
});
