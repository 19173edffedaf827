import { afterEach, describe, expect, it } from 'vitest';
import { openAccounts } from '../../../functions/tencent/accounts.ts';
import { Config } from '../../../functions/tencent/config.ts';
import { GLOBAL } from '../../../shared/collect/provider.ts';
import { call, failing, json, NOW, portsAt, serve } from './cloud.ts';
import type { Got, Reply, Server } from '../../support/serve.ts';

const REGIONS = {
  TotalCount: 4,
  RegionSet: [
    { Region: 'ap-guangzhou', RegionName: '华南地区(广州)', RegionState: 'AVAILABLE', RegionIdMC: null },
    { Region: 'ap-shanghai', RegionName: '华东地区(上海)', RegionState: 'AVAILABLE' },
    { Region: 'na-siliconvalley', RegionName: '美国西部(硅谷)', RegionState: 'AVAILABLE' },
    { Region: 'ap-tianjin', RegionName: '华北地区(天津)', RegionState: 'UNAVAILABLE' },
  ],
};

/** Keys `AKID<account>`; a role of account 2 that asks for an external id. */
function cloud({ headers, body }: Got): Reply {
  const id = /Credential=AKID(\w+)\//.exec(String(headers['authorization']))?.[1] ?? '';
  if (id === '9') return failing('AuthFailure.SecretIdNotFound');
  switch (String(headers['x-tc-action'])) {
    case 'GetCallerIdentity':
      return json({ AccountId: id, Arn: `qcs::cam:${id}:uin/${id}`, Type: 'CAMUser' });
    case 'AssumeRole':
      return body.includes('"ExternalId":"x"')
        ? json({
            Credentials: { TmpSecretId: 'AKID22222', TmpSecretKey: 'k', Token: 't' },
            ExpiredTime: NOW / 1000 + 7200,
          })
        : failing('UnauthorizedOperation');
    case 'DescribeRegions':
      return json(REGIONS);
    default:
      return json({ TotalCount: 0, VpcSet: [] });
  }
}

let server: Server | undefined;
afterEach(() => server?.close());

const keys = (id: string) => ({ accessKeyId: `AKID${id}`, secretAccessKey: 'secret' });
const ROLE = 'qcs::cam::uin/22222:roleName/reader';

async function opened(config: object, only: readonly string[] = []) {
  server = await serve(cloud);
  const parsed = Config.parse({ ...config, endpoint: server.url });
  const accounts = [];
  for await (const account of openAccounts(parsed, portsAt({}, only))) accounts.push(account);
  return accounts;
}

const ids = (accounts: Awaited<ReturnType<typeof opened>>) =>
  accounts.map((one) => [one.id, 'failure' in one ? 'failed' : 'open']);

describe('accounts', () => {
  it('are told by the keys, or opened by a role', async () => {
    const accounts = await opened({
      accounts: [
        { name: 'first', ...keys('11111') },
        { name: 'second', ...keys('11111'), roleArn: ROLE, externalId: 'x' },
      ],
    });
    expect(accounts).toMatchObject([
      { id: '11111', name: 'first', principal: 'qcs::cam:11111:uin/11111' },
      { id: '22222', name: 'second', principal: ROLE },
    ]);
  });

  it('ask as the role, with its token', async () => {
    const [account] = await opened({ accounts: [{ ...keys('11111'), roleArn: ROLE, externalId: 'x' }] });
    if (account === undefined || 'failure' in account) throw new Error('not open');
    await account.connect(GLOBAL, call).ask('vpc:DescribeVpcs', {});
    expect(server?.got.at(-1)?.headers).toMatchObject({ 'x-tc-token': 't', 'x-tc-region': 'ap-guangzhou' });
    expect(server?.got.at(-1)?.headers['authorization']).toContain('Credential=AKID22222/');
  });

  it('that cannot be opened are told with their failure', async () => {
    const accounts = await opened({ accounts: [{ ...keys('11111'), roleArn: ROLE }, keys('33333')] });
    expect(ids(accounts)).toEqual([
      ['22222', 'failed'],
      ['33333', 'open'],
    ]);
  });

  it('are not taken for others', async () => {
    const accounts = await opened({ accounts: [{ id: '44444', ...keys('11111') }] });
    expect(accounts).toMatchObject([{ id: '44444', failure: { reason: 'denied' } }]);
  });

  it('end in an error where nobody can say whose keys they are, after all others', async () => {
    await expect(opened({ accounts: [keys('9'), keys('11111')] })).rejects.toMatchObject({
      code: 'AuthFailure.SecretIdNotFound',
    });
  });

  it('are opened once, and none but those that are wanted', async () => {
    await expect(opened({ accounts: [keys('11111'), keys('11111')] })).rejects.toThrow('two entries');
    await server?.close();
    const all = {
      accounts: [
        { name: 'a', ...keys('11111') },
        { name: 'b', ...keys('33333') },
      ],
    };
    expect(ids(await opened(all, ['b']))).toEqual([['33333', 'open']]);
    await server?.close();
    expect(ids(await opened(all, ['11111']))).toEqual([['11111', 'open']]);
  });
});

const of = async (regions?: object) => {
  const [account] = await opened({ accounts: [keys('11111')], ...(regions && { regions }) });
  if (account === undefined || 'failure' in account) throw new Error('not open');
  const found = await account.regions();
  await server?.close();
  return { found, account };
};

describe('regions', () => {
  it('are all that are enabled', async () => {
    expect((await of()).found).toEqual(['ap-guangzhou', 'ap-shanghai', 'na-siliconvalley']);
  });

  it('are chosen by id or by name, with wildcards', async () => {
    expect((await of({ include: ['ap-*'], exclude: ['ap-shanghai'] })).found).toEqual(['ap-guangzhou']);
    expect((await of({ include: ['华南地区(广州)'] })).found).toEqual(['ap-guangzhou']);
    expect((await of({ include: [' *(上海) ', 'na-*'] })).found).toEqual(['ap-shanghai', 'na-siliconvalley']);
    expect((await of({ exclude: ['华*'] })).found).toEqual(['na-siliconvalley']);
  });

  it('that are wanted by name are known before they are listed', async () => {
    const [account] = await opened({ accounts: [keys('11111')], regions: { include: ['*(上海)'] } });
    expect(['ap-shanghai', 'ap-guangzhou'].map((one) => account?.wants(one))).toEqual([true, false]);
  });
});

describe('who we are', () => {
  it('is told with how far our clock is off', async () => {
    const [account] = await opened({ accounts: [keys('11111')] });
    if (account === undefined || 'failure' in account) throw new Error('not open');
    expect(await account.identify()).toEqual({
      account: '11111',
      principal: 'qcs::cam:11111:uin/11111',
      clockAheadMs: 0,
    });
  });
});

describe('the configuration', () => {
  it.each([
    ['an unknown key', { account: [] }, 'account'],
    ['half a key', { accounts: [{ accessKeyId: 'AKID' }] }, 'belong together'],
    ['a token alone', { accounts: [{ sessionToken: 't' }] }, 'sessionToken needs'],
    ['an external id alone', { accounts: [{ externalId: 'x' }] }, 'externalId needs roleArn'],
    ['another cloud’s role', { accounts: [{ roleArn: 'acs:ram::1:role/x' }] }, 'expected a role, qcs::cam'],
    [
      'a role of another account',
      { accounts: [{ id: '11111', roleArn: ROLE }] },
      'in another account than id',
    ],
    ['an account twice', { accounts: [{ id: '11111' }, { id: '11111' }] }, 'account 11111 is named twice'],
    ['no accounts', { accounts: [] }, 'at least one account'],
    ['no regions', { regions: { include: [] } }, 'at least one region'],
    ['no URL', { endpoint: 'localhost' }, 'endpoint'],
  ])('refuses %s', (_, config, why) => {
    expect(JSON.stringify(Config.safeParse(config).error?.issues)).toContain(why);
  });
});
