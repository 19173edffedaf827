import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Got, type Sent, send } from './client.ts';
import { generateEstate } from './generate.ts';
import { type AliyunCloud, startAliyun } from './server.ts';

const MAIN = '1111111111111111';
const OTHER = '2222222222222222';
const ROLE = `acs:ram::${OTHER}:role/reader`;
const PROVIDER = `acs:ram::${OTHER}:oidc-provider/ack`;
const MINUTE = 60_000;

const said = ({ status, body }: Got): string => `${status} ${String(body['Code'] ?? body['code'])}`;
const at = (ms: number): string => `${new Date(Date.now() + ms).toISOString().slice(0, 19)}Z`;
const path = (host: string): Partial<Sent> => ({ path: `/${host}.aliyuncs.com/` });

describe('who may ask', () => {
  let started: AliyunCloud | undefined;
  const cloud = (): AliyunCloud => {
    if (started === undefined) throw new Error('the simulator did not start');
    return started;
  };
  beforeAll(async () => {
    const estate = generateEstate({
      seed: 'who',
      accounts: [MAIN, OTHER],
      regions: ['cn-hangzhou', 'cn-beijing'],
    });
    estate.accounts[OTHER]?.roles.push({
      name: 'reader',
      trusts: [MAIN],
      externalId: 'secret handshake',
      oidc: { provider: PROVIDER, tokens: ['a token'] },
    });
    started = await startAliyun({ estate });
  });
  afterAll(() => started?.close());

  const ask = (more: Partial<Sent> = {}): Promise<Got> =>
    send({
      url: cloud().url,
      credentials: cloud().credentials(MAIN),
      version: '2016-04-28',
      action: 'DescribeVpcs',
      params: { RegionId: 'cn-hangzhou' },
      ...more,
    });
  const sts = (
    action: string,
    params: Readonly<Record<string, string>>,
    more: Partial<Sent> = {},
  ): Promise<Got> => ask({ version: '2015-04-01', action, params, ...more });

  it('whoever signs well', async () => {
    expect((await ask()).status).toBe(200);
    expect((await ask({ method: 'GET' })).status).toBe(200);
    expect((await ask({ date: at(-14 * MINUTE) })).status).toBe(200);
  });

  it('nobody with a wrong or an unknown key', async () => {
    const { accessKeyId } = cloud().credentials(MAIN);
    const wrong = { accessKeyId, accessKeySecret: 'wrong', securityToken: undefined };
    expect(said(await ask({ credentials: wrong }))).toBe('400 SignatureDoesNotMatch');
    const unknown = { ...wrong, accessKeyId: 'LTAInobody' };
    expect(said(await ask({ credentials: unknown }))).toBe('404 InvalidAccessKeyId.NotFound');
    const { credentials: _, ...unsigned } = { url: cloud().url, credentials: wrong };
    expect(said(await send({ ...unsigned, version: '2016-04-28', action: 'DescribeVpcs' }))).toBe(
      '400 IncompleteSignature',
    );
  });

  it('nobody whose clock is off, and nothing twice', async () => {
    expect(said(await ask({ date: at(16 * MINUTE) }))).toBe('400 InvalidTimeStamp.Expired');
    expect(said(await ask({ date: at(-16 * MINUTE) }))).toBe('400 InvalidTimeStamp.Expired');
    expect(said(await ask({ date: 'today' }))).toBe('400 InvalidTimeStamp.Format');
    expect((await ask({ nonce: 'the same' })).status).toBe(200);
    expect(said(await ask({ nonce: 'the same' }))).toBe('400 SignatureNonceUsed');
  });

  it('nothing at the wrong place', async () => {
    expect((await ask(path('vpc.cn-hangzhou'))).status).toBe(200);
    expect(said(await ask(path('ecs.cn-hangzhou')))).toBe('400 InvalidVersion');
    expect(said(await ask(path('vpc.cn-beijing')))).toBe('400 InvalidOperation.NotSupportedEndpoint');
    expect(said(await ask({ version: '2014-05-26' }))).toBe('404 InvalidAction.NotFound');
    expect(said(await ask({ path: '/api/v1/clusters' }))).toBe('404 InvalidAction.NotFound');
    expect(said(await ask({ params: { RegionId: 'cn-nowhere' } }))).toBe('404 InvalidRegionId.NotFound');
  });

  it('a role that trusts the caller, for as long as the session lasts', async () => {
    const params = { RoleArn: ROLE, RoleSessionName: 'tagsync', ExternalId: 'secret handshake' };
    const { body } = await sts('AssumeRole', params);
    const given = body['Credentials'] as Readonly<Record<string, string>>;
    const session = {
      accessKeyId: given['AccessKeyId'] ?? '',
      accessKeySecret: given['AccessKeySecret'] ?? '',
      securityToken: given['SecurityToken'],
    };
    const who = await sts('GetCallerIdentity', {}, { credentials: session });
    expect(who.body).toMatchObject({
      AccountId: OTHER,
      IdentityType: 'AssumedRoleUser',
      Arn: `acs:ram::${OTHER}:assumed-role/reader/tagsync`,
    });
    const bare = { ...session, securityToken: undefined };
    expect(said(await ask({ credentials: bare }))).toBe('400 MissingSecurityToken');
    const mixed = { ...session, securityToken: 'another' };
    expect(said(await ask({ credentials: mixed }))).toBe('400 InvalidSecurityToken.MismatchWithAccessKey');
    const old = cloud().session(OTHER, 'reader', Date.now() - 1);
    expect(said(await ask({ credentials: old }))).toBe('400 InvalidSecurityToken.Expired');
  });

  it('no role with another handshake, or that does not exist', async () => {
    const params = { RoleArn: ROLE, RoleSessionName: 'tagsync' };
    expect(said(await sts('AssumeRole', params))).toBe('403 NoPermission');
    const nobody = { ...params, RoleArn: `${ROLE}x` };
    expect(said(await sts('AssumeRole', nobody))).toBe('404 EntityNotExist.Role');
  });

  it('a token of an OIDC provider, without any signature', async () => {
    const params = {
      RoleArn: ROLE,
      RoleSessionName: 'tagsync',
      OIDCProviderArn: PROVIDER,
      OIDCToken: 'a token',
    };
    const open = { url: cloud().url, version: '2015-04-01', action: 'AssumeRoleWithOIDC' };
    expect((await send({ ...open, params })).body).toHaveProperty('Credentials.SecurityToken');
    expect(said(await send({ ...open, params: { ...params, OIDCToken: 'stolen' } }))).toBe(
      '400 AuthenticationFail.OIDCToken.Invalid',
    );
  });

  it('the directory of the account that manages it', async () => {
    const members = { version: '2022-04-19', action: 'ListAccounts', params: {} };
    expect(await ask(members)).toMatchObject({
      status: 200,
      body: { Accounts: { Account: [{ AccountId: OTHER, Status: 'CreateSuccess' }] }, TotalCount: 1 },
    });
    const other = { ...members, credentials: cloud().credentials(OTHER) };
    expect(said(await ask(other))).toBe('404 EntityNotExists.ResourceDirectory');
  });

  it('servers are hidden from whoever may not list them; a dry run tells', async () => {
    const instances = (params: Readonly<Record<string, string>> = {}): Promise<Got> =>
      ask({
        version: '2014-05-26',
        action: 'DescribeInstances',
        params: { RegionId: 'cn-hangzhou', ...params },
      });
    expect(said(await instances({ DryRun: 'true' }))).toBe('400 DryRunOperation');
    const undo = cloud().faults.add({ kind: 'deny' });
    expect(await instances()).toMatchObject({ status: 200, body: { Instances: { Instance: [] } } });
    expect(said(await instances({ DryRun: 'true' }))).toBe('403 Forbidden.RAM');
    expect(said(await ask())).toBe('403 Forbidden.RAM');
    undo();
    expect(said(await instances({ DryRun: 'true' }))).toBe('400 DryRunOperation');
  });
});
