/** `doctor` and `policy` over the whole simulated cloud: every permission in every project, and no other one. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { huawei } from '../../../functions/huawei/provider.ts';
import { type Machine, machine } from '../../shared/runtime/cli/machine.ts';
import { type HuaweiCloud, startHuawei } from '../../simulator/huawei/server.ts';
import { buildEstate } from './estate.ts';
import { AGENCY, BEIJING, BRANCH, MAIN, SHANGHAI, TEAM, keyOf, startStage } from './stage.ts';

const SOUTH = 'cn-south-1';
const accounts = [{ id: MAIN }, { id: BRANCH, name: 'branch', agencyName: AGENCY }];

const ADDRESSES = 'vpc:publicIps:list';
const TABLES = 'vpc:routeTables:list';
const UNPROVED = 'cannot be proved while they list nothing';

const actionsOf = (scope: 'account' | 'region'): number =>
  new Set(huawei.collectors.filter((one) => one.scope === scope).flatMap(({ actions }) => actions)).size;

describe('doctor', () => {
  let cloud: HuaweiCloud | undefined;
  const there = (): HuaweiCloud => {
    if (cloud === undefined) throw new Error('the simulator did not start');
    return cloud;
  };
  beforeAll(async () => {
    cloud = await startHuawei({ estate: buildEstate(), buckets: { '*': undefined } });
  });
  afterAll(() => cloud?.close());

  async function doctored(env = keyOf(there().credentials(MAIN))): Promise<Machine> {
    const section = JSON.stringify({ endpoint: there().url, accounts });
    const made = await machine({ huawei: async () => huawei }, `providers: { huawei: ${section} }`);
    Object.assign(made.env, env);
    made.clock.tick(Date.now() - made.clock.now());
    return made;
  }

  it('finds every permission in every project of every account, and changes nothing', async () => {
    const { code, out } = await (await doctored()).run('doctor');
    const [whole, each] = [actionsOf('account'), actionsOf('region')];
    // What they have nothing of is an empty list with the permission and without it.
    const empty: Readonly<Record<string, readonly string[]>> = {
      [SHANGHAI]: [TABLES],
      [TEAM]: [ADDRESSES, TABLES],
      [SOUTH]: [ADDRESSES, TABLES],
      [`${BRANCH} (branch) ${BEIJING}`]: [ADDRESSES, TABLES],
    };
    const scopes = (account: string, ...names: readonly string[]): readonly string[] => [
      `ok          huawei ${account} global: ${whole} of ${whole} permissions`,
      ...names.map((name) => {
        const unproved = empty[name] ?? empty[`${account} ${name}`] ?? [];
        const text = unproved.length === 0 ? '' : `; ${UNPROVED}: ${unproved.join(', ')}`;
        return `ok          huawei ${account} ${name}: ${each - unproved.length} of ${each} permissions${text}`;
      }),
    ];
    const lines = out.trim().split('\n').slice(2);
    expect(lines.map((line) => line.replace(/; our clock.*/, ''))).toEqual([
      `ok          huawei ${MAIN}: is ${MAIN}`,
      ...scopes(MAIN, SHANGHAI, BEIJING, TEAM, SOUTH),
      `ok          huawei ${BRANCH} (branch): is ${BRANCH}/agency/${AGENCY}`,
      ...scopes(`${BRANCH} (branch)`, BEIJING),
    ]);
    expect(code).toBe(0);
  });

  it('names what is missing, where, which kinds it feeds, and the policy line that mends it', async () => {
    const denied = { operation: 'dcs:instance:list', account: MAIN, region: BEIJING };
    const undo = [
      there().faults.add({ kind: 'deny' }, denied),
      there().faults.add(
        { kind: 'error', status: 401, code: 'VPC.0005', message: 'Lack of user authority.' },
        { operation: 'vpc:vpcs:list', account: BRANCH },
      ),
    ];
    const { code, out } = await (await doctored()).run('doctor');
    for (const back of undo) back();
    expect(code).toBe(2);
    // Of both projects of the region, as the simulator counts them.
    expect(out).toMatch(
      new RegExp(
        `incomplete {2}huawei ${MAIN}: dcs:instance:list in ${BEIJING}, ${TEAM}: dcs:instance:list: DCS`,
      ),
    );
    expect(out).toContain('            incomplete: redis\n');
    expect(out).toContain('            allow: {"Effect":"Allow","Action":["dcs:instance:list"]}\n');
    expect(out).toMatch(/huawei \w+ \(branch\): vpc:vpcs:list in cn-north-4: .*the account is in arrears/);
  });

  it('names what a list hides that is empty for want of a permission, or says that nothing can tell', async () => {
    const asked = { account: MAIN, region: BEIJING };
    const hidden = [
      ['vpc:subnets:get', 'subnet'],
      ['vpc:ports:get', 'nic, nat_rule'],
      ['vpc:securityGroups:get', 'security_group'],
      ['vpc:securityGroupRules:get', 'security_group'],
      ['vpc:peerings:get', 'peer_connection'],
    ] as const;
    const undo = [...hidden.map(([operation]) => operation), ADDRESSES].map((operation) =>
      there().faults.add({ kind: 'deny' }, { ...asked, operation }),
    );
    const { code, out } = await (await doctored()).run('doctor');
    for (const back of undo) back();
    expect(code).toBe(2);
    for (const [action, kinds] of hidden) {
      expect(out).toMatch(
        new RegExp(`incomplete {2}huawei ${MAIN}: ${action} in ${BEIJING}, ${TEAM}: ${action}: VPC\\.2201`),
      );
      expect(out).toContain(`            incomplete: ${kinds}\n`);
      expect(out).toContain(`            allow: {"Effect":"Allow","Action":["${action}"]}\n`);
    }
    expect(out).not.toContain(`Action":["${ADDRESSES}"]`);
    expect(out).toMatch(
      new RegExp(`huawei ${MAIN} ${BEIJING}: \\d+ of \\d+ permissions; ${UNPROVED}: ${ADDRESSES}\n`),
    );
  });

  it('is content with a service that a region does not have', async () => {
    const project = there().estate.accounts[MAIN]?.projects.find(({ name }) => name === SOUTH);
    project?.notOffered.push('er', 'dcs');
    const { code } = await (await doctored()).run('doctor');
    project?.notOffered.splice(0);
    expect(code).toBe(0);
  });

  it('says that a key is wrong', async () => {
    const made = await doctored({ HUAWEICLOUD_SDK_AK: 'NOBODY', HUAWEICLOUD_SDK_SK: 'x' });
    const { code, out } = await made.run('doctor');
    expect(code).toBe(1);
    expect(out).toContain('check the access key');
  });
});

describe('policy', () => {
  it('allows what a sync of everything calls, and nothing else', async () => {
    const stage = await startStage({ estate: buildEstate(), config: { accounts } });
    await stage.run();
    const called = new Set(stage.cloud.actions());
    await stage.close();
    const made = await machine({ huawei: async () => huawei });
    const allowed: string[] = [];
    for (const format of ['huawei', 'huawei-global']) {
      const { code, out } = await made.run('policy', 'huawei', '--format', format);
      expect(code).toBe(0);
      const { Version, Statement } = JSON.parse(out) as {
        readonly Version: string;
        readonly Statement: readonly { readonly Effect: string; readonly Action: readonly string[] }[];
      };
      expect([Version, ...Statement.map(({ Effect }) => Effect)]).toEqual([
        '1.1',
        ...Statement.map(() => 'Allow'),
      ]);
      allowed.push(...Statement.flatMap(({ Action }) => Action));
    }
    // Everybody may list projects and regions.
    for (const action of huawei.free ?? []) expect(called.delete(action)).toBe(true);
    expect(allowed.toSorted()).toEqual([...called].toSorted());
  });
});
