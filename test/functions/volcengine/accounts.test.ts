import { afterEach, describe, expect, it } from 'vitest';
import { openAccounts } from '../../../functions/volcengine/accounts.ts';
import { Config } from '../../../functions/volcengine/config.ts';
import { roleCredentials } from '../../../functions/volcengine/credentials.ts';
import { GLOBAL } from '../../../shared/collect/provider.ts';
import { call, clock, failing, json, NOW, portsAt, serve } from './cloud.ts';
import type { Got, Reply, Server } from '../../support/serve.ts';

const NAMES = {
  Regions: [
    { RegionId: 'cn-beijing', RegionName: '华北2（北京）' },
    { RegionId: 'cn-shanghai', RegionName: '华东2（上海）' },
    { RegionId: 'ap-southeast-1', RegionName: '亚太东南（柔佛）' },
  ],
};

/** Keys `AKLT<account>`; a role of account 22222; regions on two pages. */
function cloud({ headers, url }: Got): Reply {
  const authorization = String(headers['authorization']);
  const [, id = '', service = ''] = /Credential=AKLT(\w+)\/\d+\/[\w-]+\/(\w+)\//.exec(authorization) ?? [];
  if (id === '9') return failing({ Code: 'InvalidAccessKey', CodeN: 100009 }, 401);
  const { Action = '', RoleTrn = '', NextToken } = Object.fromEntries(url.searchParams);
  switch (Action) {
    case 'GetCallerIdentity':
      return json({ AccountId: Number(id), Trn: `trn:iam::${id}:user/reader`, IdentityType: 'User' });
    case 'AssumeRole':
      return RoleTrn.endsWith('/reader')
        ? json({ Credentials: { AccessKeyId: 'AKLT22222', SecretAccessKey: 'k', SessionToken: 't' } })
        : failing({ Code: 'AccessDenied', CodeN: 100013 }, 403);
    case 'DescribeRegions':
      if (service === 'rds_mysql') return json(NAMES);
      return NextToken === undefined
        ? json({ Regions: [{ RegionId: 'cn-shanghai' }, { RegionId: 'cn-beijing' }], NextToken: 'more' })
        : json({ Regions: [{ RegionId: 'ap-southeast-1' }], NextToken: '' });
    default:
      return json({ TotalCount: 0, Vpcs: [] });
  }
}

let server: Server | undefined;
afterEach(() => server?.close());

const keys = (id: string) => ({ accessKeyId: `AKLT${id}`, secretAccessKey: 'secret' });
const ROLE = 'trn:iam::22222:role/reader';

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
        { name: 'second', ...keys('11111'), roleArn: ROLE },
      ],
    });
    expect(accounts).toMatchObject([
      { id: '11111', name: 'first', principal: 'trn:iam::11111:user/reader' },
      { id: '22222', name: 'second', principal: ROLE },
    ]);
  });

  it('ask as the role, with its token', async () => {
    const [account] = await opened({ accounts: [{ ...keys('11111'), roleArn: ROLE }] });
    if (account === undefined || 'failure' in account) throw new Error('not open');
    await account.connect(GLOBAL, call).ask('vpc:DescribeVpcs', {});
    expect(server?.got.at(-1)?.headers).toMatchObject({ 'x-security-token': 't' });
    expect(String(server?.got.at(-1)?.headers['authorization'])).toContain('Credential=AKLT22222/');
  });

  it('that cannot be opened are told with their failure', async () => {
    const closed = 'trn:iam::22222:role/closed';
    const accounts = await opened({ accounts: [{ ...keys('11111'), roleArn: closed }, keys('33333')] });
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
      code: 'InvalidAccessKey',
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

  it('without keys say which ones they looked for', async () => {
    await expect(opened({})).rejects.toThrow('VOLCENGINE_ACCESS_KEY and VOLCENGINE_SECRET_KEY');
  });

  it('take the keys of the environment under each name that the vendor’s SDKs read', async () => {
    for (const [id, secret] of [
      ['VOLCENGINE_ACCESS_KEY', 'VOLCENGINE_SECRET_KEY'],
      ['VOLCSTACK_ACCESS_KEY_ID', 'VOLCSTACK_SECRET_ACCESS_KEY'],
      ['VOLC_ACCESSKEY', 'VOLC_SECRETKEY'],
    ] as const) {
      server = await serve(cloud);
      const config = Config.parse({ endpoint: server.url });
      const env = { [id]: 'AKLT55555', [secret]: 'secret' };
      for await (const account of openAccounts(config, portsAt(env))) expect(account.id).toBe('55555');
      await server.close();
    }
  });
});

describe('the credentials of a role', () => {
  it('are asked for once, by however many, and again before they end', async () => {
    let now = NOW;
    let asked = 0;
    const credentials = roleCredentials(
      async () => {
        asked += 1;
        return { Credentials: { AccessKeyId: `AKTP${asked}`, SecretAccessKey: 'k', SessionToken: 't' } };
      },
      ROLE,
      { ...clock, now: () => now },
    );
    await Promise.all([credentials(), credentials(), credentials()]);
    now += 49 * 60_000;
    expect((await credentials()).accessKeyId).toBe('AKTP1');
    now += 2 * 60_000;
    expect((await credentials()).accessKeyId).toBe('AKTP2');
    expect(asked).toBe(2);
  });
});

const of = async (regions?: object) => {
  const [account] = await opened({ accounts: [keys('11111')], ...(regions && { regions }) });
  if (account === undefined || 'failure' in account) throw new Error('not open');
  const found = await account.regions();
  await server?.close();
  return found;
};

describe('regions', () => {
  it('are all that there are', async () => {
    expect(await of()).toEqual(['ap-southeast-1', 'cn-beijing', 'cn-shanghai']);
  });

  it('are chosen by id or by name, with wildcards', async () => {
    expect(await of({ include: ['cn-*'], exclude: ['cn-shanghai'] })).toEqual(['cn-beijing']);
    expect(await of({ include: ['华北2（北京）'] })).toEqual(['cn-beijing']);
    expect(await of({ include: [' *（上海） ', 'ap-*'] })).toEqual(['ap-southeast-1', 'cn-shanghai']);
    expect(await of({ exclude: ['华*'] })).toEqual(['ap-southeast-1']);
  });

  it('that are wanted by name are known before they are listed', async () => {
    const [account] = await opened({ accounts: [keys('11111')], regions: { include: ['*（上海）'] } });
    expect(['cn-shanghai', 'cn-beijing'].map((one) => account?.wants(one))).toEqual([true, false]);
  });
});

describe('who we are', () => {
  it('is told with how far our clock is off', async () => {
    const [account] = await opened({ accounts: [keys('11111')] });
    if (account === undefined || 'failure' in account) throw new Error('not open');
    expect(await account.identify()).toEqual({
      account: '11111',
      principal: 'trn:iam::11111:user/reader',
      clockAheadMs: 0,
    });
  });
});

describe('the configuration', () => {
  it.each([
    ['an unknown key', { account: [] }, 'account'],
    ['half a key', { accounts: [{ accessKeyId: 'AKLT' }] }, 'belong together'],
    ['a token alone', { accounts: [{ sessionToken: 't' }] }, 'sessionToken needs'],
    ['another cloud’s role', { accounts: [{ roleArn: 'acs:ram::1:role/x' }] }, 'expected a role, trn:iam'],
    [
      'a role of another account',
      { accounts: [{ id: '11111', roleArn: ROLE }] },
      'in another account than id',
    ],
    ['an account twice', { accounts: [{ id: '11111' }, { id: '11111' }] }, 'account 11111 is named twice'],
    ['no accounts', { accounts: [] }, 'at least one account'],
    ['no regions', { regions: { include: [] } }, 'at least one region'],
  ])('refuses %s', (_, config, text) => {
    const { error } = Config.safeParse(config);
    expect(JSON.stringify(error?.issues)).toContain(text);
  });
});
