/**
 * Baidu's own SDK for JavaScript next to our signer: the same authorization for any request, Chinese text and reserved
 * characters included; and its own transport at the simulator, which has to understand it. Shapes:
 * `baidu-types.check.ts`.
 */
import { createRequire } from 'node:module';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signed } from '../../functions/baidu/signature.ts';
import { generateEstate } from '../simulator/baidu/generate.ts';
import { type BaiduCloud, startBaidu } from '../simulator/baidu/server.ts';

const require = createRequire(import.meta.url);
const ACCOUNT = 'a'.repeat(32);

type Texts = Readonly<Record<string, string>>;

interface Authorizer {
  generateAuthorization(
    method: string,
    resource: string,
    params: Texts,
    headers: Texts,
    timestamp: number,
    expires: number,
  ): string;
}

interface Client {
  sendRequest(
    method: string,
    resource: string,
    given: { readonly params?: Texts; readonly config?: object },
  ): Promise<{ readonly body: Readonly<Record<string, unknown>> }>;
}

const Auth = require('@baiducloud/sdk/src/auth') as new (ak: string, sk: string) => Authorizer;
const BceBaseClient = require('@baiducloud/sdk/src/bce_base_client') as new (
  config: object,
  service: string,
  regional: boolean,
) => Client;

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('环境=生产', "!'()*~-_.", 'a b+c', '%20', '&=?/#', '🙂', ''),
);
// The SDK does not encode names, which are of letters.
const name = fc
  .stringMatching(/^[A-Za-z][A-Za-z0-9._-]{0,11}$/)
  .filter((one) => one.toLowerCase() !== 'authorization');

const any = fc.record({
  method: fc.constantFrom('GET' as const, 'POST' as const),
  path: fc.constantFrom('/v1/vpc', '/v1/blb/lb-1/listener', '/api/cce/service/v2/clusters', '/'),
  params: fc.dictionary(name, text, { maxKeys: 6 }),
  host: fc.constantFrom('bcc.bj.baidubce.com', '127.0.0.1:8080'),
  sessionToken: fc.option(fc.base64String({ minLength: 4 }), { nil: undefined }),
  secretAccessKey: fc.string({ minLength: 1 }),
  seconds: fc.integer({ min: 1_500_000_000, max: 4_000_000_000 }),
});

describe("the vendor's signer", () => {
  it('signs any request as we do', () => {
    fc.assert(
      fc.property(any, ({ method, path, params, host, sessionToken, secretAccessKey, seconds }) => {
        const url = new URL(`https://${host}${path}`);
        const headers = { 'content-type': 'application/json; charset=UTF-8' };
        const keys = { accessKeyId: 'ALTAKfake', secretAccessKey, sessionToken };
        const { authorization, ...ours } = signed(keys, { method, url, params, headers }, seconds * 1000);
        const theirs = new Auth('ALTAKfake', secretAccessKey).generateAuthorization(
          method,
          path,
          params,
          { ...ours, host },
          seconds,
          1800,
        );
        expect(authorization).toBe(theirs);
      }),
      { numRuns: 500 },
    );
  });
});

describe("the vendor's transport at the simulator", () => {
  let started: BaiduCloud | undefined;
  const there = (): BaiduCloud => {
    if (started === undefined) throw new Error('the simulator did not start');
    return started;
  };
  const client = (secret?: string): Client => {
    const { accessKeyId: ak, secretAccessKey: sk } = there().credentials(ACCOUNT);
    return new BceBaseClient({ endpoint: there().url, credentials: { ak, sk: secret ?? sk } }, 'bcc', true);
  };

  const asked = (params: Texts) => client().sendRequest('GET', '/bcc.bj/v2/instance', { params, config: {} });

  beforeAll(async () => {
    started = await startBaidu({
      estate: generateEstate({ seed: 'oracle', accounts: [ACCOUNT], regions: ['bj'] }),
    });
  });
  afterAll(() => started?.close());

  it('is understood, page by page', async () => {
    const { body: first } = await asked({ maxKeys: '3' });
    expect(first).toMatchObject({ isTruncated: true, maxKeys: 3 });
    const { body: second } = await asked({ maxKeys: '1000', marker: String(first['nextMarker']) });
    const { instances } = there().estate.accounts[ACCOUNT]?.places['bj']?.here ?? { instances: [] };
    const rows = [first, second].flatMap(({ instances: some }) => some as readonly { readonly id: string }[]);
    expect(rows.map(({ id }) => id).toSorted()).toEqual(instances.map(({ id }) => id).toSorted());
  });

  it('is told what is wrong', async () => {
    const called = client('wrong').sendRequest('GET', '/bcc.bj/v1/vpc', { config: {} });
    await expect(called).rejects.toMatchObject({ status_code: 400, code: 'SignatureDoesNotMatch' });
  });
});
