import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openAccounts } from '../../../functions/baidu/accounts.ts';
import type { Baidu } from '../../../functions/baidu/client.ts';
import { vpc } from '../../../functions/baidu/collectors/vpc.ts';
import { Config } from '../../../functions/baidu/config.ts';
import { baidu } from '../../../functions/baidu/provider.ts';
import type { Account, ProviderPorts, Unopened } from '../../../shared/collect/provider.ts';
import { collect } from '../../contract/collector.ts';
import { ACCOUNT, OTHER, REGION, caller, callsOnce, clock, startCloud } from './cloud.ts';
import type { BaiduCloud } from './cloud.ts';

const theirs = async (account: Account<Baidu>) => {
  const scope = { provider: 'baidu', account: account.id, region: REGION };
  return collect(vpc, account.connect(REGION, callsOnce()(caller)), scope);
};

describe('accounts', () => {
  let cloud: BaiduCloud;
  let ports: ProviderPorts;
  beforeAll(async () => {
    cloud = await startCloud({ regions: [REGION, 'gz'] });
    cloud.estate.accounts[OTHER]?.roles.push({ name: 'tag-sync', trusts: [ACCOUNT] });
  });
  afterAll(() => cloud.close());
  beforeEach(() => {
    ports = { calls: callsOnce(), clock, env: {}, only: [] };
    cloud.simulator.faults.clear();
    cloud.forget();
  });

  const own = () => {
    const { accessKeyId, secretAccessKey } = cloud.simulator.credentials(ACCOUNT);
    return { id: ACCOUNT, accessKeyId, secretAccessKey };
  };
  const opened = async (config: object): Promise<(Account<Baidu> | Unopened)[]> => {
    const all = [];
    const parsed = Config.parse({ endpoint: cloud.simulator.url, ...config });
    for await (const account of openAccounts(parsed, ports)) all.push(account);
    return all;
  };
  const only = async (config: object): Promise<Account<Baidu>> => {
    const [account] = await opened(config);
    if (account === undefined || !('connect' in account))
      throw new Error('not open', { cause: account?.failure });
    return account;
  };
  const keysOf = (expires: number) => {
    const { accessKeyId, secretAccessKey, sessionToken } = cloud.simulator.session(ACCOUNT, 'own', expires);
    return { id: ACCOUNT, accessKeyId, secretAccessKey, sessionToken };
  };
  const regions = async (include: readonly string[], exclude: readonly string[] = []) =>
    (await only({ accounts: [own()], regions: { include, exclude } })).regions();

  it('are proved by the regions, in one call', async () => {
    const account = await only({ accounts: [own()] });
    expect(account).toMatchObject({ id: ACCOUNT, principal: ACCOUNT });
    expect(await account.regions()).toEqual(['bd', 'bj', 'fwh', 'gz', 'hkg', 'su']);
    expect(cloud.simulator.calls().map(({ operation }) => operation)).toEqual(['DescribeRegions']);
  });

  it('take their keys from the environment', async () => {
    const { accessKeyId, secretAccessKey } = own();
    const accounts = [{ id: ACCOUNT }];
    ports = { ...ports, env: { BAIDUCLOUD_ACCESS_KEY: accessKeyId, BAIDUCLOUD_SECRET_KEY: secretAccessKey } };
    expect(await only({ accounts })).toMatchObject({ id: ACCOUNT });
    ports = { ...ports, env: {} };
    expect(await opened({ accounts })).toMatchObject([{ id: ACCOUNT, failure: { reason: 'denied' } }]);
  });

  it('take temporary keys with their token, and are refused with those that have expired', async () => {
    const hour = 3_600_000;
    expect(await only({ accounts: [keysOf(Date.now() + hour)] })).toMatchObject({ id: ACCOUNT });
    const [late] = await opened({ accounts: [keysOf(Date.now() - hour)] });
    expect(late).toMatchObject({ failure: { reason: 'denied', code: 'InvalidAccessKeyId' } });
  });

  it('are opened through a role, by temporary keys that are asked for once', async () => {
    const account = await only({ accounts: [{ ...own(), id: OTHER, roleName: 'tag-sync' }] });
    expect(account).toMatchObject({ id: OTHER, principal: `${OTHER}/role/tag-sync` });
    const there = cloud.estate.accounts[OTHER]?.places[REGION]?.here.vpcs.map(({ vpcId }) => vpcId) ?? [];
    expect((await theirs(account)).map(({ id }) => id).toSorted()).toEqual(there.toSorted());
    const asked = cloud.simulator.calls().filter(({ operation }) => operation === 'AssumeRole');
    expect(asked).toHaveLength(1);
  });

  it('that refuse the role stay, unopened, beside the others', async () => {
    const all = await opened({
      accounts: [own(), { ...own(), id: OTHER, name: 'theirs', roleName: 'nobody' }],
    });
    expect(all.map(({ id }) => id)).toEqual([ACCOUNT, OTHER]);
    expect(all[1]).toMatchObject({ name: 'theirs', failure: { reason: 'denied', code: 'AccessDenied' } });
  });

  it('are left out that nobody asked for', async () => {
    ports = { ...ports, only: ['theirs'] };
    const accounts = [own(), { ...own(), id: OTHER, name: 'theirs', roleName: 'tag-sync' }];
    expect((await opened({ accounts })).map(({ id }) => id)).toEqual([OTHER]);
  });

  it('want regions by id, by the name of the console, and with wildcards', async () => {
    expect(await regions(['b*'])).toEqual(['bd', 'bj']);
    expect(await regions(['华北 - 北京'])).toEqual(['bj']);
    expect(await regions(['华*', 'hkg'])).toEqual(['bd', 'bj', 'gz', 'hkg', 'su']);
    expect(await regions(['*'], ['华北*', 'fwh', 'hkg'])).toEqual(['gz', 'su']);
  });

  it('tell how far the clock is off', async () => {
    const { clockAheadMs, ...identity } = await (await only({ accounts: [own()] })).identify();
    expect(identity).toEqual({ account: ACCOUNT, principal: ACCOUNT });
    expect(Math.abs(clockAheadMs ?? Number.NaN)).toBeLessThan(5000);
  });

  it('answer for each action whether it is allowed, changing nothing', async () => {
    const account = await only({ accounts: [own()] });
    const call = callsOnce()(caller);
    const probed = [
      ...baidu.actions.map((action) => ({ action, scope: 'account' as const })),
      ...baidu.collectors.flatMap(({ actions, scope }) => actions.map((action) => ({ action, scope }))),
    ];
    for (const { action, scope } of probed) {
      const api = account.connect(scope === 'account' ? 'global' : REGION, call);
      await baidu.probe(api, action);
      if (action === 'iam:AssumeRole:AssumeRole') continue;
      const undo = cloud.simulator.faults.add({ kind: 'deny' }, { operation: action });
      const error: unknown = await baidu.probe(api, action).catch((thrown: unknown) => thrown);
      expect([action, error]).toMatchObject([action, { reason: 'denied' }]);
      undo();
    }
  });
});
