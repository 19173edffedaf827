/**
 * Volcengine's own client, `@volcengine/openapi`: our signatures are the ones that it makes, and the simulator
 * understands what it sends.
 */
import { createRequire } from 'node:module';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queryOf, signedHeaders } from '../../functions/volcengine/signature.ts';
import { generateEstate } from '../simulator/volcengine/generate.ts';
import { type Volcengine, startVolcengine } from '../simulator/volcengine/server.ts';

const require = createRequire(import.meta.url);

interface Keys {
  readonly accessKeyId: string;
  readonly secretKey: string;
  readonly sessionToken?: string | undefined;
}

interface Vendor {
  readonly Signer: new (
    request: {
      readonly region: string;
      readonly method: string;
      readonly pathname: string;
      readonly params: Readonly<Record<string, string>>;
      readonly headers: Record<string, string>;
      readonly body: string;
    },
    service: string,
  ) => { addAuthorization(keys: Keys, date: Date): void };
  readonly Service: new (options: object) => {
    createAPI(
      action: string,
      params?: object,
    ): (data: object) => Promise<{
      readonly ResponseMetadata: { readonly Error?: { readonly Code: string } };
      readonly Result?: Readonly<Record<string, unknown>>;
    }>;
    createJSONAPI(action: string): ReturnType<InstanceType<Vendor['Service']>['createAPI']>;
  };
}

const { Signer, Service } = require('@volcengine/openapi') as Vendor;

describe('a signature', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('环境=生产', "!'()*~-_.", 'a b+c%20', '&=?/#"\\', '🙂', '\u2028'),
  );
  const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9.]{0,20}$/);

  it("is the one of the vendor's client, for any request", () => {
    fc.assert(
      fc.property(
        fc.dictionary(name, text, { maxKeys: 8 }),
        fc.constantFrom('ecs', 'vpc', 'rds_mysql', 'sts', 'natgateway'),
        fc.constantFrom('cn-beijing', 'ap-southeast-1'),
        // The days change inside, in any year of these.
        fc.integer({ min: 1_500_000_000, max: 2_100_000_000 }),
        fc.stringMatching(/^[A-Za-z0-9]{8,40}$/),
        fc.option(fc.stringMatching(/^[A-Za-z0-9]{8,40}$/), { nil: undefined }),
        fc.oneof(fc.constant(''), fc.json()),
        (given, service, region, seconds, secret, sessionToken, body) => {
          const params: Record<string, string> = { ...given, Action: 'Describe', Version: '2020-04-01' };
          const method = body === '' ? 'GET' : 'POST';
          const host = 'open.volcengineapi.com';
          const query = queryOf(params);
          const keys = { accessKeyId: 'AKLTfake', secretAccessKey: secret, sessionToken };
          const ours = signedHeaders(keys, {
            method,
            service,
            region,
            query,
            host,
            now: seconds * 1000,
            body,
          });
          // It signs whatever headers it is given.
          const { authorization, ...rest } = ours;
          const headers: Record<string, string> = { host, ...rest };
          for (const own of ['x-date', 'x-security-token']) delete headers[own];
          if (body !== '') delete headers['x-content-sha256'];
          const request = { region, method, pathname: '/', params, headers, body };
          const theirs = { accessKeyId: 'AKLTfake', secretKey: secret, sessionToken };
          new Signer(request, service).addAuthorization(theirs, new Date(seconds * 1000));
          expect(authorization).toBe(headers['Authorization']);
        },
      ),
    );
  });
});

describe("the vendor's client at the simulator", () => {
  const ACCOUNT = '2100000001';
  let started: Volcengine | undefined;
  const cloud = (): Volcengine => {
    if (started === undefined) throw new Error('the simulator did not start');
    return started;
  };

  function client(serviceName: string, defaultVersion: string, keys: Keys) {
    const host = new URL(cloud().url).host;
    return new Service({
      serviceName,
      defaultVersion,
      host,
      protocol: 'http:',
      region: 'cn-beijing',
      ...keys,
    });
  }
  const own = (): Keys => {
    const { accessKeyId, secretAccessKey } = cloud().credentials(ACCOUNT);
    return { accessKeyId, secretKey: secretAccessKey };
  };

  beforeAll(async () => {
    started = await startVolcengine({
      estate: generateEstate({ seed: 'oracle', accounts: [ACCOUNT], regions: ['cn-beijing'] }),
    });
  });
  afterAll(() => started?.close());

  it('is let in, and answered, in the query and in JSON', async () => {
    const { vpcs = [], mysqls = [] } = cloud().estate.accounts[ACCOUNT]?.regions['cn-beijing'] ?? {};
    const vpc = await client('vpc', '2020-04-01', own()).createAPI('DescribeVpcs')({ PageSize: 100 });
    expect(vpc.Result).toMatchObject({ TotalCount: vpcs.length, Vpcs: vpcs });
    const mysql = client('rds_mysql', '2022-01-01', own()).createJSONAPI('DescribeDBInstances');
    const { Result } = await mysql({ PageNumber: 1, PageSize: 100 });
    expect(Result).toMatchObject({ Total: mysqls.length, Instances: mysqls });
  });

  it('is let in with what AssumeRole gives', async () => {
    const assumed = await client('sts', '2018-01-01', own()).createAPI('AssumeRole')({
      RoleTrn: `trn:iam::${ACCOUNT}:role/tagsync`,
      RoleSessionName: 'oracle',
    });
    const { AccessKeyId, SecretAccessKey, SessionToken } = Object(assumed.Result?.['Credentials']) as Record<
      string,
      string
    >;
    if (AccessKeyId === undefined || SecretAccessKey === undefined) throw new Error('no credentials');
    const session = { accessKeyId: AccessKeyId, secretKey: SecretAccessKey, sessionToken: SessionToken };
    const caller = await client('sts', '2018-01-01', session).createAPI('GetCallerIdentity')({});
    expect(caller.Result).toMatchObject({ AccountId: Number(ACCOUNT), IdentityType: 'AssumedRole' });
  });

  it('is told what is wrong', async () => {
    const wrong = { ...own(), secretKey: 'wrong' };
    const { ResponseMetadata } = await client('vpc', '2020-04-01', wrong).createAPI('DescribeVpcs')({});
    expect(ResponseMetadata.Error?.Code).toBe('SignatureDoesNotMatch');
  });
});
