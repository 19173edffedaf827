import { describe, expect, it } from 'vitest';
import { signed, withoutSecrets } from '../../../shared/store/sigv4.ts';
import type { AwsRequest, Signing } from '../../../shared/store/sigv4.ts';
import { verify } from '../../simulator/s3/verify.ts';

/** The keys of https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html */
const EXAMPLE = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};
const S3: Signing = {
  service: 's3',
  region: 'us-east-1',
  credentials: EXAMPLE,
  clock: { now: () => Date.parse('2013-05-24T00:00:00Z') },
};
const base = 'https://examplebucket.s3.amazonaws.com';
const nothing = new Uint8Array();

const published: readonly (readonly [string, AwsRequest, Signing, string])[] = [
  [
    'GET Object of the S3 documentation',
    { method: 'GET', base, path: '/test.txt', query: {}, headers: { range: 'bytes=0-9' }, body: nothing },
    S3,
    'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  ],
  [
    'GET Bucket Lifecycle of the S3 documentation',
    { method: 'GET', base, path: '/', query: { lifecycle: '' }, headers: {}, body: nothing },
    S3,
    'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
  ],
  [
    'get-vanilla of the AWS test suite',
    {
      method: 'GET',
      base: 'https://example.amazonaws.com',
      path: '/',
      query: {},
      headers: {},
      body: nothing,
    },
    {
      service: 'service',
      region: 'us-east-1',
      credentials: {
        accessKeyId: 'AKIDEXAMPLE',
        secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
      },
      clock: { now: () => Date.parse('2015-08-30T12:36:00Z') },
    },
    '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31',
  ],
];

describe('signatures that AWS published', () => {
  it.each(published)('%s', async (_, request, signing, signature) => {
    const { url, headers } = await signed(request, signing);
    expect(headers['authorization']).toMatch(new RegExp(`Signature=${signature}$`));
    // The simulator's verifier shares no code with the signer; it must agree.
    const received = {
      method: request.method,
      target: url.slice(new URL(url).origin.length),
      headers: { ...headers, host: new URL(url).host },
      body: Buffer.from(request.body),
    };
    const expected = { ...signing, ...signing.credentials };
    expect(verify(received, expected)).toBeUndefined();
    for (const wrong of [
      { ...received, method: 'POST' },
      { ...received, target: `${received.target}x` },
      { ...received, body: Buffer.from('other') },
      { ...received, headers: { ...received.headers, host: 'elsewhere' } },
    ]) {
      expect(verify(wrong, expected)).toBeDefined();
    }
    expect(verify(received, { ...expected, secretAccessKey: 'other' })).toMatchObject({
      code: 'SignatureDoesNotMatch',
    });
  });
});

/** The signer leaves out `date`, so this example is for the verifier alone. */
it('verifies PUT Object of the S3 documentation', () => {
  const authorization =
    'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,' +
    'SignedHeaders=date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class,' +
    'Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd';
  const headers = {
    authorization,
    host: 'examplebucket.s3.amazonaws.com',
    date: 'Fri, 24 May 2013 00:00:00 GMT',
    'x-amz-date': '20130524T000000Z',
    'x-amz-storage-class': 'REDUCED_REDUNDANCY',
    'x-amz-content-sha256': '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072',
  };
  const body = Buffer.from('Welcome to Amazon S3.');
  const received = { method: 'PUT', target: '/test%24file.text', headers, body };
  const expected = { ...EXAMPLE, service: 's3', region: 'us-east-1' };
  expect(verify(received, expected)).toBeUndefined();
  expect(verify({ ...received, target: '/test$file.text' }, expected)).toBeDefined();
});

it('sends the session token and signs it', async () => {
  const credentials = { ...EXAMPLE, sessionToken: 'a/session+token==' };
  const [, request] = published[0] ?? [];
  if (request === undefined) throw new Error('no example');
  const { headers } = await signed(request, { ...S3, credentials });
  expect(headers['x-amz-security-token']).toBe('a/session+token==');
  expect(headers['authorization']).toContain('x-amz-security-token');
});

it('does not let an odd key reach a header, nor its value a message', async () => {
  const [, request] = published[0] ?? [];
  if (request === undefined) throw new Error('no example');
  const credentials = { ...EXAMPLE, sessionToken: 'canary-token\n' };
  const failure = await signed(request, { ...S3, credentials }).catch(String);
  expect(failure).toContain('line breaks');
  expect(failure).not.toContain('canary');
});

it('takes every credential out of a text', () => {
  const said = 'AKIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY a-session and a-session';
  expect(withoutSecrets(said, { ...EXAMPLE, sessionToken: 'a-session' })).toBe('*** *** *** and ***');
  expect(withoutSecrets('as it was', { ...EXAMPLE, sessionToken: '' })).toBe('as it was');
});
