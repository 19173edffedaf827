/** Keys and tokens, good and bad, through the function's handler. */
import { describe, expect, it } from 'vitest';
import type { Tencent } from '../../simulator/tencent/server.ts';
import { testCredentials } from '../credentials.ts';
import { buildEstate } from './estate.ts';
import { BRANCH, GUANGZHOU, MAIN, ROLE, type Stage, type StageOptions, startStage } from './stage.ts';

const REGIONS = { include: [GUANGZHOU] };

const open = async (options: Omit<StageOptions, 'estate'> = {}): Promise<Stage> =>
  startStage({ estate: buildEstate(), config: { accounts: [{ id: MAIN }], regions: REGIONS }, ...options });

/** Of a role of the account, until then. */
function sessionOf(cloud: Tencent, expires: number): Readonly<Record<string, string>> {
  const { secretId, secretKey, token = '' } = cloud.session(MAIN, expires);
  return {
    TENCENTCLOUD_SECRET_ID: secretId,
    TENCENTCLOUD_SECRET_KEY: secretKey,
    TENCENTCLOUD_SESSION_TOKEN: token,
  };
}

/** As the environment of a cloud function has them. */
function functionOf(cloud: Tencent): Readonly<Record<string, string>> {
  const { secretId, secretKey, token = '' } = cloud.session(MAIN, Date.now() + 3_600_000);
  return {
    TENCENTCLOUD_SECRETID: secretId,
    TENCENTCLOUD_SECRETKEY: secretKey,
    TENCENTCLOUD_SESSIONTOKEN: token,
  };
}

testCredentials(open, [
  {
    what: 'a key that there is not',
    env: () => ({ TENCENTCLOUD_SECRET_ID: 'AKIDnobody' }),
    says: ['AuthFailure.SecretIdNotFound', 'check the secret id'],
  },
  {
    what: 'a key with a wrong secret',
    env: () => ({ TENCENTCLOUD_SECRET_KEY: 'wrong' }),
    says: ['AuthFailure.SignatureFailure', 'check the secret key'],
  },
  {
    what: 'a session that has expired',
    env: (cloud) => sessionOf(cloud, Date.now() - 1),
    says: ['AuthFailure.TokenFailure', 'renew them'],
  },
  {
    what: 'a session with the token of another one',
    env: (cloud) => ({ ...sessionOf(cloud, Date.now() + 3_600_000), TENCENTCLOUD_SESSION_TOKEN: 'another' }),
    says: ['AuthFailure.TokenFailure', 'renew them'],
  },
]);

describe('other credentials', () => {
  it('of the role of a cloud function are taken from its environment', async () => {
    const stage = await open({ env: functionOf });
    const { answer } = await stage.run();
    expect(answer).toMatchObject({ scopes: 2, failures: 0, sources: { kept: 0 } });
    await stage.close();
  });

  it('for a role that trusts somebody else leave the other accounts alone', async () => {
    const roleArn = `qcs::cam::uin/${BRANCH}:roleName/${ROLE}`;
    const accounts = [{ id: MAIN }, { roleArn, externalId: 'another' }];
    const stage = await open({ config: { accounts, regions: REGIONS } });
    expect((await stage.run()).answer).toMatchObject({ failures: 1, removed: 0 });
    expect(stage.output()).toContain('sts:AssumeRole: UnauthorizedOperation');
    expect([...(await stage.heads()).keys()].toSorted()).toEqual([`${MAIN} ${GUANGZHOU}`, `${MAIN} global`]);
    await stage.close();
  });

  it('on a machine whose clock is off are told so', async () => {
    const stage = await open({ wallClock: () => Date.now() + 20 * 60_000 });
    expect((await stage.run()).answer).toMatchObject({ failures: 1, removed: 0 });
    expect(stage.output()).toMatch(/AuthFailure\.SignatureExpire.*set the clock of this machine right/);
    await stage.close();
  });
});
