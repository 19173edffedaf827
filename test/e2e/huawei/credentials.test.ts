/** Who may look into which account, and what those are told who may not. */
import { describe, expect, it } from 'vitest';
import { huawei } from '../../../functions/huawei/provider.ts';
import { resourcesOf } from '../../simulator/huawei/estate.ts';
import { byRef } from '../stage.ts';
import { buildEstate } from './estate.ts';
import {
  AGENCY,
  BEIJING,
  BRANCH,
  MAIN,
  SHANGHAI,
  TEAM,
  type StageOptions,
  keyOf,
  startStage,
} from './stage.ts';

const HERE = { regions: { include: [BEIJING] } };
const OPEN = [`${MAIN} ${BEIJING}`, `${MAIN} ${TEAM}`, `${MAIN} global`].toSorted();

const open = async (options: Partial<StageOptions>) => startStage({ estate: buildEstate(), ...options });

const sourcesOf = (scope: 'account' | 'region'): number =>
  huawei.collectors.filter((one) => one.scope === scope).length;

describe('credentials', () => {
  it('of a session are taken from the environment, with their token', async () => {
    const stage = await open({
      env: (cloud) => keyOf(cloud.session(MAIN, AGENCY, Date.now() + 3_600_000)),
      config: HERE,
    });
    const { answer } = await stage.run();
    expect(answer).toMatchObject({ scopes: OPEN.length, failures: 0, sources: { kept: 0 } });
    await stage.close();
  });

  it.each<readonly [string, NonNullable<StageOptions['env']>, RegExp]>([
    [
      'an access key that there is not',
      (cloud) => ({ ...keyOf(cloud.credentials(MAIN)), HUAWEICLOUD_SDK_AK: 'NOBODY' }),
      /APIGW\.0301.*check the access key/s,
    ],
    [
      'a secret that is wrong',
      (cloud) => ({ ...keyOf(cloud.credentials(MAIN)), HUAWEICLOUD_SDK_SK: 'wrong' }),
      /APIGW\.0301.*check the secret of the access key/s,
    ],
    [
      'a token that has expired',
      (cloud) => keyOf(cloud.session(MAIN, AGENCY, Date.now() - 1000)),
      /security token expired.*renew them/s,
    ],
    ['no key at all', () => ({}), /give accessKeyId and secretAccessKey, or HUAWEICLOUD_SDK_AK/],
  ])('with %s are told, with what to do', async (_, env, text) => {
    const stage = await open({ env });
    expect((await stage.run()).answer).toMatchObject({ failures: 1, removed: 0 });
    expect(stage.output()).toMatch(text);
    expect([...(await stage.heads()).keys()]).toEqual([]);
    await stage.close();
  });

  it('of a clock that is off are told so', async () => {
    const stage = await open({ wallClock: () => Date.now() + 20 * 60_000 });
    expect((await stage.run()).answer).toMatchObject({ failures: 1, removed: 0 });
    expect(stage.output()).toContain('set the clock of this machine right');
    await stage.close();
  });

  it.each([
    ['an agency that there is not', 'nobody', /iam:tokens:assume: Not Found/],
    ['an agency that trusts somebody else', 'closed', /iam:tokens:assume: Forbidden/],
  ])('for %s leave the other accounts alone', async (_, agencyName, text) => {
    const estate = buildEstate();
    estate.accounts[BRANCH]?.agencies.push({ name: 'closed', trusts: [BRANCH] });
    const accounts = [{ id: MAIN }, { id: BRANCH, agencyName }];
    const stage = await startStage({ estate, config: { accounts, ...HERE } });
    expect((await stage.run()).answer).toMatchObject({ failures: 1, removed: 0 });
    expect(stage.output()).toMatch(text);
    expect([...(await stage.heads()).keys()].toSorted()).toEqual(OPEN);
    await stage.close();
  });

  it.each([
    ['an agency that no longer answers', BRANCH, 'iam:tokens:assume', 'allow iam:tokens:assume'],
    ['a key that is no longer one', MAIN, 'iam:projects:listProjectsForUser', 'check the access key'],
  ])('of %s leave what they brought', async (_, account, operation, advice) => {
    const accounts = [{ id: MAIN }, { id: BRANCH, agencyName: AGENCY }];
    const stage = await open({ config: { accounts, ...HERE } });
    await stage.run();
    const before = byRef(await stage.records());
    expect(Object.keys(before).some((key) => key.startsWith(`${account} ${BEIJING}`))).toBe(true);
    const message = 'Incorrect IAM authentication information: Get secretKey failed,ak:AK,err:ak not exist';
    stage.cloud.faults.add(
      account === BRANCH ? { kind: 'deny' } : { kind: 'error', status: 401, code: 'APIGW.0301', message },
      { operation, account: MAIN },
    );
    const { answer, output } = await stage.run();
    expect(output).toContain(advice);
    expect(answer).toMatchObject({ added: 0, changed: 0, removed: 0 });
    const sick = (await stage.allUnwell()).filter((line) => line.startsWith(account));
    const projects = account === MAIN ? 2 : 1;
    expect(sick).toHaveLength(sourcesOf('account') + projects * sourcesOf('region'));
    for (const line of sick) expect(line).toMatch(/ kept denied$/);
    expect(byRef(await stage.records())).toEqual(before);
    await stage.close();
  });
});

describe('what belongs to somebody', () => {
  it('is theirs, though an id of it is also that of another account, region and project', async () => {
    const estate = buildEstate();
    const places = [
      [MAIN, BEIJING],
      [MAIN, SHANGHAI],
      [BRANCH, BEIJING],
    ] as const;
    for (const [account, region] of places) {
      const [vpc] = resourcesOf(estate, account, region).vpcs;
      if (vpc === undefined) throw new Error(`no VPC in ${account} ${region}`);
      Object.assign(vpc, { id: 'vpc-same', name: `of ${account} in ${region}` });
    }
    const stage = await startStage({
      estate,
      config: {
        accounts: [{ id: MAIN }, { id: BRANCH, agencyName: AGENCY }],
        regions: { include: [BEIJING, SHANGHAI] },
      },
    });
    const { answer } = await stage.run();
    expect(answer).toMatchObject({ failures: 0, sources: { kept: 0, held: 0 } });
    const same = (await stage.records()).filter(({ ref }) => ref === 'huawei/vpc/vpc-same');
    expect(same.map(({ at, fields }) => `${at}: ${String(fields['name'])}`).toSorted()).toEqual(
      places.map(([account, region]) => `${account} ${region}: of ${account} in ${region}`).toSorted(),
    );
    await stage.run();
    expect((await stage.run()).answer).toMatchObject({ added: 0, changed: 0, removed: 0 });
    await stage.close();
  });

  it('is told by each project of a region once, a peering between two of them by its two sides', async () => {
    const estate = buildEstate();
    const [first, second] = [BEIJING, TEAM].map((name) =>
      estate.accounts[MAIN]?.projects.find((project) => project.name === name),
    );
    const [one] = first?.here.peerings ?? [];
    if (first === undefined || second === undefined || one === undefined) throw new Error('no such projects');
    const inside = {
      ...one,
      id: 'pc-inside',
      status: 'ACTIVE',
      request_vpc_info: { vpc_id: 'vpc-core', tenant_id: first.id },
      accept_vpc_info: { vpc_id: 'vpc-team', tenant_id: second.id },
    };
    first.here.peerings.push(inside);
    second.here.peerings.push(inside);
    const stage = await startStage({ estate, config: HERE });
    await stage.run();
    const sides = (await stage.records()).filter(({ fields }) => fields['id'] === 'pc-inside');
    const told = sides.map(
      ({ at, fields }) => `${at}: ${String(fields['side'])} ${String(fields['local_vpc'])}`,
    );
    expect(told.toSorted()).toEqual([
      `${MAIN} ${BEIJING}: requester huawei/vpc/vpc-core`,
      `${MAIN} ${TEAM}: accepter huawei/vpc/vpc-team`,
    ]);
    expect(sides.map(({ fields }) => fields['remote_owner'])).toEqual([MAIN, MAIN]);
    await stage.close();
  });
});
