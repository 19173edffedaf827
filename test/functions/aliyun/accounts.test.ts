import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAccounts } from '../../../functions/aliyun/accounts.ts';
import type { Aliyun } from '../../../functions/aliyun/client.ts';
import type { Config } from '../../../functions/aliyun/config.ts';
import { PROBES } from '../../../functions/aliyun/probe.ts';
import { aliyun } from '../../../functions/aliyun/provider.ts';
import type { Account, Discovery, Unopened } from '../../../shared/collect/provider.ts';
import { collect } from '../../contract/collector.ts';
import { ACCOUNT, OTHER, REGION, callsOnce, clock, startCloud } from './cloud.ts';
import type { AliyunCloud } from './cloud.ts';

const PROVIDER = `acs:ram::${OTHER}:oidc-provider/ack`;
const ROLE = `acs:ram::${OTHER}:role/reader`;

let cloud: AliyunCloud;
let folder: string;
let env: Record<string, string>;

beforeAll(async () => {
  cloud = await startCloud({ sizes: { instances: 3, networkInterfaces: 3 } });
  cloud.simulator.estate.accounts[OTHER]?.roles.push(
    { name: 'reader', trusts: [ACCOUNT], externalId: 'agreed' },
    { name: 'pods', trusts: [], oidc: { provider: PROVIDER, tokens: ['the token'] } },
  );
  const { accessKeyId, accessKeySecret } = cloud.simulator.credentials(ACCOUNT);
  env = { ALIBABA_CLOUD_ACCESS_KEY_ID: accessKeyId, ALIBABA_CLOUD_ACCESS_KEY_SECRET: accessKeySecret };
  folder = await mkdtemp(join(tmpdir(), 'oidc-'));
  await writeFile(join(folder, 'token'), 'the token\n');
  await writeFile(join(folder, 'other'), 'another token');
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await cloud.close();
});

type Opened = Account<Aliyun> | Unopened;

async function opened(
  config: Omit<Config, 'endpoint'>,
  ports: {
    readonly env?: Record<string, string>;
    readonly only?: readonly string[];
    readonly discovered?: (found: Discovery) => void;
  } = {},
): Promise<readonly Opened[]> {
  const all: Opened[] = [];
  const given = {
    calls: callsOnce(),
    clock,
    env: ports.env ?? env,
    only: ports.only ?? [],
    ...(ports.discovered && { discovered: ports.discovered }),
  };
  const parsed = aliyun.config.parse({ ...config, endpoint: cloud.simulator.url });
  for await (const account of openAccounts(parsed, given)) all.push(account);
  return all;
}

async function one(...args: Parameters<typeof opened>): Promise<Account<Aliyun>> {
  const [first] = await opened(...args);
  if (first === undefined || 'failure' in first) throw new Error('not open', { cause: first?.failure });
  return first;
}

describe('accounts', () => {
  it('are the ambient one without configuration', async () => {
    const account = await one({});
    expect(account).toMatchObject({ id: ACCOUNT, principal: `acs:ram::${ACCOUNT}:user/tagsync` });
    expect(await account.regions()).toEqual(['ap-southeast-1', REGION]);
    expect(await account.identify()).toEqual({
      account: ACCOUNT,
      principal: `acs:ram::${ACCOUNT}:user/tagsync`,
      clockAheadMs: expect.any(Number),
    });
  });

  it('are reached through roles, with what the role asks for', async () => {
    const account = await one({ accounts: [{ roleArn: ROLE, externalId: 'agreed' }] });
    expect(account).toMatchObject({ id: OTHER, principal: ROLE });
    expect((await account.identify()).principal).toContain(':assumed-role/reader/cloud-tag-sync');
  });

  it('that do not open are told with the reason', async () => {
    const [refused] = await opened({ accounts: [{ roleArn: ROLE, externalId: 'wrong' }] });
    expect(refused).toMatchObject({ id: OTHER, failure: { reason: 'denied', code: 'NoPermission' } });
    const [missing] = await opened({ accounts: [{ roleArn: `acs:ram::${OTHER}:role/nobody` }] });
    expect(missing).toMatchObject({ failure: { reason: 'denied', code: 'EntityNotExist.Role' } });
  });

  it('are not taken one for another', async () => {
    const [refused] = await opened({ accounts: [{ id: OTHER }] });
    expect(refused).toMatchObject({ id: OTHER, failure: { reason: 'denied' } });
  });

  it('take a temporary key with its token, and say when it has expired', async () => {
    const good = cloud.simulator.session(ACCOUNT, 'function', Date.now() + 3_600_000);
    const keys = (from: typeof good) => ({
      ALIBABA_CLOUD_ACCESS_KEY_ID: from.accessKeyId,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: from.accessKeySecret,
      ALIBABA_CLOUD_SECURITY_TOKEN: from.securityToken ?? '',
    });
    expect((await one({}, { env: keys(good) })).id).toBe(ACCOUNT);
    const old = cloud.simulator.session(ACCOUNT, 'function', Date.now() - 1);
    await expect(opened({}, { env: keys(old) })).rejects.toMatchObject({
      reason: 'denied',
      code: 'InvalidSecurityToken.Expired',
    });
  });

  it('are opened by a token of somebody else: from the environment, or as configured', async () => {
    const role = `acs:ram::${OTHER}:role/pods`;
    const oidc = { roleArn: role, providerArn: PROVIDER, tokenFile: join(folder, 'token') };
    const pod = {
      ALIBABA_CLOUD_ROLE_ARN: role,
      ALIBABA_CLOUD_OIDC_PROVIDER_ARN: PROVIDER,
      ALIBABA_CLOUD_OIDC_TOKEN_FILE: join(folder, 'token'),
    };
    expect((await one({}, { env: pod })).id).toBe(OTHER);
    expect((await one({ accounts: [{ oidc }] }, { env: {} })).id).toBe(OTHER);
    const wrong = { ...oidc, tokenFile: join(folder, 'other') };
    await expect(opened({ accounts: [{ oidc: wrong }] })).rejects.toMatchObject({ reason: 'denied' });
    const absent = { ...oidc, tokenFile: join(folder, 'absent') };
    await expect(opened({ accounts: [{ oidc: absent }] })).rejects.toMatchObject({ reason: 'denied' });
  });

  it('without any credentials say what to give', async () => {
    await expect(opened({}, { env: {} })).rejects.toThrow(/ALIBABA_CLOUD_ACCESS_KEY_ID/);
  });

  it('are found in the resource directory, its manager included', async () => {
    const resourceDirectory = { roleName: 'reader', externalId: 'agreed' };
    const all = await opened({ resourceDirectory });
    expect(all.map(({ id }) => id).toSorted()).toEqual([ACCOUNT, OTHER]);
    expect(all.filter((account) => 'failure' in account)).toEqual([]);
    const some = await opened({ resourceDirectory: { ...resourceDirectory, exclude: ['5555*'] } });
    expect(some.map(({ id }) => id)).toEqual([ACCOUNT]);
    const found: Discovery[] = [];
    const only = await opened(
      { resourceDirectory: { ...resourceDirectory, exclude: ['1*'] } },
      { only: [OTHER], discovered: (search) => void found.push(search) },
    );
    expect(only.map(({ id }) => id)).toEqual([OTHER]);
    // Also those that are left out: they are not gone.
    expect(found.map(({ seen }) => [...seen].toSorted())).toEqual([[ACCOUNT, OTHER]]);
    expect(['777', '177'].map((id) => found[0]?.mayWant(id))).toEqual([true, false]);
  });

  it('have the regions that are wanted, by id or by name', async () => {
    const regions = async (include: string[], exclude?: string[]) =>
      (await one({ regions: { include, ...(exclude && { exclude }) } })).regions();
    expect(await regions(['cn-*'])).toEqual([REGION]);
    expect(await regions(['新加坡'])).toEqual(['ap-southeast-1']);
    expect(await regions(['*'], ['华东1*'])).toEqual(['ap-southeast-1']);
    const account = await one({ regions: { include: ['华东1*'] } });
    expect([account.wants(REGION), account.wants('ap-southeast-1')]).toEqual([true, false]);
  });
});

describe('permissions', () => {
  it('of every action have a probe', () => {
    const actions = [...aliyun.actions, ...aliyun.collectors.flatMap((collector) => collector.actions)];
    expect(Object.keys(PROBES)).toEqual(expect.arrayContaining([...new Set(actions)]));
  });

  it('that are there pass, and those that lack are denied', async () => {
    const account = await one({});
    const call = callsOnce()({ provider: 'aliyun', account: ACCOUNT, region: REGION, principal: '' });
    const api = account.connect(REGION, call);
    for (const action of Object.keys(PROBES)) {
      await aliyun.probe(api, action);
      if (['sts:AssumeRole', 'sts:AssumeRoleWithOIDC', 'cs:GetClusters'].includes(action)) continue;
      const undo = cloud.simulator.faults.add({ kind: 'deny' }, { operation: action });
      const refused = await aliyun.probe(api, action).catch((error: unknown) => error);
      expect({ action, refused }).toMatchObject({ action, refused: { reason: 'denied' } });
      undo();
    }
  });

  it('to list servers lack silently: only the probe tells', async () => {
    const undo = cloud.simulator.faults.add({ kind: 'deny' }, { operation: 'ecs:DescribeInstances' });
    const vm = aliyun.collectors.find(({ name }) => name === 'vm');
    if (vm === undefined) throw new Error('no vm');
    expect(await collect(vm, cloud.connect(), cloud.scope)).toEqual([]);
    await expect(aliyun.probe(cloud.connect(), 'ecs:DescribeInstances')).rejects.toMatchObject({
      reason: 'denied',
    });
    undo();
  });
});
