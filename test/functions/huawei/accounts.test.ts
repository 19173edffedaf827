import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openAccounts } from '../../../functions/huawei/accounts.ts';
import type { Huawei } from '../../../functions/huawei/client.ts';
import { vpc } from '../../../functions/huawei/collectors/vpc.ts';
import { Config } from '../../../functions/huawei/config.ts';
import { huawei } from '../../../functions/huawei/provider.ts';
import { bucketKey, laneOf, limitOf } from '../../../shared/collect/limit.ts';
import type { Account, ProviderPorts, Unopened } from '../../../shared/collect/provider.ts';
import { collect } from '../../contract/collector.ts';
import { ACCOUNT, caller, callsOnce, clock, OTHER, REGION, startCloud } from './cloud.ts';
import type { HuaweiCloud } from './cloud.ts';

const TEAM = `${REGION}_team`;

describe('accounts', () => {
  let cloud: HuaweiCloud;
  let ports: ProviderPorts;
  beforeAll(async () => {
    cloud = await startCloud({ regions: [REGION, TEAM, 'ap-southeast-3'] });
    cloud.estate.accounts[OTHER]?.agencies.push({ name: 'tag-sync', trusts: [ACCOUNT] });
  });
  afterAll(() => cloud.close());
  beforeEach(() => {
    ports = { calls: callsOnce(), clock, env: {}, only: [] };
    cloud.simulator.faults.clear();
    cloud.forget();
  });

  const regions = async (include: readonly string[], exclude: readonly string[] = []) =>
    (await only({ accounts: [own()], regions: { include, exclude } })).regions();
  const own = () => {
    const { accessKeyId, secretAccessKey } = cloud.simulator.credentials(ACCOUNT);
    return { accessKeyId, secretAccessKey };
  };
  const opened = async (config: object): Promise<(Account<Huawei> | Unopened)[]> => {
    const all = [];
    const parsed = Config.parse({ endpoint: cloud.simulator.url, ...config });
    for await (const account of openAccounts(parsed, ports)) all.push(account);
    return all;
  };
  const only = async (config: object): Promise<Account<Huawei>> => {
    const [account] = await opened(config);
    if (account === undefined || !('connect' in account))
      throw new Error('not open', { cause: account?.failure });
    return account;
  };

  it('are told by the projects that the keys may enter, in one call', async () => {
    const account = await only({ accounts: [own()] });
    expect(account).toMatchObject({ id: ACCOUNT, principal: ACCOUNT });
    expect(await account.regions()).toEqual(['ap-southeast-3', REGION, TEAM]);
    expect(cloud.simulator.calls().map(({ operation }) => operation)).toEqual(['KeystoneListAuthProjects']);
  });

  it('take their keys from the environment', async () => {
    const { accessKeyId, secretAccessKey } = own();
    ports = { ...ports, env: { HUAWEICLOUD_SDK_AK: accessKeyId, HUAWEICLOUD_SDK_SK: secretAccessKey } };
    expect(await only({})).toMatchObject({ id: ACCOUNT });
    ports = { ...ports, env: {} };
    await expect(opened({})).rejects.toMatchObject({ reason: 'denied' });
  });

  it('have each project of a region to itself, called as it is', async () => {
    const account = await only({ accounts: [own()] });
    const call = callsOnce()(caller);
    for (const name of [REGION, TEAM]) {
      const api = account.connect(name, call);
      const found = await collect(vpc, api, { provider: 'huawei', account: ACCOUNT, region: name });
      const [there] = cloud.account.projects.filter((project) => project.name === name);
      expect(found.map(({ id }) => id).toSorted()).toEqual(there?.here.vpcs.map(({ id }) => id).toSorted());
      expect(found).toMatchObject(found.map(() => ({ region: `huawei/region/${REGION}` })));
    }
    const elsewhere = account.connect(`${REGION}_gone`, call);
    await expect(
      collect(vpc, elsewhere, { provider: 'huawei', account: ACCOUNT, region: `${REGION}_gone` }),
    ).rejects.toMatchObject({ reason: 'unsupported' });
  });

  it('spend one quota in all projects of a region, and one after the other', () => {
    const shared = (operation: string): boolean => {
      const limit = limitOf(huawei.limits, operation);
      if (limit === undefined) throw new Error(`nothing limits ${operation}`);
      const [one, team, other] = [REGION, TEAM, 'ap-southeast-3'].map((region) =>
        bucketKey(limit, { ...caller, region }, operation),
      );
      return one === team && one !== other;
    };
    const asked = huawei.collectors.flatMap(({ actions }) => actions);
    expect(asked.filter((operation) => !shared(operation))).toEqual([]);
    expect(laneOf(huawei.limits, { ...caller, region: TEAM })).toBe(`huawei/${ACCOUNT}/${REGION}`);
  });

  it('leave out projects that are switched off, and those of no region', async () => {
    const extra = { ...cloud.account.projects[0], id: 'f'.repeat(32), name: 'MOS' };
    const last = cloud.account.projects.at(-1);
    if (last === undefined) throw new Error('no project');
    cloud.account.projects.push(extra as typeof last);
    last.enabled = false;
    expect(await (await only({ accounts: [own()] })).regions()).toEqual([REGION, TEAM]);
    last.enabled = true;
    cloud.account.projects.pop();
  });

  it('are opened through an agency, by temporary keys that are asked for once', async () => {
    const account = await only({ accounts: [{ ...own(), id: OTHER, agencyName: 'tag-sync' }] });
    expect(account).toMatchObject({ id: OTHER, principal: `${OTHER}/agency/tag-sync` });
    const api = account.connect(REGION, callsOnce()(caller));
    const scope = { provider: 'huawei', account: OTHER, region: REGION };
    expect((await collect(vpc, api, scope)).length).toBeGreaterThan(0);
    const asked = cloud.simulator.calls().filter(({ action }) => action === 'iam:tokens:assume');
    expect(asked).toHaveLength(1);
  });

  it('that refuse the agency stay, unopened, beside the others', async () => {
    const all = await opened({
      accounts: [own(), { ...own(), id: OTHER, name: 'theirs', agencyName: 'nobody' }],
    });
    expect(all.map(({ id }) => id)).toEqual([ACCOUNT, OTHER]);
    expect(all[1]).toMatchObject({ name: 'theirs', failure: { name: 'CloudError' } });
  });

  it('of other keys than those named are refused', async () => {
    const [account] = await opened({ accounts: [{ ...own(), id: OTHER }] });
    expect(account).toMatchObject({ id: OTHER, failure: { reason: 'denied' } });
  });

  it('want regions by id, by name in any language, and with wildcards', async () => {
    expect(await regions(['cn-*'])).toEqual([REGION, TEAM]);
    expect(await regions([REGION])).toEqual([REGION, TEAM]);
    expect(await regions(['华北-北京四'])).toEqual([REGION, TEAM]);
    expect(await regions(['亚太-*', 'CN North-Beijing4'])).toEqual(['ap-southeast-3', REGION, TEAM]);
    expect(await regions(['*'], ['亚太-新加坡'])).toEqual([REGION, TEAM]);
    expect(await regions(['cn-*'], ['*_team'])).toEqual([REGION]);
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
      ...huawei.actions.map((action) => ({ action, scope: 'account' as const })),
      ...huawei.collectors.flatMap(({ actions, scope }) => actions.map((action) => ({ action, scope }))),
    ];
    for (const { action, scope } of probed) {
      const api = account.connect(scope === 'account' ? 'global' : REGION, call);
      expect([action, await huawei.probe(api, action)]).toEqual([action, undefined]);
      if (action === 'iam:tokens:assume') continue;
      const undo = cloud.simulator.faults.add({ kind: 'deny' }, { operation: action });
      const answer: unknown = await huawei.probe(api, action).catch((thrown: unknown) => thrown);
      const wanted = UNPROVABLE.has(action) ? 'unproved' : { reason: 'denied' };
      expect([action, answer]).toMatchObject([action, wanted]);
      undo();
    }
  });
});

/** Lists that are empty to who may not read them, of which one thing needs another permission. */
const UNPROVABLE: ReadonlySet<string> = new Set([
  'vpc:vpcs:list',
  'vpc:routeTables:list',
  'vpc:publicIps:list',
]);
