/**
 * Tencent Cloud's own client, `tencentcloud-sdk-nodejs`: our signatures are the ones that it makes, and the simulator
 * understands what it sends.
 */
import http from 'node:http';
import { createRequire } from 'node:module';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authorization } from '../../functions/tencent/signature.ts';
import { generateEstate } from '../simulator/tencent/generate.ts';
import { type Tencent, startTencent } from '../simulator/tencent/server.ts';

const require = createRequire(import.meta.url);

interface Signer {
  readonly default: {
    sign3(request: {
      readonly method: 'POST';
      readonly url: string;
      /** As it is sent: of an object, it would be the client's own way to write JSON. */
      readonly payload: Buffer;
      readonly timestamp: number;
      readonly service: string;
      readonly secretId: string;
      readonly secretKey: string;
      readonly headers: Readonly<Record<string, string>>;
    }): string;
  };
}

interface Common {
  readonly CommonClient: new (
    endpoint: string,
    version: string,
    config: object,
  ) => { request(action: string, params: object): Promise<Readonly<Record<string, unknown>>> };
}

const { default: vendor } = require('tencentcloud-sdk-nodejs/tencentcloud/common/sign.js') as Signer;
const { CommonClient } = require('tencentcloud-sdk-nodejs/tencentcloud/common/common_client.js') as Common;

describe('a signature', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('环境=生产', "!'()*~-_.", 'a b+c%20', '&=?/#"\\', '🙂', '\u2028'),
  );
  const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,20}$/);
  const value = fc.oneof(
    text,
    fc.integer(),
    fc.boolean(),
    fc.array(text, { maxLength: 4 }),
    fc.array(fc.record({ Name: text, Values: fc.array(text, { maxLength: 3 }) }), { maxLength: 3 }),
  );

  it("is the one of the vendor's client, for any request", () => {
    fc.assert(
      fc.property(
        fc.dictionary(name, value, { maxKeys: 8 }),
        fc.constantFrom('cvm', 'vpc', 'clb', 'sts', 'cynosdb'),
        fc.constantFrom('', '.ap-shanghai-fsi'),
        // The days change inside, in any year of these.
        fc.integer({ min: 1_500_000_000, max: 2_100_000_000 }),
        fc.stringMatching(/^[A-Za-z0-9]{8,40}$/),
        (params, service, region, timestamp, secret) => {
          const host = `${service}${region}.tencentcloudapi.com`;
          const body = JSON.stringify(params);
          const theirs = vendor.sign3({
            method: 'POST',
            url: `https://${host}/`,
            payload: Buffer.from(body),
            timestamp,
            service,
            secretId: 'AKIDfake',
            secretKey: secret,
            headers: { 'Content-Type': 'application/json' },
          });
          const keys = { accessKeyId: 'AKIDfake', secretAccessKey: secret };
          expect(authorization(keys, { service, host, timestamp, body })).toBe(theirs);
        },
      ),
    );
  });
});

describe("the vendor's client at the simulator", () => {
  const ACCOUNT = '100000000001';
  let started: Tencent | undefined;
  const cloud = (): Tencent => {
    if (started === undefined) throw new Error('the simulator did not start');
    return started;
  };

  /** It takes the product from the name of the host, so that name has to lead to the simulator. */
  function client(service: string, version: string, credential: object) {
    const { port } = new URL(cloud().url);
    const agent = new http.Agent({
      lookup: (_, options, found) => {
        if (options.all === true) found(null, [{ address: '127.0.0.1', family: 4 }]);
        else found(null, '127.0.0.1', 4);
      },
    });
    return new CommonClient(`${service}.tencentcloudapi.com:${port}`, version, {
      credential,
      region: 'ap-guangzhou',
      profile: { httpProfile: { protocol: 'http://', agent } },
    });
  }

  beforeAll(async () => {
    started = await startTencent({
      estate: generateEstate({ seed: 'oracle', accounts: [ACCOUNT], regions: ['ap-guangzhou'] }),
    });
  });
  afterAll(() => started?.close());

  it('is let in, and answered', async () => {
    const { vpcs = [], instances = [] } = cloud().estate.accounts[ACCOUNT]?.regions['ap-guangzhou'] ?? {};
    const keys = cloud().credentials(ACCOUNT);
    const vpc = await client('vpc', '2017-03-12', keys).request('DescribeVpcs', {
      Offset: '0',
      Limit: '100',
    });
    expect(vpc).toMatchObject({ TotalCount: vpcs.length, VpcSet: vpcs });
    const filter = { Name: 'tag:环境', Values: ['生产 & "prod"'] };
    const cvm = await client('cvm', '2017-03-12', keys).request('DescribeInstances', { Filters: [filter] });
    expect(cvm['TotalCount']).toBe(
      instances.filter(({ Tags }) => Tags.some(({ Key }) => Key === '环境')).length,
    );
  });

  it('is let in with what AssumeRole gives', async () => {
    const assumed = await client('sts', '2018-08-13', cloud().credentials(ACCOUNT)).request('AssumeRole', {
      RoleArn: `qcs::cam::uin/${ACCOUNT}:roleName/tagsync`,
      RoleSessionName: 'oracle',
    });
    const { TmpSecretId, TmpSecretKey, Token } = Object(assumed['Credentials']) as Record<string, string>;
    const session = { secretId: TmpSecretId, secretKey: TmpSecretKey, token: Token };
    const caller = await client('sts', '2018-08-13', session).request('GetCallerIdentity', {});
    expect(caller).toMatchObject({ AccountId: ACCOUNT, Type: 'CAMRole' });
  });

  it('is told what is wrong', async () => {
    const keys = { ...cloud().credentials(ACCOUNT), secretKey: 'wrong' };
    const called = client('vpc', '2017-03-12', keys).request('DescribeVpcs', {});
    await expect(called).rejects.toMatchObject({ code: 'AuthFailure.SignatureFailure' });
  });
});
