/**
 * `doctor` over the simulated clouds that verify every signature: each permission that a sync needs is asked for, in
 * each region; and one that is missing is named, with what it feeds.
 */
import { describe, expect, it } from 'vitest';
import { baidu } from '../../functions/baidu/provider.ts';
import { qingcloud } from '../../functions/qingcloud/provider.ts';
import { volcengine } from '../../functions/volcengine/provider.ts';
import type { Providers } from '../../shared/runtime/commands/context.ts';
import { machine } from '../shared/runtime/cli/machine.ts';
import type { Cloud } from '../simulator/cloud/server.ts';
import { startBaidu } from '../simulator/baidu/server.ts';
import { generateEstate as baiduEstate } from '../simulator/baidu/generate.ts';
import { startQingcloud } from '../simulator/qingcloud/server.ts';
import { generateEstate as qingcloudEstate } from '../simulator/qingcloud/generate.ts';
import { startVolcengine } from '../simulator/volcengine/server.ts';
import { generateEstate as volcengineEstate } from '../simulator/volcengine/generate.ts';

const time = { buckets: { '*': undefined } };

interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

interface Doctored {
  readonly name: 'baidu' | 'qingcloud' | 'volcengine';
  readonly account: string;
  readonly region: string;
  readonly providers: Providers;
  readonly start: (place: {
    readonly accounts: readonly string[];
    readonly regions: readonly string[];
  }) => Promise<Cloud & { credentials(account: string): Keys }>;
  /** One permission, what the report says of it, and the sources that lack it. */
  readonly missing: readonly [operation: string, says: RegExp, kinds: string];
}

const CLOUDS: readonly Doctored[] = [
  {
    name: 'baidu',
    account: '0a1b2c3d4e5f60718293a4b5c6d7e8f9',
    region: 'bj',
    providers: { baidu: async () => baidu },
    start: async (place) => startBaidu({ estate: baiduEstate({ seed: 'doctor', ...place }), ...time }),
    missing: ['network:ROUTE_READ:GetRouteRule', /allow ROUTE_READ of bce:network/, 'router'],
  },
  {
    name: 'qingcloud',
    account: 'usr-Main0001',
    region: 'pek3',
    providers: { qingcloud: async () => qingcloud },
    start: async (place) =>
      startQingcloud({ estate: qingcloudEstate({ seed: 'doctor', ...place }), ...time }),
    missing: ['vpc:DescribeRouteTables', /allow vpc:DescribeRouteTables/, 'router'],
  },
  {
    name: 'volcengine',
    account: '2100000001',
    region: 'cn-beijing',
    providers: { volcengine: async () => volcengine },
    start: async (place) =>
      startVolcengine({ estate: volcengineEstate({ seed: 'doctor', ...place }), ...time }),
    missing: ['vpc:DescribeRouteEntryList', /allow vpc:DescribeRouteEntryList/, 'router'],
  },
];

describe.each(CLOUDS)('doctor of $name', ({ name, account, region, providers, start, missing }) => {
  async function opened() {
    const cloud = await start({ accounts: [account], regions: [region] });
    const { accessKeyId, secretAccessKey } = cloud.credentials(account);
    const section = {
      endpoint: cloud.url,
      accounts: [{ id: account, accessKeyId: '${env:KEY}', secretAccessKey: '${env:SECRET}' }],
      regions: { include: [region] },
    };
    const made = await machine(providers, `providers: ${JSON.stringify({ [name]: section })}`);
    Object.assign(made.env, { KEY: accessKeyId, SECRET: secretAccessKey });
    // The simulators' answers have the date of today.
    made.clock.tick(Date.now() - made.clock.now());
    return { cloud, made };
  }

  it('is content with a key that may do all that a sync does, and changes nothing', async () => {
    const { cloud, made } = await opened();
    const { code, out } = await made.run('doctor');
    await cloud.close();
    expect(out).toMatch(new RegExp(`ok {10}${name} ${account}: is \\S+; our clock is \\d{1,2} s`));
    const [, allowed, all] =
      new RegExp(`ok {10}${name} ${account} ${region}: (\\d+) of (\\d+) permissions`).exec(out) ?? [];
    expect(allowed).toBe(all);
    expect(Number(all)).toBeGreaterThan(15);
    expect(code).toBe(0);
    expect(await made.store.list({ prefix: 'log/', startAfter: '', limit: 1 })).toEqual([]);
  });

  it('names a permission that is missing, and what it feeds', async () => {
    const { cloud, made } = await opened();
    const [operation, says, kinds] = missing;
    cloud.faults.add({ kind: 'deny' }, { operation });
    const { code, out } = await made.run('doctor');
    await cloud.close();
    expect(code).toBe(2);
    expect(out).toMatch(says);
    expect(out).toMatch(new RegExp(`incomplete: ${kinds}\\n`));
    expect(out.match(/^incomplete {2}.* in /gm)).toHaveLength(1);
  });

  it('is told that a key is wrong, and what to do', async () => {
    const { cloud, made } = await opened();
    made.env['SECRET'] = 'wrong';
    const { code, out } = await made.run('doctor');
    await cloud.close();
    expect(code).not.toBe(0);
    expect(out).toMatch(/check the (?:access key and its secret|secret)/);
  });
});
