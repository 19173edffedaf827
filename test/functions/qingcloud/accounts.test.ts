import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openAccounts } from '../../../functions/qingcloud/accounts.ts';
import type { QingCloud } from '../../../functions/qingcloud/client.ts';
import { vpc } from '../../../functions/qingcloud/collectors/vpc.ts';
import { Config } from '../../../functions/qingcloud/config.ts';
import { qingcloud } from '../../../functions/qingcloud/provider.ts';
import type { Account, ProviderPorts, Unopened } from '../../../shared/collect/provider.ts';
import { collect } from '../../contract/collector.ts';
import { ACCOUNT, caller, callsOnce, clock, OTHER, REGION, startCloud } from './cloud.ts';
import type { TestCloud } from './cloud.ts';

const REGIONS = [REGION, 'pek3a', 'gd2', 'ap2a'];

describe('accounts', () => {
  let cloud: TestCloud;
  let ports: ProviderPorts;
  beforeAll(async () => {
    cloud = await startCloud({ regions: REGIONS });
  });
  afterAll(() => cloud.close());
  beforeEach(() => {
    ports = { calls: callsOnce(), clock, env: {}, only: [] };
    cloud.simulator.faults.clear();
    cloud.forget();
  });

  const keysOf = (account: string) => {
    const { accessKeyId, secretAccessKey } = cloud.simulator.credentials(account);
    return { accessKeyId, secretAccessKey };
  };
  const own = () => keysOf(ACCOUNT);
  const roleOf = (expires: number) => {
    const { accessKeyId, secretAccessKey, token } = cloud.simulator.session(ACCOUNT, expires);
    return { accessKeyId, secretAccessKey, sessionToken: token };
  };
  const opened = async (config: object): Promise<(Account<QingCloud> | Unopened)[]> => {
    const all = [];
    const parsed = Config.parse({ endpoint: cloud.simulator.url, ...config });
    for await (const account of openAccounts(parsed, ports)) all.push(account);
    return all;
  };
  const only = async (config: object): Promise<Account<QingCloud>> => {
    const [account] = await opened(config);
    if (account === undefined || !('connect' in account))
      throw new Error('not open', { cause: account?.failure });
    return account;
  };
  const regions = async (include: readonly string[], exclude: readonly string[] = []) =>
    (await only({ accounts: [own()], regions: { include, exclude } })).regions();

  it('are told by their keys, and their regions by one list of zones', async () => {
    const account = await only({ accounts: [own()] });
    expect(account).toMatchObject({ id: ACCOUNT, principal: own().accessKeyId });
    expect(await account.regions()).toEqual(['ap2a', 'gd2', REGION, 'pek3a']);
    expect(cloud.simulator.calls().map(({ operation, region }) => [operation, region])).toEqual([
      ['DescribeZones', 'global'],
      ['DescribeAccessKeys', 'ap2a'],
    ]);
  });

  it('leave out zones that are scrapped', async () => {
    const account = cloud.estate.accounts[ACCOUNT];
    if (account === undefined) throw new Error('no such account');
    const { zones } = account;
    account.zones = zones.map((zone) => (zone.zone_id === 'ap2a' ? { ...zone, status: 'defunct' } : zone));
    expect(await (await only({ accounts: [own()] })).regions()).toEqual(['gd2', REGION, 'pek3a']);
    account.zones = zones;
  });

  it('take their keys from the environment', async () => {
    const { accessKeyId, secretAccessKey } = own();
    ports = { ...ports, env: { QINGCLOUD_ACCESS_KEY: accessKeyId, QINGCLOUD_SECRET_KEY: secretAccessKey } };
    expect(await only({})).toMatchObject({ id: ACCOUNT });
    const longer = { QINGCLOUD_ACCESS_KEY_ID: accessKeyId, QINGCLOUD_SECRET_ACCESS_KEY: secretAccessKey };
    ports = { ...ports, env: longer };
    expect(await only({})).toMatchObject({ id: ACCOUNT });
  });

  it('that have other keys than their own are refused', async () => {
    const [account] = await opened({ accounts: [{ ...own(), id: OTHER }] });
    expect(account).toMatchObject({
      id: OTHER,
      failure: {
        reason: 'denied',
        message: `the credentials given for account ${OTHER} are of account ${ACCOUNT}`,
      },
    });
  });

  it('that cannot be opened stay, unopened, beside the others', async () => {
    const bad = { id: OTHER, name: 'theirs', accessKeyId: 'AK', secretAccessKey: 'no' };
    const all = await opened({ accounts: [own(), bad] });
    expect(all.map(({ id }) => id)).toEqual([ACCOUNT, OTHER]);
    expect(all[1]).toMatchObject({ name: 'theirs', failure: { name: 'CloudError', reason: 'denied' } });
    await expect(opened({ accounts: [{ accessKeyId: 'AK', secretAccessKey: 'no' }] })).rejects.toMatchObject({
      reason: 'denied',
    });
  });

  it('are opened only where they are wanted', async () => {
    ports = { ...ports, only: ['theirs'] };
    const all = await opened({ accounts: [own(), { ...keysOf(OTHER), name: 'theirs' }] });
    expect(all.map(({ id }) => id)).toEqual([OTHER]);
    ports = { ...ports, only: [ACCOUNT] };
    expect((await opened({ accounts: [own(), keysOf(OTHER)] })).map(({ id }) => id)).toEqual([ACCOUNT]);
    await expect(opened({ accounts: [own(), own()] })).rejects.toMatchObject({ reason: 'invalid' });
  });

  it('may be told whose they are where their keys may not look at keys', async () => {
    cloud.simulator.faults.add({ kind: 'deny' }, { operation: 'iaas:DescribeAccessKeys' });
    expect(await only({ accounts: [{ ...own(), id: ACCOUNT }] })).toMatchObject({ id: ACCOUNT });
    await expect(opened({ accounts: [own()] })).rejects.toMatchObject({ reason: 'denied' });
  });

  it('want regions by id, by name, and with wildcards', async () => {
    expect(await regions(['pek3*'])).toEqual([REGION, 'pek3a']);
    expect(await regions(['pek3'])).toEqual([REGION]);
    expect(await regions(['北京3区-A', ' 广东2区 '])).toEqual(['gd2', 'pek3a']);
    expect(await regions(['*'], ['亚太*', 'pek3a'])).toEqual(['gd2', REGION]);
  });

  it('by a role are whose the token says, in the regions that are named', async () => {
    const config = { accounts: [roleOf(Date.now() + 3_600_000)], regions: { include: [REGION] } };
    const account = await only(config);
    expect(account).toMatchObject({ id: ACCOUNT, principal: `${ACCOUNT}/role` });
    expect(await account.regions()).toEqual([REGION]);
    const api = account.connect(REGION, callsOnce()(caller));
    const scope = { provider: 'qingcloud', account: ACCOUNT, region: REGION };
    expect((await collect(vpc, api, scope)).length).toBeGreaterThan(0);
    // IAM does not know this one.
    await expect(api.ask('iaas:DescribeCaches', {})).rejects.toMatchObject({
      reason: 'denied',
      code: '1400',
    });
    const identity = await account.identify();
    expect(identity).toMatchObject({ account: ACCOUNT, principal: `${ACCOUNT}/role` });
    await expect((await only({ accounts: config.accounts })).regions()).rejects.toMatchObject({
      code: '1400',
    });
  });

  it('by a role that has expired are refused', async () => {
    const account = await only({ accounts: [roleOf(Date.now() - 1)], regions: { include: [REGION] } });
    const api = account.connect(REGION, callsOnce()(caller));
    await expect(api.ask('vpc:DescribeRouters', {})).rejects.toMatchObject({
      reason: 'denied',
      message: expect.stringMatching(/renew them/) as string,
    });
  });

  it('whose token does not say whose it is have to be named', async () => {
    const keys = { ...own(), sessionToken: 'a.b.c' };
    await expect(opened({ accounts: [keys] })).rejects.toMatchObject({ reason: 'invalid' });
    expect(await only({ accounts: [{ ...keys, id: ACCOUNT }] })).toMatchObject({ id: ACCOUNT });
  });

  it('tell how far the clock is off', async () => {
    const { clockAheadMs, ...identity } = await (await only({ accounts: [own()] })).identify();
    expect(identity).toEqual({ account: ACCOUNT, principal: own().accessKeyId });
    expect(Math.abs(clockAheadMs ?? Number.NaN)).toBeLessThan(5000);
  });

  it('answer for each action whether it is allowed, changing nothing', async () => {
    const account = await only({ accounts: [own()] });
    const call = callsOnce()(caller);
    const probed = [
      ...qingcloud.actions.map((action) => ({ action, scope: 'account' as const })),
      ...qingcloud.collectors.flatMap(({ actions, scope }) => actions.map((action) => ({ action, scope }))),
    ];
    for (const { action, scope } of probed) {
      const api = account.connect(scope === 'account' ? 'global' : REGION, call);
      await qingcloud.probe(api, action);
      if (action === 'iaas:DescribeAccessKeys') continue;
      const undo = cloud.simulator.faults.add({ kind: 'deny' }, { operation: action });
      const error: unknown = await qingcloud.probe(api, action).catch((thrown: unknown) => thrown);
      expect([action, error]).toMatchObject([action, { reason: 'denied' }]);
      undo();
    }
  });
});
