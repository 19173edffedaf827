/** Keys and tokens, good and bad, through the function's handler. */
import { describe, expect, it } from 'vitest';
import type { AliyunCloud } from '../../simulator/aliyun/server.ts';
import { testCredentials } from '../credentials.ts';
import { buildEstate } from './estate.ts';
import { BRANCH, HANGZHOU, MAIN, ROLE, type Stage, type StageOptions, startStage } from './stage.ts';

const REGIONS = { include: [HANGZHOU] };

const open = async (options: Omit<StageOptions, 'estate'> = {}): Promise<Stage> =>
  startStage({ estate: buildEstate(), config: { accounts: [{ id: MAIN }], regions: REGIONS }, ...options });

/** Of a role of the account, until then. */
function sessionOf(cloud: AliyunCloud, expires: number): Readonly<Record<string, string>> {
  const { accessKeyId, accessKeySecret, securityToken = '' } = cloud.session(MAIN, 'function', expires);
  return {
    ALIBABA_CLOUD_ACCESS_KEY_ID: accessKeyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: accessKeySecret,
    ALIBABA_CLOUD_SECURITY_TOKEN: securityToken,
  };
}

testCredentials(open, [
  {
    what: 'a key that there is not',
    env: () => ({ ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAInobody' }),
    says: ['InvalidAccessKeyId.NotFound', 'check the access key'],
  },
  {
    what: 'a key with a wrong secret',
    env: () => ({ ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'wrong' }),
    says: ['SignatureDoesNotMatch', 'check the secret of the access key'],
  },
  {
    what: 'a session that has expired',
    env: (cloud) => sessionOf(cloud, Date.now() - 1),
    says: ['InvalidSecurityToken.Expired', 'renew them'],
  },
  {
    what: 'a session with the token of another one',
    env: (cloud) => ({
      ...sessionOf(cloud, Date.now() + 3_600_000),
      ALIBABA_CLOUD_SECURITY_TOKEN: 'another',
    }),
    says: ['InvalidSecurityToken.MismatchWithAccessKey', 'renew them'],
  },
]);

describe('other credentials', () => {
  it('of a session are taken from the environment, with their token', async () => {
    const stage = await open();
    stage.give(sessionOf(stage.cloud, Date.now() + 3_600_000));
    const { answer } = await stage.run();
    expect(answer).toMatchObject({ scopes: 2, failures: 0, sources: { kept: 0 } });
    await stage.close();
  });

  it('for a role that trusts somebody else leave the other accounts alone', async () => {
    const roleArn = `acs:ram::${BRANCH}:role/${ROLE}`;
    const accounts = [{ id: MAIN }, { roleArn, externalId: 'another' }];
    const stage = await open({ config: { accounts, regions: REGIONS } });
    expect((await stage.run()).answer).toMatchObject({ failures: 1, removed: 0 });
    expect(stage.output()).toContain('sts:AssumeRole: NoPermission');
    expect([...(await stage.heads()).keys()].toSorted()).toEqual([`${MAIN} ${HANGZHOU}`, `${MAIN} global`]);
    await stage.close();
  });

  it('on a machine whose clock is off are told so', async () => {
    const stage = await open({ wallClock: () => Date.now() + 20 * 60_000 });
    expect((await stage.run()).answer).toMatchObject({ failures: 1, removed: 0 });
    expect(stage.output()).toMatch(/InvalidTimeStamp\.Expired.*set the clock of this machine right/);
    await stage.close();
  });
});
