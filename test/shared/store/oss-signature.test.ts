import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ossSigned } from '../../../shared/store/oss-signature.ts';
import type { OssSigning } from '../../../shared/store/oss-signature.ts';
import { rfc3986 } from '../../../shared/store/sigv4.ts';
import { verify } from '../../simulator/oss/verify.ts';

const nothing = new Uint8Array();

/** Of the tests of Aliyun's SDKs: https://github.com/aliyun/alibabacloud-oss-go-sdk-v2, oss/signer/v4_test.go */
const QUERY = {
  param1: 'value1',
  '+param1': 'value3',
  '|param1': 'value4',
  '+param2': '',
  '|param2': '',
  param2: '',
};
const PUBLISHED = [
  [1_702_743_657, undefined, '20231216', 'e21d18daa82167720f9b1047ae7e7f1ce7cb77a31e8203a7d5f4624fa0284afe'],
  [1_702_784_856, 'token', '20231217', 'b94a3f999cf85bcdc00d332fbd3734ba03e48382c36fa4d5af5df817395bd9ea'],
] as const;

describe('signatures that Aliyun published', () => {
  it.each(PUBLISHED)('at %d', async (seconds, sessionToken, day, signature) => {
    const signing: OssSigning = {
      region: 'cn-hangzhou',
      credentials: { accessKeyId: 'ak', secretAccessKey: 'sk', sessionToken },
      clock: { now: () => seconds * 1000 },
      resource: '/bucket/1234%2B-/123/1.txt',
    };
    const headers = {
      authorization: `OSS4-HMAC-SHA256 Credential=ak/${day}/cn-hangzhou/oss/aliyun_v4_request,Signature=${signature}`,
      'x-oss-date': new Date(seconds * 1000).toISOString().replaceAll(/[-:]|\.000/g, ''),
      'x-oss-content-sha256': 'UNSIGNED-PAYLOAD',
      'x-oss-head1': 'value',
      'content-type': 'text/plain',
      abc: 'value',
      ...(sessionToken === undefined ? {} : { 'x-oss-security-token': sessionToken }),
    };
    const query = Object.entries(QUERY).map(([name, value]) => `${rfc3986(name)}=${rfc3986(value)}`);
    const target = `/1234%2B-/123/1.txt?${query.join('&')}`;
    const at = { bucket: 'bucket', key: '1234+-/123/1.txt' };
    const identity = { region: 'cn-hangzhou', accessKeyId: 'ak', secretAccessKey: 'sk', sessionToken };
    const received = { method: 'PUT', target, headers, body: Buffer.from('') };
    expect(verify(received, at, identity, undefined)).toBeUndefined();
    expect(verify({ ...received, method: 'GET' }, at, identity, undefined)).toBeDefined();

    const made = await ossSigned(
      {
        method: 'PUT',
        base: 'https://bucket.oss-cn-hangzhou.aliyuncs.com',
        path: '/1234%2B-/123/1.txt',
        query: QUERY,
        headers: { 'content-type': 'text/plain', 'x-oss-head1': 'value' },
        body: nothing,
      },
      signing,
    );
    expect(made.url).toBe(
      'https://bucket.oss-cn-hangzhou.aliyuncs.com/1234%2B-/123/1.txt' +
        '?%2Bparam1=value3&%2Bparam2&%7Cparam1=value4&%7Cparam2&param1=value1&param2',
    );
    expect(made.headers['authorization']).toBe(headers.authorization);
    expect(made.headers['x-oss-date']).toBe(headers['x-oss-date']);
    expect(made.headers['x-oss-security-token']).toBe(sessionToken);
  });
});

it('signs what the receiver reads, whatever the key, the parameters and the body', async () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 12 });
  const names = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('GET', 'PUT', 'DELETE'),
      text,
      fc.dictionary(names, text, { maxKeys: 4 }),
      fc.uint8Array({ maxLength: 20 }),
      async (method, key, query, body) => {
        const path = `/${key.split('/').map(rfc3986).join('/')}`;
        const credentials = { accessKeyId: 'ak', secretAccessKey: 'sk' };
        const now = 1_790_000_000_000;
        const { url, headers } = await ossSigned(
          { method, base: 'https://b.example.org', path, query, headers: {}, body },
          { region: 'cn-beijing', credentials, clock: { now: () => now }, resource: `/b${path}` },
        );
        const target = url.slice('https://b.example.org'.length);
        const received = { method, target, headers, body: Buffer.from(body) };
        const identity = { region: 'cn-beijing', ...credentials };
        expect(verify(received, { bucket: 'b', key }, identity, now)).toBeUndefined();
        expect(verify(received, { bucket: 'c', key }, identity, now)).toBeDefined();
        expect(verify(received, { bucket: 'b', key }, { ...identity, secretAccessKey: 'x' }, now)).toEqual({
          status: 403,
          code: 'SignatureDoesNotMatch',
        });
      },
    ),
  );
});
