import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openAccounts } from '../../../functions/aws/accounts.ts';
import type { Aws } from '../../../functions/aws/client.ts';
import { vpc } from '../../../functions/aws/collectors/vpc.ts';
import { Config } from '../../../functions/aws/config.ts';
import { createCalls, RETRY } from '../../../shared/collect/call.ts';
import type { Account, Discovery, ProviderPorts, Unopened } from '../../../shared/collect/provider.ts';
import { collect } from '../../contract/collector.ts';
import { serve } from '../../support/serve.ts';
import { ACCOUNT, callsOnce, clock, OTHER, REGION, startCloud } from './cloud.ts';
import type { AwsCloud } from './cloud.ts';

const role = { roleArn: `arn:aws:iam::${OTHER}:role/tagsync`, externalId: 'tagsync' };
const told = (): never => {
  throw new Error('nobody was told');
};
const caller = { provider: 'aws', account: OTHER, region: REGION, principal: OTHER };

describe('accounts', () => {
  let cloud: AwsCloud;
  let ports: ProviderPorts;
  const before = { ...process.env };
  beforeAll(async () => {
    cloud = await startCloud({ regions: [REGION, 'eu-west-1', 'ap-east-1'], disabled: ['me-south-1'] });
  });
  afterAll(() => cloud.close());
  beforeEach(() => {
    const { accessKeyId, secretAccessKey } = cloud.simulator.credentials(ACCOUNT);
    process.env['AWS_ACCESS_KEY_ID'] = accessKeyId;
    process.env['AWS_SECRET_ACCESS_KEY'] = secretAccessKey;
    process.env['AWS_EC2_METADATA_DISABLED'] = 'true';
    process.env['AWS_CONFIG_FILE'] = '/nonexistent';
    process.env['AWS_SHARED_CREDENTIALS_FILE'] = '/nonexistent';
    ports = { calls: callsOnce(), clock, env: {}, only: [] };
    cloud.simulator.faults.clear();
    cloud.forget();
  });
  afterEach(() => {
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) delete process.env[name];
  });
  afterAll(() => {
    process.env = before;
  });

  const opened = async (config: unknown): Promise<(Account<Aws> | Unopened)[]> => {
    const all = [];
    for await (const account of openAccounts(Config.parse(config), ports)) all.push(account);
    return all;
  };
  const only = async (config: unknown): Promise<Account<Aws>> => {
    const [account] = await opened(config);
    if (account === undefined || !('connect' in account))
      throw new Error('not open', { cause: account?.failure });
    return account;
  };
  const own = () => {
    const { accessKeyId, secretAccessKey } = cloud.simulator.credentials(ACCOUNT);
    return { accessKeyId, secretAccessKey };
  };
  const asked = () => cloud.asked().map(({ action }) => action);
  const wanting = async (names: readonly string[], config: unknown) => {
    ports = { ...ports, only: names };
    return (await opened(config)).map(({ id }) => id);
  };

  it('are the ambient credentials where nothing is said', async () => {
    const account = await only({});
    expect(account).toMatchObject({
      id: ACCOUNT,
      name: undefined,
      principal: `arn:aws:iam::${ACCOUNT}:user/collector`,
    });
    expect(await account.regions()).toEqual(['ap-east-1', 'eu-west-1', 'us-east-1']);
    expect(cloud.simulator.calls().map(({ action, region }) => `${action} ${region}`)).toEqual([
      'sts:GetCallerIdentity us-east-1',
      'ec2:DescribeRegions us-east-1',
    ]);
  });

  it('may be limited to some regions', async () => {
    const account = await only({ regions: { include: ['*-1'], exclude: ['us-*'] } });
    expect(await account.regions()).toEqual(['ap-east-1', 'eu-west-1']);
    expect(['eu-west-1', 'me-south-1', 'us-east-1'].map((region) => account.wants(region))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('are opened by their role, and read with it', async () => {
    const account = await only({ accounts: [{ ...role, name: 'other' }] });
    expect(account).toMatchObject({ id: OTHER, name: 'other', principal: role.roleArn });
    const api = account.connect(REGION, callsOnce()(caller));
    const there = cloud.simulator.estate.accounts[OTHER]?.regions[REGION];
    expect(await collect(vpc, api, { provider: 'aws', account: OTHER, region: REGION })).toHaveLength(
      there?.vpcs.length ?? -1,
    );
    expect(cloud.simulator.calls().map(({ action, account: id }) => `${action} ${id}`)).toEqual([
      `sts:AssumeRole ${ACCOUNT}`,
      `ec2:DescribeVpcs ${OTHER}`,
    ]);
  });

  it('that refuse us are told, the others are open', async () => {
    const all = await opened({ accounts: [{ ...role, externalId: 'wrong' }, { name: 'main' }] });
    expect(all.map(({ id }) => id)).toEqual([OTHER, ACCOUNT]);
    expect(failureOf(all[0])).toMatchObject({ reason: 'denied', code: 'AccessDenied' });
    expect(all[0]?.wants('us-east-1')).toBe(true);
  });

  it('that nobody can name end it, after the others', async () => {
    const wrong = { accessKeyId: 'AKIAWRONG', secretAccessKey: 'wrong' };
    const all: unknown[] = [];
    const open = async () => {
      for await (const { id } of openAccounts(Config.parse({ accounts: [wrong, {}] }), ports)) all.push(id);
    };
    await expect(open()).rejects.toMatchObject({ reason: 'denied', code: 'InvalidClientTokenId' });
    expect(all).toEqual([ACCOUNT]);
  });

  it('are never mistaken for another', async () => {
    const { accessKeyId, secretAccessKey } = cloud.simulator.credentials(ACCOUNT);
    const [account] = await opened({ accounts: [{ id: OTHER, accessKeyId, secretAccessKey }] });
    expect(account?.id).toBe(OTHER);
    expect(failureOf(account)).toMatchObject({ reason: 'denied' });
    expect(String(failureOf(account))).toContain(`are of account ${ACCOUNT}`);
  });

  it('come once', async () => {
    const { accessKeyId, secretAccessKey } = cloud.simulator.credentials(ACCOUNT);
    await expect(opened({ accounts: [{}, { accessKeyId, secretAccessKey }] })).rejects.toThrow(
      `lead to account ${ACCOUNT}`,
    );
  });

  it('are those of the organization that are active', async () => {
    const all = await opened({ organization: { roleName: 'tagsync', externalId: 'tagsync' } });
    expect(all.map(({ id }) => id)).toEqual([ACCOUNT, OTHER]);
    expect(all.every((account) => 'connect' in account)).toBe(true);
    const actions = cloud.asked().map(({ action }) => action);
    expect(actions.filter((action) => action === 'sts:AssumeRole')).toHaveLength(1);
  });

  it('of an organization may be chosen by id or name', async () => {
    const chosen = await opened({
      organization: { roleName: 'tagsync', externalId: 'tagsync', exclude: ['2*'] },
    });
    expect(chosen.map(({ id }) => id)).toEqual([ACCOUNT]);
  });

  it('of an organization are told of, with those that are left out', async () => {
    const found: Discovery[] = [];
    ports = { ...ports, discovered: (one) => void found.push(one) };
    const organization = { roleName: 'tagsync', externalId: 'tagsync', exclude: ['2*'] };
    const regions = { include: ['eu-*'] };
    await opened({ organization, regions });
    const [{ seen, mayWant, wants } = told()] = found;
    expect(found).toHaveLength(1);
    expect([...seen].toSorted()).toEqual([ACCOUNT, OTHER]);
    expect(['333333333333', '211111111111'].map(mayWant)).toEqual([true, false]);
    expect(['eu-west-1', 'us-east-1'].map(wants)).toEqual([true, false]);
    await opened({ organization: { ...organization, include: ['111*'] } });
    expect(['111333333333', '333333333333'].map((id) => found[1]?.mayWant(id))).toEqual([true, false]);
    // Whoever is called so may have been one of them.
    await opened({ organization: { ...organization, include: ['111*', 'team-*'] } });
    expect(found[2]?.mayWant('333333333333')).toBe(true);
    await opened({ accounts: [own()] });
    expect(found).toHaveLength(3); // nothing was searched for
  });

  describe('of which only some are wanted', () => {
    const member = { roleName: 'tagsync', externalId: 'tagsync' };

    it('the organization is not listed: the role follows from the id', async () => {
      expect(await wanting([OTHER], { organization: member })).toEqual([OTHER]);
      expect(asked()).toEqual(['sts:GetCallerIdentity', 'sts:AssumeRole']);
    });

    it('ids are held against patterns of ids', async () => {
      const organization = { ...member, include: ['2*', '1*'], exclude: ['11*'] };
      expect(await wanting([OTHER, ACCOUNT], { organization })).toEqual([OTHER]);
      expect(asked()).toEqual(['sts:GetCallerIdentity', 'sts:AssumeRole']);
    });

    it('patterns of names need the list, and nothing else is opened', async () => {
      expect(await wanting([ACCOUNT], { organization: { ...member, exclude: ['nobody*'] } })).toEqual([
        ACCOUNT,
      ]);
      expect(asked()).toEqual([
        'sts:GetCallerIdentity',
        'organizations:ListAccounts',
        'sts:GetCallerIdentity',
      ]);
    });

    it('names are looked up in the list', async () => {
      const listed = await opened({ organization: member });
      const name = listed.find(({ id }) => id === OTHER)?.name ?? 'no name';
      cloud.forget();
      expect(await wanting([name], { organization: member })).toEqual([OTHER]);
      expect(asked()).toEqual(['sts:GetCallerIdentity', 'organizations:ListAccounts', 'sts:AssumeRole']);
    });

    it('an account that is no member refuses', async () => {
      ports = { ...ports, only: ['999999999999'] };
      const [stranger] = await opened({ organization: member });
      expect(stranger?.id).toBe('999999999999');
      expect(failureOf(stranger)).toMatchObject({ reason: 'denied' });
    });

    it.each([[OTHER], ['other']])('%s alone is opened, others are not asked who they are', async (wanted) => {
      const accounts = [{ ...role, name: 'other' }, own()];
      expect(await wanting([wanted], { accounts })).toEqual([OTHER]);
      expect(asked()).toEqual(['sts:AssumeRole']);
    });

    it('an account that nothing names is looked for among those that do not say who they are', async () => {
      const wrong = { accessKeyId: 'AKIAWRONG', secretAccessKey: 'wrong' };
      expect(await wanting([ACCOUNT], { accounts: [wrong, role, own()] })).toEqual([ACCOUNT]);
      expect(asked()).toEqual(['sts:GetCallerIdentity', 'sts:GetCallerIdentity']);
      await expect(wanting(['999999999999'], { accounts: [wrong, own()] })).rejects.toMatchObject({
        code: 'InvalidClientTokenId',
      });
      cloud.forget();
      expect(await wanting(['nobody'], { accounts: [role, own()] })).toEqual([]);
      expect(asked()).toEqual([]);
    });
  });

  it('without credentials are denied, with advice, and nothing is sent', async () => {
    delete process.env['AWS_ACCESS_KEY_ID'];
    await expect(opened({})).rejects.toMatchObject({ reason: 'denied' });
    expect(cloud.asked()).toEqual([]);
  });

  it('of a profile that does not exist are denied', async () => {
    await expect(opened({ accounts: [{ profile: 'nobody' }] })).rejects.toMatchObject({ reason: 'denied' });
  });

  it('of a role that may not be assumed are refused with what to look at', async () => {
    const [account] = await opened({ accounts: [{ ...role, externalId: 'another' }] });
    expect(failureOf(account)).toMatchObject({
      reason: 'denied',
      message: expect.stringMatching(
        /^sts:AssumeRole: AccessDenied: .*\(check roleArn, that its trust policy names whoever runs this, that externalId is the one it asks for, and that sts:AssumeRole is allowed/,
      ) as unknown,
    });
  });

  it('of a token of a cluster are asked of STS once an attempt', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'tagsync-'));
    const config = path.join(folder, 'config');
    await writeFile(path.join(folder, 'token'), 'a token');
    await writeFile(
      config,
      `[profile pod]\nrole_arn = ${role.roleArn}\nweb_identity_token_file = ${folder}/token\n`,
    );
    const refusing = await serve(Date.now(), () => ({ status: 503, text: '' }));
    process.env['AWS_CONFIG_FILE'] = config;
    process.env['AWS_ENDPOINT_URL_STS'] = refusing.url;
    try {
      await expect(opened({ accounts: [{ profile: 'pod' }] })).rejects.toMatchObject({
        reason: 'unavailable',
      });
      expect(refusing.got.map(({ body }) => new URLSearchParams(body).get('Action'))).toEqual([
        'AssumeRoleWithWebIdentity',
      ]);
    } finally {
      delete process.env['AWS_ENDPOINT_URL_STS'];
      await refusing.close();
      await rm(folder, { recursive: true });
    }
  });

  it('tell who we are, and how far the clock is off', async () => {
    const account = await only({});
    const { clockAheadMs, ...identity } = await account.identify();
    expect(identity).toEqual({ account: ACCOUNT, principal: `arn:aws:iam::${ACCOUNT}:user/collector` });
    expect(Math.abs(clockAheadMs ?? Infinity)).toBeLessThan(5_000);
  });

  it('whose renewal fails do not count it as a failure of the API', async () => {
    let ahead = 0;
    ports = { ...ports, clock: { ...clock, now: () => Date.now() + ahead } };
    const account = await only({ accounts: [role] });
    ahead = 55 * 60_000;
    const attempts: string[] = [];
    const calls = createCalls({
      limits: [],
      policy: RETRY,
      clock,
      signal: new AbortController().signal,
      onAttempt: ({ operation }) => attempts.push(operation),
    });
    cloud.simulator.faults.add({ kind: 'throttle' }, { operation: 'sts:AssumeRole' });
    const list = collect(vpc, account.connect(REGION, calls(caller)), caller);
    await expect(list).rejects.toMatchObject({ reason: 'throttled' });
    expect(attempts).toEqual([]);
  });

  it('ask in a region of their own partition', async () => {
    process.env['AWS_ENDPOINT_URL'] = cloud.simulator.url;
    const regions = async (config: unknown, env = {}) => {
      cloud.forget();
      ports = { ...ports, env };
      await opened(config).catch(() => {});
      return [...new Set(cloud.simulator.calls().map(({ region }) => region))];
    };
    expect(await regions({}, { AWS_REGION: 'eu-west-1' })).toEqual(['eu-west-1']);
    expect(await regions({ regions: { include: ['cn-*'] } })).toEqual(['cn-north-1']);
    expect(await regions({ regions: { include: ['us-gov-east-1'] } })).toEqual(['us-gov-west-1']);
    expect(await regions({ accounts: [{ roleArn: 'arn:aws-cn:iam::111111111111:role/r' }] })).toEqual([
      'cn-north-1',
    ]);
  });
});

function failureOf(account: Account<Aws> | Unopened | undefined): unknown {
  return account !== undefined && 'failure' in account ? account.failure : undefined;
}
